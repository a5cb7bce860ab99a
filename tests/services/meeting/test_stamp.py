"""What tells the windows of a meeting that they must look again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.live import LiveKind
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.services.context import Context
from monitor.services.meeting.ask_live import drop_question, open_question
from monitor.services.meeting.hold import move
from monitor.services.meeting.stamp import read_stamp
from monitor.services.meeting.write_down import Note, confirm, undo, write_note
from tests import factories
from tests.copies import Copies
from tests.meetings import Town, copy_town

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


@pytest.fixture
def meeting(town: Town) -> Meeting:
    return town.begin()


def test_the_stamp_stays_while_nothing_changes(town: Town, meeting: Meeting) -> None:
    first = read_stamp(town.context, meeting.id)
    town.clock.advance(AN_HOUR)

    assert read_stamp(town.context, meeting.id) == first


def test_the_stamp_changes_with_the_step(town: Town, meeting: Meeting) -> None:
    first = read_stamp(town.context, meeting.id)

    move(town.context, meeting.id, 0, 1)

    assert read_stamp(town.context, meeting.id) != first


def test_the_stamp_changes_with_everything_written_down(town: Town, meeting: Meeting) -> None:
    agreement = replace(
        factories.make_agreement(owner=town.initiative), made_on=town.context.today()
    )
    stamps = [read_stamp(town.context, meeting.id)]

    write_note(town.context, meeting.id, Note("k1", agreement), town.written)
    stamps.append(read_stamp(town.context, meeting.id))
    confirm(town.context, meeting.id, "k1")
    stamps.append(read_stamp(town.context, meeting.id))
    undo(town.context, meeting.id, "k1", town.written)
    stamps.append(read_stamp(town.context, meeting.id))

    assert len(set(stamps)) == len(stamps)


def test_the_stamp_changes_with_what_is_asked_on_phones(town: Town, meeting: Meeting) -> None:
    first = read_stamp(town.context, meeting.id)

    question = open_question(town.context, meeting.id, LiveKind.TALK)
    asked = read_stamp(town.context, meeting.id)
    drop_question(town.context, question.id)

    assert asked != first
    assert read_stamp(town.context, meeting.id) != asked


def test_a_meeting_that_is_gone_has_no_stamp(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_stamp(context, MeetingId(99))
