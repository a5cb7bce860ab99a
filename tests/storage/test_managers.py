"""Relationship managers, on both databases."""

from dataclasses import replace

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Language, ManagerId
from monitor.services.register_ports import NewManager
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership

NOOR = NewManager("Noor Visser", Language.DUTCH, "noor@example.org", wants_digest=False)


def test_a_manager_is_returned_as_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        stored = work.managers.add(NOOR)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        found = work.managers.get(stored.id)

    assert found == stored
    assert (found.name, found.email) == ("Noor Visser", "noor@example.org")
    assert (found.language, found.wants_digest) == (Language.DUTCH, False)


def test_without_more_a_manager_has_no_address_and_wants_the_digest(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        stored = work.managers.add(NewManager("Aart", Language.ENGLISH))

    assert (stored.email, stored.wants_digest) == (None, True)


def test_managers_are_listed_by_name_whatever_the_case(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    with unit_of_work() as work:
        for name in ("bas", "Anna", "Bo"):
            work.managers.add(NewManager(name, Language.DUTCH))

        assert [each.name for each in work.managers.list_all()] == ["Anna", "bas", "Bo"]


def test_one_manager_can_be_changed(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        noor, other = work.managers.add(NOOR), work.managers.add(NOOR)
        changed = replace(
            noor, name="Noor de Vries", email=None, language=Language.ENGLISH, wants_digest=True
        )
        work.managers.save(changed)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.managers.get(noor.id) == changed
        assert work.managers.get(other.id) == other


def test_who_is_deleted_is_gone_and_the_partnerships_have_nobody(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    stored = add_partnership(unit_of_work).partnership
    with unit_of_work() as work:
        noor, other = work.managers.add(NOOR), work.managers.add(NOOR)
        work.directory.set_manager([stored.id], noor.id)
        work.commit()

    with unit_of_work() as work:
        work.managers.delete(noor.id)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert list(work.managers.list_all()) == [other]
        assert work.partnerships.get(stored.id) == stored
        with pytest.raises(NotFoundError):
            work.managers.get(noor.id)


def test_a_manager_who_does_not_exist_is_not_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work(reads_only=True) as work, pytest.raises(NotFoundError):
        work.managers.get(ManagerId(1))
