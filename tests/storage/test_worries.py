"""Worries are stored with all of their life."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.flags import life
from monitor.domain.flags.worry import NO_ID, Basis, Worry, WorryId, WorryKind
from monitor.domain.partnership import Language, Partnership, PartyId
from monitor.services.register_ports import NewManager
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.domain.flags.worries import NOOR, make_worry
from tests.factories import NOW, TODAY, add_partnership


@pytest.fixture
def partnership(unit_of_work: SqlUnitOfWorkFactory) -> Partnership:
    return add_partnership(unit_of_work).partnership


def worry_of(partnership: Partnership) -> Worry:
    """Make a worry that uses every field."""
    basis = Basis(on=TODAY, count=3, mean=2.5, party=PartyId(2), about=WorryKind.LOW)
    worry = make_worry(kind=WorryKind.NO_AGREEMENT, sequences=(1, 2, 3), basis=basis)
    resting = life.snooze(worry, TODAY + timedelta(days=9), "Vakantie", NOOR, TODAY)
    return replace(resting, id=NO_ID, partnership_id=partnership.id)


def test_a_worry_is_returned_as_it_was_stored_with_an_id_of_its_own(
    unit_of_work: SqlUnitOfWorkFactory, partnership: Partnership
) -> None:
    with unit_of_work() as work:
        stored = work.worries.add(worry_of(partnership))
        work.commit()

    assert stored == replace(worry_of(partnership), id=stored.id)
    with unit_of_work(reads_only=True) as work:
        assert work.worries.get(stored.id) == stored
        assert work.worries.list_of(partnership.id) == [stored]


def test_many_are_stored_at_once_in_their_order(
    unit_of_work: SqlUnitOfWorkFactory, partnership: Partnership
) -> None:
    kinds = [WorryKind.LOW, WorryKind.GAP, WorryKind.LOAD]
    with unit_of_work() as work:
        work.worries.add_many([replace(worry_of(partnership), kind=kind) for kind in kinds])
        work.commit()

    with unit_of_work(reads_only=True) as work:
        stored = work.worries.list_of(partnership.id)
    assert [each.kind for each in stored] == kinds
    assert len({each.id for each in stored}) == 3


def test_what_is_saved_replaces_what_was_stored_of_that_worry_only(
    unit_of_work: SqlUnitOfWorkFactory, partnership: Partnership
) -> None:
    with unit_of_work() as work:
        first, second = (work.worries.add(worry_of(partnership)) for _ in range(2))
        changed = life.see(first, NOOR)
        work.worries.save(changed)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.worries.list_of(partnership.id) == [changed, second]


def test_there_may_be_none(unit_of_work: SqlUnitOfWorkFactory, partnership: Partnership) -> None:
    with unit_of_work(reads_only=True) as work:
        assert work.worries.list_of(partnership.id) == []
        with pytest.raises(NotFoundError):
            work.worries.get(WorryId(999))


def test_a_manager_is_told_what_changed_in_the_own_partnerships_since(
    unit_of_work: SqlUnitOfWorkFactory, partnership: Partnership
) -> None:
    other = add_partnership(unit_of_work, name="Van een ander").partnership
    before = NOW - timedelta(seconds=1)
    with unit_of_work() as work:
        manager = work.managers.add(NewManager("Noor Visser", Language.DUTCH))
        profile = replace(partnership.profile, manager_id=manager.id)
        work.partnerships.save(replace(partnership, profile=profile))
        mine = work.worries.add(worry_of(partnership))
        work.worries.add(replace(worry_of(partnership), changed_at=before))
        work.worries.add(worry_of(other))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.worries.changed_since(manager.id, NOW) == [mine]
