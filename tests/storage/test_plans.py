from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.planning import Period, PlannedRound, PlannedRoundId, Rhythm
from monitor.services.planning_ports import NewPlannedRound
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, TWO_WEEKS, StoredPartnership, add_partnership

SOON = Period(NOW + timedelta(days=1), NOW + timedelta(days=15))


@pytest.fixture
def stored(unit_of_work: SqlUnitOfWorkFactory) -> StoredPartnership:
    return add_partnership(unit_of_work)


def test_a_rhythm_is_returned_as_it_was_stored(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Zonder ritme").partnership
    rhythm = rhythm_of(stored)

    save_rhythm(unit_of_work, rhythm)

    with unit_of_work(reads_only=True) as work:
        assert work.plans.find_rhythm(stored.partnership.id) == rhythm
        assert work.plans.find_rhythm(other.id) is None


def test_a_rhythm_replaces_the_earlier_one_also_within_one_transaction(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    first = rhythm_of(stored)
    second = Rhythm(stored.partnership.id, date(2027, 2, 28), day=31, months=6, open_days=10)

    with unit_of_work() as work:
        work.plans.save_rhythm(first)
        assert work.plans.find_rhythm(stored.partnership.id) == first
        work.plans.save_rhythm(second)
        assert work.plans.find_rhythm(stored.partnership.id) == second
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.plans.find_rhythm(stored.partnership.id) == second


def test_a_rhythm_can_be_deleted_and_its_planned_rounds_stay(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Een ander")
    for each in (stored, other):
        save_rhythm(unit_of_work, rhythm_of(each))
    planned = add(unit_of_work, stored)

    with unit_of_work() as work:
        work.plans.delete_rhythm(stored.partnership.id)
        assert work.plans.find_rhythm(stored.partnership.id) is None
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.plans.find_rhythm(stored.partnership.id) is None
        assert work.plans.find_rhythm(other.partnership.id) == rhythm_of(other)
    assert list_of(unit_of_work, stored) == [planned]


def test_rhythms_without_a_planned_round_are_to_be_planned(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    others = [add_partnership(unit_of_work, name=name) for name in ("Extra", "Gepland", "Geen")]
    for each in (stored, *others[:2]):
        save_rhythm(unit_of_work, rhythm_of(each))
    with unit_of_work() as work:
        extra, planned = (each.partnership.id for each in others[:2])
        work.plans.add(NewPlannedRound(extra, SOON, is_extra=True))
        work.plans.add(NewPlannedRound(planned, SOON))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.plans.rhythms_to_plan() == [rhythm_of(stored), rhythm_of(others[0])]


def test_a_planned_round_is_returned_as_it_was_stored(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    with unit_of_work() as work:
        planned = work.plans.add(
            NewPlannedRound(stored.partnership.id, SOON, is_light=True, is_extra=True)
        )
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.plans.get(planned.id) == planned
    assert planned == PlannedRound(
        planned.id, stored.partnership.id, SOON, is_light=True, is_extra=True
    )


def test_a_planned_round_that_does_not_exist_is_not_found(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work(reads_only=True) as work, pytest.raises(NotFoundError):
        work.plans.get(PlannedRoundId(1))


def test_planned_rounds_are_listed_by_partnership_the_earliest_first(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Een ander")
    later = add(unit_of_work, stored, days=90)
    add(unit_of_work, other, days=5)
    sooner = add(unit_of_work, stored, days=10)

    assert list_of(unit_of_work, stored) == [sooner, later]


def test_rounds_are_due_from_the_very_moment_that_they_open(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Een ander")
    later = add(unit_of_work, stored, days=2)
    sooner = add(unit_of_work, other, days=1)
    add(unit_of_work, stored, days=3)

    with unit_of_work(reads_only=True) as work:
        before = work.plans.list_due(sooner.period.opens_at - timedelta(microseconds=1))
        at_once = work.plans.list_due(sooner.period.opens_at)
        both = work.plans.list_due(later.period.opens_at)

    assert (before, at_once, both) == ([], [sooner], [sooner, later])


def test_a_planned_round_can_be_changed(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    planned, other = add(unit_of_work, stored), add(unit_of_work, stored, days=50)
    shifted = Period(SOON.opens_at + TWO_WEEKS, SOON.closes_at + TWO_WEEKS)
    changed = replace(planned, period=shifted, is_light=True, is_extra=True)

    with unit_of_work() as work:
        work.plans.save(changed)
        work.commit()

    assert list_of(unit_of_work, stored) == [changed, other]


def test_of_many_who_delete_a_planned_round_at_once_one_succeeds(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    planned, other = add(unit_of_work, stored), add(unit_of_work, stored, days=50)
    barrier = Barrier(12)

    def delete(_number: int) -> bool:
        barrier.wait()
        with unit_of_work() as work:
            was_there = work.plans.delete(planned.id)
            work.commit()
            return was_there

    with ThreadPoolExecutor(12) as pool:
        deleted = list(pool.map(delete, range(12)))

    assert sorted(deleted) == [False] * 11 + [True]
    assert list_of(unit_of_work, stored) == [other]


def test_a_planned_round_whose_deletion_is_undone_can_be_opened_by_somebody_else(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    planned = add(unit_of_work, stored)

    with unit_of_work() as work:
        assert work.plans.delete(planned.id)

    with unit_of_work() as work:
        assert work.plans.delete(planned.id)


def test_a_number_of_a_planned_round_is_never_given_out_again(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    planned = add(unit_of_work, stored)
    with unit_of_work() as work:
        work.plans.delete(planned.id)
        work.commit()

    assert add(unit_of_work, stored).id > planned.id


def test_plans_go_with_the_partnership(unit_of_work: SqlUnitOfWorkFactory) -> None:
    sample = add_partnership(unit_of_work, name="Voorbeeld", is_sample=True)
    save_rhythm(unit_of_work, rhythm_of(sample))
    add(unit_of_work, sample)

    with unit_of_work() as work:
        work.partnerships.delete_samples()
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.plans.find_rhythm(sample.partnership.id) is None
        assert work.plans.list_of(sample.partnership.id) == []


def rhythm_of(stored: StoredPartnership) -> Rhythm:
    return Rhythm(stored.partnership.id, date(2027, 1, 31), day=31)


def save_rhythm(unit_of_work: SqlUnitOfWorkFactory, rhythm: Rhythm) -> None:
    with unit_of_work() as work:
        work.plans.save_rhythm(rhythm)
        work.commit()


def add(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, *, days: int = 1
) -> PlannedRound:
    opens_at = NOW + timedelta(days=days)
    period = Period(opens_at, opens_at + TWO_WEEKS)
    with unit_of_work() as work:
        planned = work.plans.add(NewPlannedRound(stored.partnership.id, period))
        work.commit()
    return planned


def list_of(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> Sequence[PlannedRound]:
    with unit_of_work(reads_only=True) as work:
        return work.plans.list_of(stored.partnership.id)
