"""Note what is done, in the transaction that does it: both are stored, or neither."""

from datetime import timedelta

from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, follow
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail_ports import TrailQuery

# Who looks at a page again and again looks once.
_ONE_LOOK = timedelta(minutes=30)


def note(context: Context, uow: UnitOfWork, deed: Deed) -> None:
    """Add what is being done to the trail.

    Late in the transaction: from here on until its end others who note something wait.
    """
    uow.trail.add(follow(uow.trail.last(), context.actor, context.clock.now(), deed))


def note_look(context: Context, partnership_id: PartnershipId) -> None:
    """Note that somebody who signed in looks at the answers of each party apart.

    Raises:
        NotFoundError: there is no such partnership for them; nothing is noted.
    """
    actor = context.actor
    if actor.kind is not ActorKind.PERSON:
        return
    query = TrailQuery(partnership_id, (Act.SPLIT_SEEN,), actor.account_id)
    since = context.clock.now() - _ONE_LOOK
    with context.unit_of_work(reads_only=True) as uow:
        is_noted = uow.trail.has_since(query, since)
    if not is_noted:
        with context.unit_of_work() as uow:
            uow.partnerships.get(partnership_id)
            note(context, uow, Deed(Act.SPLIT_SEEN, partnership_id))
            uow.commit()
