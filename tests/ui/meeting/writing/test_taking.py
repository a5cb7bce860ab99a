"""What a browser sends is written down once, and it is told in words what cannot be."""

from collections.abc import Mapping
from dataclasses import replace
from unittest.mock import Mock

import pytest

from monitor.domain.errors import StorageBusyError
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import end
from monitor.domain.partnership import Language
from monitor.domain.register.agreement import Agreement
from monitor.services.agreements.keep_agreements import MAXIMUM_TEXT_LENGTH
from monitor.services.context import Context
from monitor.services.meeting import write_down
from monitor.services.meeting.hold import read_meeting
from monitor.services.meeting.write_down import read_entries
from monitor.ui.meeting.writing.taking import Desk, act, take_notes
from tests.charts.scenes import make_reader
from tests.factories import NOW
from tests.live import Talk, begin_talk

KEY, OTHER_KEY = "a" * 32, "b" * 32
LESSON = {"kind": "lesson", "text": "Eerst bellen."}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Taking asks only services, which their own tests run on both databases."""
    return sqlite_url


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


@pytest.fixture
def desk(talk: Talk) -> Desk:
    held = read_meeting(talk.context, talk.meeting.id)
    return Desk(talk.context, held, "", make_reader(Language.DUTCH))


def send(desk: Desk, fields: Mapping[str, str], key: str = KEY, **more: str) -> Mapping[str, str]:
    return take_notes({"notes": [{"key": key, "fields": dict(fields), **more}]}, desk)


def entries_of(desk: Desk) -> list[MeetingEntry]:
    return read_entries(desk.context, desk.held.meeting.id)


def test_a_note_is_written_down_in_the_name_of_who_prepared_the_meeting(desk: Desk) -> None:
    assert send(desk, LESSON) == {}

    (entry,) = entries_of(desk)
    assert (entry.text, entry.written.by) == ("Eerst bellen.", desk.held.meeting.prepared.by)


def test_a_window_that_knows_its_writer_writes_in_that_name(desk: Desk) -> None:
    send(replace(desk, writer="Ali Demir"), LESSON)

    (entry,) = entries_of(desk)
    assert entry.written.by == "Ali Demir"


def test_a_note_that_is_sent_again_is_kept_once(desk: Desk) -> None:
    for _ in range(3):
        assert send(desk, LESSON) == {}

    assert len(entries_of(desk)) == 1


def test_a_correction_comes_in_the_place_of_an_entry(desk: Desk) -> None:
    send(desk, LESSON)

    assert send(desk, {**LESSON, "text": "Beter."}, key=OTHER_KEY, instead_of=KEY) == {}

    assert {each.text: each.is_undone for each in entries_of(desk)} == {
        "Eerst bellen.": True,
        "Beter.": False,
    }


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"kind": "agreement", "owner": "9"}, "Schrijf op wat jullie bedoelen. Kies wie dit doet."),
        ({"kind": "lesson"}, "Schrijf op wat jullie bedoelen."),
        ({"kind": "role"}, "Kies wie wat doet."),
        ({"kind": "next_meeting", "next": "2020-01-01"}, "Kies een dag die nog komt."),
        ({"kind": "verdict"}, "Dit kan niet worden opgeslagen. Schrijf het anders op."),
    ],
)
def test_what_is_wrong_with_a_note_is_told_in_words(
    desk: Desk, fields: dict[str, str], answer: str
) -> None:
    assert send(desk, fields) == {KEY: answer}
    assert entries_of(desk) == []


def test_too_long_an_agreement_is_told_how_long_it_may_be(desk: Desk) -> None:
    owner = str(desk.held.partnership.parties[0].id)
    text = "x" * (MAXIMUM_TEXT_LENGTH + 1)

    answers = send(desk, {"kind": "agreement", "owner": owner, "text": text})

    assert answers == {KEY: "Dit is te lang. Houd het bij 300 tekens."}


def test_a_meeting_that_is_over_takes_nothing(desk: Desk) -> None:
    with desk.context.unit_of_work() as uow:
        uow.meetings.save(end(uow.meetings.lock(desk.held.meeting.id), NOW))
        uow.commit()

    (answer,) = send(desk, LESSON).values()

    assert answer.startswith("Het gesprek is niet begonnen of al voorbij.")


def test_while_the_database_is_busy_a_note_waits_and_a_button_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Mock(side_effect=StorageBusyError)
    monkeypatch.setattr(write_down, "write_note", busy)
    monkeypatch.setattr(write_down, "confirm", busy)

    assert send(desk, LESSON) == {}
    answers = act({"act": "confirm", "key": KEY}, desk)

    assert answers == {KEY: "Het lukt nu niet. Probeer het zo nog eens."}


def test_the_buttons_of_an_entry_confirm_undo_and_put_back(desk: Desk) -> None:
    send(desk, LESSON)

    assert act({"act": "confirm", "key": KEY}, desk) == {}
    assert entries_of(desk)[0].read_back_at == NOW
    assert act({"act": "undo", "key": KEY}, desk) == {}
    assert entries_of(desk)[0].is_undone
    assert act({"act": "redo", "key": KEY}, desk) == {}
    assert not entries_of(desk)[0].is_undone


def test_an_entry_that_was_changed_elsewhere_says_so(desk: Desk) -> None:
    owner = str(desk.held.partnership.parties[0].id)
    send(desk, {"kind": "agreement", "owner": owner, "text": "We bellen."})
    with desk.context.unit_of_work() as uow:
        (record,) = uow.records.list_of(desk.held.partnership.id, Agreement)
        uow.records.save(record, record.content, record.written)
        uow.commit()

    answers = act({"act": "undo", "key": KEY}, desk)

    assert answers == {KEY: "Dit is intussen op een andere plek veranderd. Pas het daar aan."}


@pytest.mark.parametrize(
    "told", [None, "x", {}, {"notes": "x"}, {"notes": ["x"]}, {"act": "undo"}, {"key": KEY}]
)
def test_what_no_form_sends_does_nothing(desk: Desk, told: object) -> None:
    assert take_notes(told, desk) == {}
    assert act(told, desk) == {}
    assert entries_of(desk) == []
