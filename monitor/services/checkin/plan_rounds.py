"""Use cases of planning: the rhythm of a partnership, its planned rounds, and opening them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import (
    InvalidTransitionError,
    NobodyToInviteError,
    NotFoundError,
    RoundAlreadyOpenError,
    RoundOverlapsError,
)
from monitor.domain.partnership import PartnershipId
from monitor.domain.planning import (
    DEFAULT_OPEN_DAYS,
    FEWEST_OPEN_DAYS,
    MOST_OPEN_DAYS,
    QUARTERLY_MONTHS,
    Period,
    PlannedRound,
    PlannedRoundId,
    Rhythm,
    find_room,
    plan_period,
)
from monitor.domain.round import Round
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.rounds import begin_round, note_opening
from monitor.services.context import Context
from monitor.services.one_by_one import Outcome, one_by_one
from monitor.services.planning_ports import NewPlannedRound
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note

_MONTHS = range(1, 13)
_SHORTEST_MONTH_DAYS = 28


@dataclass(frozen=True, slots=True)
class RhythmDraft:
    """A rhythm as it is typed in; ``first_on``: when the first check-in of it opens."""

    first_on: date
    months: int = QUARTERLY_MONTHS
    open_days: int = DEFAULT_OPEN_DAYS


@dataclass(frozen=True, slots=True)
class Openings:
    """What became of the planned rounds that are due.

    ``without_people``: they wait until every party has somebody to invite.
    """

    opened: Sequence[Round]
    without_people: Sequence[PlannedRoundId]
    failed: int


def find_rhythm_faults(draft: RhythmDraft, today: date) -> Sequence[str]:
    """Return the keys of what is wrong with a rhythm: texts ``checkins.plan.fault.<key>``."""
    shortest_period = draft.months * _SHORTEST_MONTH_DAYS
    checks = {
        "first_past": draft.first_on <= today,
        "months": draft.months not in _MONTHS,
        "days": not FEWEST_OPEN_DAYS <= draft.open_days <= MOST_OPEN_DAYS,
        "days_too_long": draft.months in _MONTHS and draft.open_days >= shortest_period,
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def set_rhythm(context: Context, partnership_id: PartnershipId, draft: RhythmDraft) -> PlannedRound:
    """Give a partnership a rhythm in place of its earlier one, and plan the first round of it.

    What was planned for the earlier rhythm is dropped; extra rounds stay.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidTransitionError: the draft has faults (see :func:`find_rhythm_faults`).
        RoundOverlapsError: the first round would overlap an open or an extra one.
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        _drop_planned(uow, partnership_id)
        planned = begin_rhythm(context, uow, partnership_id, draft)
        _note(context, uow, partnership_id, "rhythm")
        uow.commit()
    return planned


def begin_rhythm(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, draft: RhythmDraft
) -> PlannedRound:
    """Store the rhythm of a partnership and plan its first round (see :func:`set_rhythm`)."""
    if faults := find_rhythm_faults(draft, context.today()):
        raise InvalidTransitionError(", ".join(faults))
    first_on = draft.first_on
    rhythm = Rhythm(partnership_id, first_on, first_on.day, draft.months, draft.open_days)
    period = plan_period(first_on, draft.open_days, context.time_zone)
    _check_free(uow, partnership_id, period)
    uow.plans.save_rhythm(replace(rhythm, next_on=rhythm.after(first_on)))
    return uow.plans.add(NewPlannedRound(partnership_id, period))


