"""What a meeting shows names parties, and no people."""

from dataclasses import replace

from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.meeting.nameless import hide_people, hide_writer, hide_writer_of
from monitor.domain.partnership import ManagerId, Profile
from tests.domain.meeting.making import NOOR, walk, write
from tests.factories import TODAY, make_agreement, make_partnership

NAMES = {"Noor Visser", "Ali Demir"}


def test_a_partnership_is_told_without_those_who_look_after_it() -> None:
    profile = Profile(ManagerId(4), stand_in="Ali Demir", character="Veel tuinen", has_mirror=True)
    partnership = replace(make_partnership(contact="Noor Visser"), profile=profile)

    told = hide_people(partnership)

    assert not NAMES & {each for each in walk(told) if isinstance(each, str)}
    assert told.profile == Profile(character="Veel tuinen", has_mirror=True)
    assert (told.name, told.parties) == (partnership.name, partnership.parties)


def test_a_record_is_told_with_its_day_and_without_its_writer() -> None:
    record = write(make_agreement())

    told = hide_writer(record)

    assert told.written.by == ""
    assert replace(told, written=record.written) == record
    assert told.written.at == record.written.at


def test_what_was_written_in_a_meeting_is_told_without_its_writer() -> None:
    entry = MeetingEntry(MeetingId(1), "key", TODAY, NOOR)

    told = hide_writer_of(entry)

    assert replace(told, written=NOOR) == entry
    assert told.written.by == ""
