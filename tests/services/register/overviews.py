"""What the overview would show, for the tests of what it must follow."""

from collections.abc import Mapping

from monitor.domain.partnership import Partnership, PartnershipId
from monitor.services.context import Context
from monitor.services.register_ports import SummaryFilter


def shown_in_overview(context: Context) -> Mapping[PartnershipId, Partnership]:
    """Return the partnerships as their summaries have them."""
    with context.unit_of_work(reads_only=True) as uow:
        summaries = uow.summaries.page(SummaryFilter(), 0, 99)
    return {each.partnership.id: each.partnership for each in summaries}
