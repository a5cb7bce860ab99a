"""Every trail tells that a backup was put back, and goes on from there."""

from datetime import timedelta

from sqlalchemy import Engine

from monitor.domain.access.account import FIRST_WORKSPACE
from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, find_break
from monitor.services.trail_ports import TrailQuery
from monitor.storage.backup.note_restored import note_restored
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW
from tests.storage.test_trail import add_entry

LATER = NOW + timedelta(hours=5)


def test_each_workspace_has_it_at_the_end_of_a_whole_chain(engine: Engine) -> None:
    factory = SqlUnitOfWorkFactory(engine)
    with factory() as work:
        other = work.workspaces.add("Other").id
        work.commit()
    add_entry(factory, FIRST_WORKSPACE, Deed(Act.ROUND_OPENED, PartnershipId(1)))

    with engine.begin() as connection:
        note_restored(connection, NOW, LATER)

    for workspace, length in ((FIRST_WORKSPACE, 2), (other, 1)):
        with factory.within(workspace)(reads_only=True) as work:
            entries = list(work.trail.all_in_order())
        assert find_break(entries) is None
        assert len(entries) == length
        assert (entries[-1].at, entries[-1].actor) == (LATER, ActorKind.PRODUCT)
        moment = NOW.isoformat(timespec="seconds")
        assert entries[-1].deed == Deed(Act.RESTORED, facts={"backup_at": moment})


def test_it_stands_in_the_trail_of_every_partnership(engine: Engine) -> None:
    factory = SqlUnitOfWorkFactory(engine)
    add_entry(factory, FIRST_WORKSPACE, Deed(Act.SIGNED_IN))
    with engine.begin() as connection:
        note_restored(connection, NOW, LATER)

    with factory(reads_only=True) as work:
        (found,) = work.trail.page(TrailQuery(PartnershipId(5)), 0, 10)

    assert found.deed.act is Act.RESTORED
