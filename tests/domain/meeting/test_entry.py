"""What was written down knows its kind and its words, and how it fits with what stands there."""

from datetime import date

import pytest

from monitor.domain.meeting.entry import (
    EntryContent,
    EntryKind,
    Frame,
    FramePart,
    MeetingEntry,
    add_line,
    find_topic,
    merge_roles,
    put_topic,
    take_line,
)
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId
from monitor.domain.register.collaboration import Frames, PartyRole, RoleLevel, TopicRoles
from monitor.domain.register.log import Lesson
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, NOOR
from tests.factories import TODAY, make_agreement

DAY = date(2027, 1, 15)
DECIDES = PartyRole(MUNICIPALITY, RoleLevel.DECIDES)
LEADS = PartyRole(INITIATIVE, RoleLevel.LEADS)
HELPS = PartyRole(INITIATIVE, RoleLevel.SUPPORTS)
PARKING = TopicRoles("Parkeren", (DECIDES,))
GREEN = TopicRoles("Groen", (LEADS,))
FIXED = Frame(FramePart.FIXED, "Het budget is vast.")


def entry_of(content: EntryContent) -> MeetingEntry:
    return MeetingEntry(MeetingId(1), "a" * 32, content, NOOR)


@pytest.mark.parametrize(
    ("content", "kind", "text", "owner", "due_on"),
    [
        (
            make_agreement(text="We bellen.", owner=2, due_on=DAY),
            *(EntryKind.AGREEMENT, "We bellen.", INITIATIVE, DAY),
        ),
        (PARKING, EntryKind.ROLE, "Parkeren", None, None),
        (FIXED, EntryKind.FRAME, "Het budget is vast.", None, None),
        (Lesson(TODAY, "Eerst bellen."), EntryKind.LESSON, "Eerst bellen.", None, None),
        (DAY, EntryKind.NEXT_MEETING, "", None, DAY),
    ],
)
def test_an_entry_tells_its_kind_words_owner_and_day(
    content: EntryContent, kind: EntryKind, text: str, owner: PartyId | None, due_on: date | None
) -> None:
    entry = entry_of(content)

    assert (entry.kind, entry.text, entry.owner, entry.due_on) == (kind, text, owner, due_on)


def test_a_line_is_added_under_what_stands_in_its_part() -> None:
    first = add_line(Frames(open="De plek"), FIXED)
    second = add_line(first, Frame(FramePart.FIXED, "De datum ook."))

    assert first == Frames(fixed="Het budget is vast.", open="De plek")
    assert second.fixed == "Het budget is vast.\nDe datum ook."


def test_a_line_is_taken_out_from_among_others() -> None:
    frames = Frames(fixed="Eén\nTwee\nDrie\nVier")

    assert take_line(frames, Frame(FramePart.FIXED, "Twee\nDrie")) == Frames(fixed="Eén\nVier")


def test_of_two_lines_alike_the_last_is_taken_out() -> None:
    frames = Frames(decides="De raad\nHet college\nDe raad")

    taken = take_line(frames, Frame(FramePart.DECIDES, "De raad"))

    assert taken == Frames(decides="De raad\nHet college")


@pytest.mark.parametrize("other", [Frames(), Frames(open=FIXED.text), Frames(fixed="Het budget")])
def test_a_line_that_does_not_stand_there_cannot_be_taken_out(other: Frames) -> None:
    assert take_line(other, FIXED) is None


def test_a_topic_is_the_same_however_it_is_spelled() -> None:
    assert find_topic((GREEN, PARKING), " parkeren ") == PARKING
    assert find_topic((GREEN,), "Parkeren") is None


def test_a_party_keeps_its_role_on_a_topic_where_it_gets_none_anew() -> None:
    both = TopicRoles("Parkeren", (DECIDES, LEADS))

    assert merge_roles(None, PARKING) == PARKING
    assert merge_roles(PARKING, TopicRoles("parkeren", (LEADS,))) == both
    assert merge_roles(both, TopicRoles("Parkeren", (HELPS,))).roles == (DECIDES, HELPS)


def test_the_roles_on_a_topic_come_in_the_place_of_those_before_or_at_the_end() -> None:
    new = TopicRoles("Groen", (HELPS,))

    assert put_topic((GREEN, PARKING), "groen", new) == (new, PARKING)
    assert put_topic((PARKING,), "Groen", new) == (PARKING, new)
    assert put_topic((GREEN, PARKING), "Groen", None) == (PARKING,)
    assert put_topic((PARKING,), "Groen", None) == (PARKING,)
