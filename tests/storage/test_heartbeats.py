from datetime import timedelta

from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW


def test_what_never_worked_has_no_moment(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work(reads_only=True) as work:
        assert work.heartbeats.last("worker") is None


def test_the_last_beat_of_each_name_is_kept(unit_of_work: SqlUnitOfWorkFactory) -> None:
    later = NOW + timedelta(seconds=1)

    with unit_of_work() as work:
        work.heartbeats.beat("worker", NOW)
        work.heartbeats.beat("survey", NOW)
        assert work.heartbeats.last("worker") == NOW
        work.heartbeats.beat("worker", later)
        assert work.heartbeats.last("worker") == later
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.heartbeats.last("worker") == later
        assert work.heartbeats.last("survey") == NOW


def test_a_clock_that_was_set_back_is_believed(unit_of_work: SqlUnitOfWorkFactory) -> None:
    earlier = NOW - timedelta(hours=2)

    with unit_of_work() as work:
        work.heartbeats.beat("worker", NOW)
        work.heartbeats.beat("worker", earlier)

        assert work.heartbeats.last("worker") == earlier
