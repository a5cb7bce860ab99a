"""Use case of the worker: everything about check-ins that is due now."""

from dataclasses import asdict, dataclass

from monitor.services.checkin.plan_rounds import open_due_rounds, plan_ahead
from monitor.services.checkin.rounds import close_due_rounds
from monitor.services.context import Context
from monitor.services.mail.digests import queue_digests
from monitor.services.mail.queue_mail import queue_letters
from monitor.services.meeting.forget_votes import forget_votes
from monitor.services.one_by_one import one_by_one
from monitor.services.review_due import review_due

# Under this name it is stored when the worker last ran.
HEARTBEAT = "worker"


@dataclass(frozen=True, slots=True)
class CheckinRun:
    """What a run did, in numbers; ``without_people``: rounds that nobody could be invited to.

    ``reviewed``: partnerships of which the passing of time may have changed the worries.
    ``digests``: weekly mails to managers. ``forgotten``: questions on phones that were left open.
    """

    closed: int = 0
    opened: int = 0
    planned: int = 0
    without_people: int = 0
    queued: int = 0
    reviewed: int = 0
    digests: int = 0
    forgotten: int = 0
    failed: int = 0

    def plus(self, other: "CheckinRun") -> "CheckinRun":
        """Return what two runs did together."""
        added = {name: value + getattr(other, name) for name, value in asdict(self).items()}
        return CheckinRun(**added)


def run_checkins(context: Context) -> CheckinRun:
    """Close and open the rounds that are due, plan ahead, queue letters, and look at worries anew.

    Each round stands alone: one that fails is logged and counted, and is tried again next time.

    Raises:
        StorageUnavailableError: nothing can be done now.
    """
    closed = close_due_rounds(context)
    opened = open_due_rounds(context)
    planned = plan_ahead(context)
    queued = one_by_one(["letters"], lambda _: queue_letters(context), "Queueing")
    reviewed = review_due(context)
    digests = one_by_one(["digests"], lambda _: queue_digests(context), "Queueing")
    forgotten = forget_votes(context)
    with context.unit_of_work() as uow:
        uow.heartbeats.beat(HEARTBEAT, context.clock.now())
        uow.commit()
    context.unit_of_work.forget_writes()
    return CheckinRun(
        closed=len(closed.done),
        opened=len(opened.opened),
        planned=len(planned.done),
        without_people=len(opened.without_people),
        queued=sum(queued.done),
        reviewed=len(reviewed.done),
        digests=sum(digests.done),
        forgotten=len(forgotten.done),
        failed=sum(each.failed for each in (closed, planned, queued, reviewed, digests, forgotten))
        + opened.failed,
    )
