"""Use case of the worker: look again at partnerships where time alone changed something."""

from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.one_by_one import Outcome, one_by_one
from monitor.services.review import review

# A run takes so many at most, so that what is due otherwise does not wait for it.
MOST_AT_ONCE = 200


def review_due(context: Context) -> Outcome[PartnershipId]:
    """Review partnerships whose day has come or that were never reviewed, each by itself."""

    def review_one(partnership_id: PartnershipId) -> PartnershipId:
        with context.unit_of_work() as uow:
            review(context, uow, partnership_id)
            uow.commit()
        return partnership_id

    with context.unit_of_work(reads_only=True) as uow:
        due = uow.summaries.due(context.today(), MOST_AT_ONCE)
        missing = uow.summaries.missing(MOST_AT_ONCE)
    return one_by_one([*due, *missing], review_one, "Reviewing")
