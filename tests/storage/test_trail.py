from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from monitor.domain.access.account import FIRST_WORKSPACE, AccountId, WorkspaceId
from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import NOTHING_BEFORE, Deed, Entry, seal
from monitor.services.trail_ports import TrailQuery
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW

ONE = PartnershipId(1)


def add_entry(factory: SqlUnitOfWorkFactory, workspace: WorkspaceId, deed: Deed) -> Entry:
    with factory.within(workspace)() as work:
        last = work.trail.last()
        entry = Entry(
            workspace_id=workspace,
            sequence=last.sequence + 1 if last else 1,
            at=NOW,
            actor=ActorKind.PERSON,
            account_id=AccountId(7),
            deed=deed,
            previous_hash=last.hash if last else NOTHING_BEFORE,
        )
        sealed = replace(entry, hash=seal(entry))
        work.trail.add(sealed)
        work.commit()
    return sealed


def test_an_entry_comes_back_as_it_was_stored(unit_of_work: SqlUnitOfWorkFactory) -> None:
    deed = Deed(Act.MEETING_BEGUN, ONE, PartyId(2), {"meeting": 3, "kind": "light", "is_new": True})

    stored = add_entry(unit_of_work, FIRST_WORKSPACE, deed)

    with unit_of_work() as work:
        assert work.trail.last() == stored
        assert seal(stored) == stored.hash


def test_each_workspace_has_a_trail_of_its_own(unit_of_work: SqlUnitOfWorkFactory) -> None:
    add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.ROUND_OPENED, ONE))
    elsewhere = add_entry(unit_of_work, WorkspaceId(2), Deed(Act.ROUND_CLOSED, PartnershipId(8)))

    with unit_of_work.within(WorkspaceId(2))() as work:
        assert (elsewhere.sequence, work.trail.count(TrailQuery())) == (1, 1)
        assert list(work.trail.all_in_order()) == [elsewhere]


def test_entries_are_found_by_partnership_act_and_person(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    opened = add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.ROUND_OPENED, ONE))
    closed = add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.ROUND_CLOSED, ONE))
    add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.ROUND_CLOSED, PartnershipId(2)))

    with unit_of_work(reads_only=True) as work:
        trail = work.trail
        assert trail.page(TrailQuery(ONE), 0, 10) == [closed, opened]
        assert trail.page(TrailQuery(ONE), 1, 1) == [opened]
        assert trail.page(TrailQuery(ONE, (Act.ROUND_CLOSED,)), 0, 10) == [closed]
        assert trail.count(TrailQuery(account_id=AccountId(7))) == 3
        assert trail.count(TrailQuery(account_id=AccountId(8))) == 0


def test_an_entry_counts_as_recent_from_its_own_moment_on(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.SPLIT_SEEN, ONE))

    with unit_of_work(reads_only=True) as work:
        assert work.trail.has_since(TrailQuery(ONE), NOW)
        assert not work.trail.has_since(TrailQuery(ONE), NOW + timedelta(seconds=1))


@pytest.mark.parametrize(
    "change", ["UPDATE trail SET act = 'set_up'", "DELETE FROM trail"], ids=["change", "delete"]
)
def test_the_database_refuses_to_change_the_trail(
    unit_of_work: SqlUnitOfWorkFactory, engine: Engine, change: str
) -> None:
    add_entry(unit_of_work, FIRST_WORKSPACE, Deed(Act.ROUND_OPENED, ONE))

    with engine.begin() as connection, pytest.raises(DBAPIError, match="never changed"):
        connection.execute(text(change))
