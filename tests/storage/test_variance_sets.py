from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from monitor.domain.variance_set import Adoption, VarianceSet
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, make_variance_set


def test_sets_are_returned_as_they_were_stored_oldest_first(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    new = make_variance_set(version="own-2026-11-17-1", made_at=NOW)
    old = make_variance_set(version="own-2026-10-17-1", made_at=NOW - timedelta(days=31))
    store(unit_of_work, new, old)

    with unit_of_work(reads_only=True) as work:
        assert work.variance_sets.list_all() == [old, new]


def test_a_version_is_given_once(unit_of_work: SqlUnitOfWorkFactory) -> None:
    store(unit_of_work, make_variance_set())

    with unit_of_work() as work, pytest.raises(IntegrityError):
        work.variance_sets.add(make_variance_set())


def test_the_last_of_the_adoptions_is_the_one_that_was_made_last(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    adoptions = [
        Adoption("own-2026-11-17-1", NOW, "Ria Smit"),
        Adoption("default-1", NOW, "Jan de Wit"),
    ]
    with unit_of_work() as work:
        for adoption in adoptions:
            work.variance_sets.adopt(adoption)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.variance_sets.adoptions() == adoptions


def test_a_new_installation_has_neither(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work(reads_only=True) as work:
        assert work.variance_sets.list_all() == []
        assert work.variance_sets.adoptions() == []


def store(unit_of_work: SqlUnitOfWorkFactory, *sets: VarianceSet) -> None:
    with unit_of_work() as work:
        for each in sets:
            work.variance_sets.add(each)
        work.commit()
