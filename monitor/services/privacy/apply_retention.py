"""Let go of what is older than its term, partnership by partnership, each in its own transaction.

What was released stays as it is: charts and lists never look at answers. Nothing goes that an
open round or one without results needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from monitor.domain.partnership import PartnershipId
from monitor.domain.privacy.retention import SHARED, Cutoff, Kept, Terms
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.one_by_one import one_by_one
from monitor.services.ports import UnitOfWork
from monitor.services.privacy.forget_person import forget_person
from monitor.services.trail.note import note

# Under this name it is stored when terms were last applied.
HEARTBEAT = "retention"
# A partnership that goes as a whole is not first emptied.
_IN_PARTS = tuple(each for each in Kept if each not in {*SHARED, Kept.PEOPLE, Kept.PARTNERSHIPS})


@dataclass(frozen=True, slots=True)
class Due:
    """How much of a kind is older than its term: from before which day, and how many of it."""

    kind: Kept
    cutoff: Cutoff
    count: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What went, by kind, and with how many partnerships it failed; the log tells with which."""

    gone: Sequence[Due]
    failed: int = 0


def find_due(context: Context, terms: Terms) -> Sequence[Due]:
    """Return what applying the terms now would let go of, kind by kind; nothing is changed."""
    with context.unit_of_work(reads_only=True) as uow:
        return [
            Due(kind, cutoff, _count_all(uow, kind, cutoff))
            for kind, cutoff in _find_cutoffs(context, terms).items()
        ]


def apply_daily(context: Context, terms: Terms) -> Applied:
    """Apply the terms once a day, for the worker; a second time on a day nothing happens.

    Raises:
        StorageUnavailableError: nothing can be done now.
    """
    with context.unit_of_work(reads_only=True) as uow:
        last = uow.heartbeats.last(HEARTBEAT)
    if last is not None and last.astimezone(context.time_zone).date() >= context.today():
        return Applied([])
    return apply_retention(context, terms)


def apply_retention(context: Context, terms: Terms) -> Applied:
    """Let go of all that is older than its term; return what went.

    Raises:
        StorageUnavailableError: nothing can be done now.
    """
    gone, cutoffs = find_due(context, terms), _find_cutoffs(context, terms)
    with context.unit_of_work(reads_only=True) as uow:
        due = [_count(uow, kind, cutoff) for kind, cutoff in cutoffs.items()]

    def apply(partnership_id: PartnershipId) -> PartnershipId:
        with context.unit_of_work() as uow:
            _apply_to(context, uow, partnership_id, cutoffs)
            uow.commit()
        return partnership_id

    outcome = one_by_one(sorted({each for counts in due for each in counts}), apply, "Letting go")
    with context.unit_of_work() as uow:
        _apply_to_shared(context, uow, cutoffs)
        uow.heartbeats.beat(HEARTBEAT, context.clock.now())
        uow.commit()
    # What SQLite wrote last holds what was overwritten.
    context.unit_of_work.forget_writes()
    return Applied([each for each in gone if each.count], outcome.failed)


def _apply_to(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    cutoffs: Mapping[Kept, Cutoff],
) -> None:
    uow.partnerships.lock(partnership_id)
    counts = {
        kind.value: _count(uow, kind, cutoff).get(partnership_id, 0)
        for kind, cutoff in cutoffs.items()
    }
    gone = {kind: count for kind, count in counts.items() if count}
    if not gone:
        return  # Another process was first.
    if Kept.PARTNERSHIPS.value in gone:
        uow.partnerships.delete(partnership_id)
        gone = {Kept.PARTNERSHIPS.value: 1}
    else:
        _apply_in_parts(context, uow, partnership_id, cutoffs)
    note(context, uow, Deed(Act.RETENTION_APPLIED, partnership_id, facts=gone))


def _apply_in_parts(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    cutoffs: Mapping[Kept, Cutoff],
) -> None:
    for person in uow.retention.people_due(partnership_id, cutoffs[Kept.PEOPLE]):
        forget_person(context, uow, partnership_id, person)
    for kind in _IN_PARTS:
        uow.retention.remove_due(kind, partnership_id, cutoffs[kind])


def _apply_to_shared(context: Context, uow: UnitOfWork, cutoffs: Mapping[Kept, Cutoff]) -> None:
    # Whoever lets somebody in again waits here, and finds them gone or keeps them.
    uow.trail.last()
    for account_id in uow.retention.accounts_due(cutoffs[Kept.ACCOUNTS]):
        uow.accounts.delete(account_id)
        note(context, uow, Deed(Act.ACCOUNT_ERASED, facts={"account": account_id}))
    for kind in SHARED - {Kept.ACCOUNTS}:
        uow.retention.remove_shared(kind, cutoffs[kind])


def _find_cutoffs(context: Context, terms: Terms) -> Mapping[Kept, Cutoff]:
    days = {kind: term.before(context.today()) for kind, term in terms.items()}
    zone = context.time_zone
    return {
        kind: Cutoff(day, datetime.combine(day, time(), tzinfo=zone)) for kind, day in days.items()
    }


def _count_all(uow: UnitOfWork, kind: Kept, cutoff: Cutoff) -> int:
    if kind in SHARED:
        return uow.retention.count_shared(kind, cutoff)
    return sum(_count(uow, kind, cutoff).values())


def _count(uow: UnitOfWork, kind: Kept, cutoff: Cutoff) -> Mapping[PartnershipId, int]:
    """Count what is due of each partnership; nothing of what all of them share."""
    return {} if kind in SHARED else uow.retention.count_due(kind, cutoff)
