"""A note is read from what a browser sends, and written so that the form holds it again."""

from datetime import date
from typing import Any

import pytest

from monitor.domain.meeting.entry import EntryContent, Frame, FramePart, MeetingEntry
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import PartyRole, RoleLevel, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.services.meeting.write_down import Note
from monitor.ui.meeting.writing.notes import SentNote, parse_key, parse_note, write_fields
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, NOOR
from tests.factories import TODAY, make_partnership

KEY, OTHER_KEY = "0123456789abcdef" * 2, "f" * 32
DAY = date(2027, 1, 15)
PARTNERSHIP = make_partnership()
NOTES: list[tuple[dict[str, str], EntryContent]] = [
    (
        {"kind": "agreement", "text": "We bellen.", "owner": "2", "due": "2027-01-15"},
        Agreement(AgreementKind.PROCESS, "We bellen.", INITIATIVE, TODAY, DAY),
    ),
    (
        {"kind": "agreement", "text": "We bellen.", "owner": "1", "due": ""},
        Agreement(AgreementKind.PROCESS, "We bellen.", MUNICIPALITY, TODAY),
    ),
    (
        {"kind": "role", "topic": "Parkeren", "level-1": "decides", "level-2": "supports"},
        TopicRoles(
            "Parkeren",
            (PartyRole(MUNICIPALITY, RoleLevel.DECIDES), PartyRole(INITIATIVE, RoleLevel.SUPPORTS)),
        ),
    ),
    (
        {"kind": "frame", "text": "Wie tekent", "part": "decides"},
        Frame(FramePart.DECIDES, "Wie tekent"),
    ),
    (
        {"kind": "lesson", "text": "Eerst bellen.", "mistake": "1"},
        Lesson(TODAY, "Eerst bellen.", from_mistake=True),
    ),
    ({"kind": "lesson", "text": "Eerst bellen.", "mistake": ""}, Lesson(TODAY, "Eerst bellen.")),
    ({"kind": "next_meeting", "next": "2027-01-15"}, DAY),
]


def parse(sent: dict[str, Any]) -> SentNote | None:
    return parse_note(sent, PARTNERSHIP, TODAY)


@pytest.mark.parametrize(("fields", "content"), NOTES)
def test_a_note_of_each_kind_is_read_and_written_the_same(
    fields: dict[str, str], content: EntryContent
) -> None:
    assert parse({"key": KEY, "fields": fields}) == SentNote(Note(KEY, content))
    assert write_fields(MeetingEntry(MeetingId(1), KEY, content, NOOR)) == fields


def test_a_note_says_which_entry_it_comes_in_the_place_of() -> None:
    sent = {"key": KEY, "instead_of": OTHER_KEY, "fields": {"kind": "lesson", "text": "Bellen"}}

    found = parse(sent)

    assert found is not None
    assert found.instead_of == OTHER_KEY


def test_what_was_left_empty_is_left_to_the_use_cases_to_name() -> None:
    found = parse({"key": KEY, "fields": {"kind": "agreement"}})

    assert found is not None
    assert found.note.content == Agreement(AgreementKind.PROCESS, "", PartyId(0), TODAY)


def test_a_party_or_level_that_is_not_there_is_nobody() -> None:
    agreement = parse({"key": KEY, "fields": {"kind": "agreement", "owner": "9"}})
    role = parse({"key": KEY, "fields": {"kind": "role", "level-1": "rules", "level-9": "leads"}})

    assert agreement is not None
    assert agreement.note.content == Agreement(AgreementKind.PROCESS, "", PartyId(0), TODAY)
    assert role is not None
    assert role.note.content == TopicRoles("", ())


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"key": KEY},
        {"key": KEY, "fields": "text"},
        {"key": KEY, "fields": {}},
        {"key": KEY, "fields": {"kind": ["lesson"]}},
        {"key": KEY, "fields": {"kind": "verdict", "text": "x"}},
        {"key": KEY, "fields": {"kind": "frame", "part": "colour"}},
        {"key": KEY, "fields": {"kind": "next_meeting", "next": "soon"}},
        {"key": "short", "fields": {"kind": "lesson"}},
        {"key": 7, "fields": {"kind": "lesson"}},
    ],
)
def test_what_cannot_come_from_the_form_is_no_note(sent: dict[str, Any]) -> None:
    assert parse(sent) is None


@pytest.mark.parametrize("value", [None, 3, "", "A" * 32, KEY + "0"])
def test_a_key_is_as_a_device_draws_it(value: object) -> None:
    assert parse_key(value) is None
    assert parse_key(KEY) == KEY
