"""What every use case does that changes something of a partnership: look at it anew."""

from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.flags.follow import follow
from monitor.services.overview.summarise import summarise
from monitor.services.ports import UnitOfWork


def review(context: Context, uow: UnitOfWork, partnership_id: PartnershipId) -> None:
    """Bring worries and summary up to date, as the last step of the transaction that changed it.

    NotFoundError if there is no such partnership.
    """
    uow.partnerships.lock(partnership_id)
    worries = follow(context, uow, partnership_id)
    summarise(context, uow, partnership_id, worries)
