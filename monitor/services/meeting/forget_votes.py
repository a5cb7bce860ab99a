"""Use case of the worker: answers on phones do not outlive a meeting that nobody ended."""

from datetime import timedelta

from monitor.domain.meeting.live import LiveQuestion
from monitor.services.context import Context
from monitor.services.meeting.ask_live import drop_question
from monitor.services.one_by_one import Outcome, one_by_one

# As long as the cookie of a phone: after it, somebody could answer a second time.
LONGEST_OPEN = timedelta(days=1)


def forget_votes(context: Context) -> Outcome[LiveQuestion]:
    """Drop what was asked more than a day ago and never shown, with its answers unseen."""
    with context.unit_of_work(reads_only=True) as uow:
        forgotten = uow.live_questions.forgotten(context.clock.now() - LONGEST_OPEN)
    return one_by_one(
        [each.id for each in forgotten], lambda asked: drop_question(context, asked), "Forgetting"
    )
