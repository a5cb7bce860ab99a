"""Meetings and what was written down in them, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.errors import NotFoundError, RecordChangedError
from monitor.domain.meeting.entry import EntryContent, MeetingEntry
from monitor.domain.meeting.meeting import Key, Meeting, MeetingId, go_to
from monitor.domain.partnership import PartyId
from monitor.domain.register.record import Authorship
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.domain.meeting.making import make_meeting
from tests.factories import NOW, TODAY, StoredPartnership, add_partnership

NOOR = Authorship("Noor Visser", NOW)
moments = st.datetimes(timezones=st.just(UTC))
authors = st.builds(Authorship, by=st.text(), at=moments)
meetings = st.builds(
    Meeting,
    prepared=authors,
    began_at=st.none() | moments,
    ended_at=st.none() | moments,
    step_began_at=st.none() | moments,
    keys=st.lists(st.builds(Key, turned=authors), max_size=3).map(tuple),
    notes=st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
)
entries = st.builds(
    MeetingEntry,
    content=st.from_type(EntryContent),  # type: ignore[arg-type]
    written=authors,
    read_back_at=st.none() | moments,
)
a_few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def stored(unit_of_work: SqlUnitOfWorkFactory) -> StoredPartnership:
    return add_partnership(unit_of_work)


@pytest.fixture
def meeting(unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership) -> Meeting:
    """A stored meeting, which is running."""
    return add(unit_of_work, stored, make_meeting())


def add(unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, meeting: Meeting) -> Meeting:
    with unit_of_work() as work:
        added = work.meetings.add(replace(meeting, partnership_id=stored.partnership.id))
        work.commit()
    return added


def get(unit_of_work: SqlUnitOfWorkFactory, meeting_id: MeetingId) -> Meeting:
    with unit_of_work(reads_only=True) as work:
        return work.meetings.get(meeting_id)


def make_entry(meeting: Meeting, key: str = "one", minutes: int = 0) -> MeetingEntry:
    written = Authorship("Noor Visser", NOW + timedelta(minutes=minutes))
    return MeetingEntry(meeting.id, key, TODAY, written)


@given(drawn=meetings)
@a_few
def test_every_field_of_a_meeting_comes_back_as_it_was(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, drawn: Meeting
) -> None:
    with unit_of_work() as work:
        added = work.meetings.add(replace(drawn, partnership_id=stored.partnership.id))
        found = work.meetings.get(added.id)

    assert found == added
    assert found == replace(drawn, id=added.id, partnership_id=stored.partnership.id, version=1)


@given(drawn=entries)
@a_few
def test_every_field_of_an_entry_comes_back_as_it_was(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting, drawn: MeetingEntry
) -> None:
    entry = replace(drawn, meeting_id=meeting.id, key="drawn")

    with unit_of_work() as work:
        assert work.meeting_entries.add(entry)
        found = work.meeting_entries.get(meeting.id, "drawn")

    assert found == entry
    assert type(found.content) is type(entry.content)


def test_a_meeting_that_does_not_exist_is_not_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        for find in (work.meetings.get, work.meetings.lock):
            with pytest.raises(NotFoundError):
                find(MeetingId(99))


def test_meetings_are_listed_newest_first_and_of_one_partnership(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, meeting: Meeting
) -> None:
    newer = add(unit_of_work, stored, make_meeting())
    other = add_partnership(unit_of_work, name="Bosrand")
    add(unit_of_work, other, make_meeting())

    with unit_of_work(reads_only=True) as work:
        listed = work.meetings.list_of(stored.partnership.id)

    assert listed == [newer, meeting]


def test_a_change_makes_a_next_version(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    with unit_of_work() as work:
        saved = work.meetings.save(go_to(meeting, 2, NOW))
        read_at_once = work.meetings.get(meeting.id)
        work.commit()

    assert (saved.version, saved.position) == (2, 2)
    assert read_at_once == saved == get(unit_of_work, meeting.id)


def test_what_was_not_committed_is_not_there(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    with unit_of_work() as work:
        work.meetings.save(go_to(meeting, 2, NOW))

    assert get(unit_of_work, meeting.id) == meeting


def test_an_older_version_overwrites_nothing(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    with unit_of_work() as work:
        newer = work.meetings.save(go_to(meeting, 2, NOW))
        work.commit()

    with unit_of_work() as work, pytest.raises(RecordChangedError):
        work.meetings.save(go_to(meeting, 5, NOW))

    assert get(unit_of_work, meeting.id) == newer


def test_of_many_who_save_the_same_version_at_once_one_succeeds(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    barrier = Barrier(6)

    def try_to_save(number: int) -> bool:
        barrier.wait()
        try:
            with unit_of_work() as work:
                work.meetings.save(replace(meeting, position=number))
                work.commit()
        except RecordChangedError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        succeeded = list(pool.map(try_to_save, range(6)))

    assert sorted(succeeded) == [False] * 5 + [True]
    assert get(unit_of_work, meeting.id).position == succeeded.index(True)


def test_who_locks_a_meeting_reads_what_others_wrote_before(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    barrier = Barrier(6)

    def turn_key(number: int) -> None:
        barrier.wait()
        with unit_of_work() as work:
            locked = work.meetings.lock(meeting.id)
            key = Key(PartyId(number), NOOR, is_aloud=True)
            work.meetings.save(replace(locked, keys=(*locked.keys, key)))
            work.commit()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(turn_key, range(6)))

    kept = get(unit_of_work, meeting.id)
    assert kept.version == 7
    assert {key.party_id for key in kept.keys} == set(range(6))


def test_a_meeting_goes_with_its_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, is_sample=True)
    meeting = add(unit_of_work, sample, make_meeting())
    with unit_of_work() as work:
        work.meeting_entries.add(make_entry(meeting))
        work.commit()

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        with pytest.raises(NotFoundError):
            work.meetings.get(meeting.id)
        assert work.meeting_entries.list_of(meeting.id) == []


def test_deleting_a_meeting_takes_what_is_in_it_along_and_leaves_the_others(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, meeting: Meeting
) -> None:
    other = add(unit_of_work, stored, make_meeting())
    with unit_of_work() as work:
        for each in (meeting, other):
            work.meeting_entries.add(make_entry(each))
        work.commit()

    with unit_of_work() as work:
        work.meetings.delete(meeting.id)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.meetings.list_of(stored.partnership.id) == [other]
        assert work.meeting_entries.list_of(meeting.id) == []
        assert work.meeting_entries.list_of(other.id) == [make_entry(other)]


def test_what_is_sent_twice_is_kept_once(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    first, again = make_entry(meeting), replace(make_entry(meeting), is_undone=True)

    with unit_of_work() as work:
        added = [work.meeting_entries.add(each) for each in (first, again)]
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert added == [True, False]
        assert work.meeting_entries.list_of(meeting.id) == [first]


def test_of_the_same_entry_sent_at_the_same_moment_one_is_kept(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    barrier = Barrier(6)

    def send(_number: int) -> bool:
        barrier.wait()
        with unit_of_work() as work:
            is_new = work.meeting_entries.add(make_entry(meeting))
            work.commit()
        return is_new

    with ThreadPoolExecutor(6) as pool:
        added = list(pool.map(send, range(6)))

    assert sorted(added) == [False] * 5 + [True]


def test_two_meetings_may_have_entries_of_the_same_key(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, meeting: Meeting
) -> None:
    other = add(unit_of_work, stored, make_meeting())

    with unit_of_work() as work:
        assert work.meeting_entries.add(make_entry(meeting))
        assert work.meeting_entries.add(make_entry(other))


def test_entries_are_listed_oldest_first_also_what_was_undone(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    late, early = make_entry(meeting, "a", minutes=5), make_entry(meeting, "b")
    undone = replace(early, is_undone=True)

    with unit_of_work() as work:
        for entry in (late, early):
            work.meeting_entries.add(entry)
        work.meeting_entries.save(undone)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.meeting_entries.list_of(meeting.id) == [undone, late]


def test_an_entry_that_does_not_exist_is_not_found(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    with unit_of_work() as work, pytest.raises(NotFoundError):
        work.meeting_entries.get(meeting.id, "none")


# H29.
def test_a_language_that_does_not_exist_leaves_the_meeting_as_it_was(
    unit_of_work: SqlUnitOfWorkFactory, meeting: Meeting
) -> None:
    spoiled = replace(meeting, language=-1)  # type: ignore[arg-type] # As a browser can send it.

    with unit_of_work() as work, pytest.raises(ValueError, match="language"):
        work.meetings.save(spoiled)

    assert get(unit_of_work, meeting.id) == meeting
