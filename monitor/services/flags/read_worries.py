"""Use case of the partnership page: its worries, where each stands, and what it rests on."""

from collections.abc import Sequence

from monitor.domain.access.rules import check_can_see
from monitor.domain.flags.view import WorryView, view_worry
from monitor.domain.partnership import PartnershipId
from monitor.domain.results import PublishedRound
from monitor.services.context import Context


def read_worries(
    context: Context,
    partnership_id: PartnershipId,
    known: Sequence[PublishedRound] | None = None,
) -> Sequence[WorryView]:
    """Return all worries of a partnership, oldest first; NotFoundError if there is none.

    ``known``: all its releases, oldest first, where they were read already.
    """
    check_can_see(context.actor, partnership_id)
    today = context.today()
    with context.unit_of_work(reads_only=True) as uow:
        partnership = uow.partnerships.get(partnership_id)
        worries = uow.worries.list_of(partnership_id)
        releases = uow.releases.list_of(partnership_id) if known is None else known
    return [view_worry(each, partnership, releases, today) for each in worries]