def stop_rhythm(context: Context, partnership_id: PartnershipId) -> None:
    """Take the rhythm from a partnership, with what was planned for it; extra rounds stay.

    Raises:
        NotFoundError: there is no such partnership.
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        _drop_planned(uow, partnership_id)
        uow.plans.delete_rhythm(partnership_id)
        _note(context, uow, partnership_id, "rhythm_stopped")
        uow.commit()


def plan_extra(
    context: Context, partnership_id: PartnershipId, period: Period, *, is_light: bool = False
) -> PlannedRound:
    """Plan a round outside the rhythm.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidTransitionError: it would open in the past, or close before it opens.
        RoundOverlapsError: it would overlap an open round or another planned one.
    """
    check_can_manage(context.actor, partnership_id)
    _check_period(context, period)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        _check_free(uow, partnership_id, period)
        new = NewPlannedRound(partnership_id, period, is_light=is_light, is_extra=True)
        planned = uow.plans.add(new)
        _note(context, uow, partnership_id, "extra")
        uow.commit()
    return planned


def shift(context: Context, planned_id: PlannedRoundId, period: Period) -> PlannedRound:
    """Move one planned round; those after it stay where the rhythm puts them.

    Raises:
        NotFoundError: it is not planned (any more).
        InvalidTransitionError: it would open in the past, or close before it opens.
        RoundOverlapsError: it would overlap an open round or another planned one.
    """
    _check_period(context, period)
    with context.unit_of_work() as uow:
        planned = _lock_planned(context, uow, planned_id)
        _check_free(uow, planned.partnership_id, period, but=planned_id)
        moved = replace(planned, period=period)
        uow.plans.save(moved)
        _note(context, uow, planned.partnership_id, "shifted")
        uow.commit()
    return moved


def set_light(context: Context, planned_id: PlannedRoundId, *, is_light: bool) -> PlannedRound:
    """Choose between the short form and the whole one for a planned round.

    Raises:
        NotFoundError: it is not planned (any more).
    """
    with context.unit_of_work() as uow:
        changed = replace(_lock_planned(context, uow, planned_id), is_light=is_light)
        uow.plans.save(changed)
        _note(context, uow, changed.partnership_id, "shortened" if is_light else "lengthened")
        uow.commit()
    return changed


def skip(context: Context, planned_id: PlannedRoundId) -> None:
    """Drop one planned round; the rhythm goes on with the next.

    Raises:
        NotFoundError: it is not planned (any more).
    """
    with context.unit_of_work() as uow:
        planned = _lock_planned(context, uow, planned_id)
        uow.plans.delete(planned_id)
        _plan_next(context, uow, planned.partnership_id)
        _note(context, uow, planned.partnership_id, "skipped")
        uow.commit()


def plan_ahead(context: Context) -> Outcome[PlannedRound]:
    """Plan the next round of every rhythm that has none.

    A round that would overlap another one opens on the first working day after it, or falls away
    when fewer than five days are left then (:func:`monitor.domain.planning.find_room`). So does
    one whose opening has passed, which takes a machine that stood still for a whole period.
    """

    def plan(partnership_id: PartnershipId) -> PlannedRound | None:
        with context.unit_of_work() as uow:
            uow.partnerships.lock(partnership_id)
            planned = _plan_next(context, uow, partnership_id)
            if planned is not None:
                _note(context, uow, partnership_id, "ahead")
            uow.commit()
        return planned

    with context.unit_of_work(reads_only=True) as uow:
        waiting = [each.partnership_id for each in uow.plans.rhythms_to_plan()]
    return one_by_one(waiting, plan, "Planning ahead")


def open_due_rounds(context: Context) -> Openings:
    """Open every planned round whose moment has come, each in a transaction of its own.

    One waits while an earlier round of its partnership is not final, or while a party has nobody
    to invite. Whoever else does the same at that moment finds nothing left to open.
    """
    without_people: list[PlannedRoundId] = []

    def open_one(planned_id: PlannedRoundId) -> Round | None:
        try:
            return _open_planned(context, planned_id)
        except NobodyToInviteError:
            without_people.append(planned_id)
        except (NotFoundError, RoundAlreadyOpenError):
            pass  # Another process was first, or the round before it is not final yet.
        return None

    with context.unit_of_work(reads_only=True) as uow:
        due = [each.id for each in uow.plans.list_due(context.clock.now())]
    outcome = one_by_one(due, open_one, "Opening")
    return Openings(outcome.done, without_people, outcome.failed)


def _open_planned(context: Context, planned_id: PlannedRoundId) -> Round | None:
    now = context.clock.now()
    with context.unit_of_work() as uow:
        planned = _lock_planned(context, uow, planned_id)
        if planned.period.opens_at > now or not uow.plans.delete(planned_id):
            return None
        opened = begin_round(
            context,
            uow,
            planned.partnership_id,
            planned.moved_to(now, context.time_zone),
            is_light=planned.is_light,
        )
        note_opening(context, uow, opened)
        uow.commit()
    return opened


def _plan_next(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId
) -> PlannedRound | None:
    rhythm = uow.plans.find_rhythm(partnership_id)
    if rhythm is None or _planned_in_rhythm(uow, partnership_id):
        return None
    taken, now, zone = _list_taken(uow, partnership_id), context.clock.now(), context.time_zone
    next_on = rhythm.next_on
    while True:
        period = plan_period(next_on, rhythm.open_days, zone)
        room = find_room(period, taken, zone) if period.opens_at > now else None
        next_on = rhythm.after(next_on)
        if room:
            uow.plans.save_rhythm(replace(rhythm, next_on=next_on))
            return uow.plans.add(NewPlannedRound(partnership_id, room))


def _drop_planned(uow: UnitOfWork, partnership_id: PartnershipId) -> None:
    for planned in _planned_in_rhythm(uow, partnership_id):
        uow.plans.delete(planned.id)


def _planned_in_rhythm(uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[PlannedRound]:
    return [each for each in uow.plans.list_of(partnership_id) if not each.is_extra]


def _lock_planned(context: Context, uow: UnitOfWork, planned_id: PlannedRoundId) -> PlannedRound:
    """Return a planned round as it is once nobody else changes the plans of its partnership."""
    partnership_id = uow.plans.get(planned_id).partnership_id
    check_can_manage(context.actor, partnership_id)
    uow.partnerships.lock(partnership_id)
    return uow.plans.get(planned_id)


def _note(context: Context, uow: UnitOfWork, partnership_id: PartnershipId, how: str) -> None:
    note(context, uow, Deed(Act.ROUND_PLANNED, partnership_id, facts={"how": how}))


def _check_period(context: Context, period: Period) -> None:
    if period.opens_at < context.clock.now():
        raise InvalidTransitionError("A round cannot open in the past.")
    if period.closes_at <= period.opens_at:
        raise InvalidTransitionError("A round must close after it opens.")


def _list_taken(
    uow: UnitOfWork, partnership_id: PartnershipId, but: PlannedRoundId | None = None
) -> Sequence[Period]:
    """Return when rounds of a partnership are open or planned, one planned round left out."""
    unclosed = [each for each in uow.rounds.list_of(partnership_id) if each.closed_at is None]
    return [
        *(Period(each.opens_at, each.closes_at) for each in unclosed),
        *(each.period for each in uow.plans.list_of(partnership_id) if each.id != but),
    ]


def _check_free(
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    period: Period,
    *,
    but: PlannedRoundId | None = None,
) -> None:
    """Pass if no open or planned round overlaps a period; one planned round does not count."""
    if any(period.overlaps(each) for each in _list_taken(uow, partnership_id, but)):
        raise RoundOverlapsError(f"Partnership {partnership_id} has another round at that time.")
