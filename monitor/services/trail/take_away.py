"""Ask whether somebody may make a file of a partnership, and note that they do."""

from monitor.domain.access.rules import check_can_take_away
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.trail.note import note


def take_away(context: Context, partnership_id: PartnershipId, kind: str) -> None:
    """Pass if somebody may take a file away; ``kind``: which one, as a word of the code.

    Raises:
        NotFoundError: they see no such partnership.
        NotAllowedError: they may look at it only.
    """
    check_can_take_away(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.get(partnership_id)
        note(context, uow, Deed(Act.FILES_MADE, partnership_id, facts={"kind": kind}))
        uow.commit()
