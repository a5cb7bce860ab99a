import pytest
from sqlalchemy.exc import IntegrityError

from monitor.domain.results import PublishedRound
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import StoredPartnership, add_partnership, add_round, make_release


def test_releases_are_returned_as_they_were_stored_oldest_first(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)
    first, second, third = add_releases(unit_of_work, stored, count=3)

    with unit_of_work(reads_only=True) as work:
        assert work.releases.list_of(stored.partnership.id) == [first, second, third]


def test_a_partnership_without_releases_has_an_empty_list(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work)

    with unit_of_work(reads_only=True) as work:
        assert work.releases.list_of(stored.partnership.id) == []


def test_a_round_is_released_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    stored = add_partnership(unit_of_work)
    (release,) = add_releases(unit_of_work, stored, count=1)

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.releases.add(stored.partnership.id, release)


def add_releases(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership, *, count: int
) -> list[PublishedRound]:
    rounds = [stored.round] + [
        add_round(unit_of_work, stored.partnership, sequence=sequence).round
        for sequence in range(2, count + 1)
    ]
    releases = [make_release(round_id=one.id, sequence=one.sequence) for one in rounds]
    with unit_of_work() as work:
        # Newest first, so that the order asked for is not that of storing.
        for release in reversed(releases):
            work.releases.add(stored.partnership.id, release)
        work.commit()
    return releases
