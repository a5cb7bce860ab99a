"""Review all partnerships anew, for when rules changed."""

from collections.abc import Callable

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.one_by_one import Outcome, one_by_one
from monitor.services.review import review


def recompute(context: Context, on_progress: Callable[[int, int], None]) -> Outcome[PartnershipId]:
    """Review every partnership by itself, so that people who answer meanwhile hardly wait.

    ``on_progress`` hears how many of how many were looked at.
    """
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        partnership_ids = uow.partnerships.ids()

    def review_one(numbered: tuple[int, PartnershipId]) -> PartnershipId:
        number, partnership_id = numbered
        with context.unit_of_work() as uow:
            review(context, uow, partnership_id)
            uow.commit()
        on_progress(number, len(partnership_ids))
        return partnership_id

    return one_by_one(enumerate(partnership_ids, start=1), review_one, "Reviewing")
