"""Use cases of a worry: what a person does with it, until it is over."""

from collections.abc import Callable
from datetime import date

from monitor.domain.access.rules import check_can_write
from monitor.domain.flags import life
from monitor.domain.flags.worry import Worry, WorryId
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note import note as note_deed

# Each of these raises NotFoundError if there is no such worry, and InvalidTransitionError if
# somebody was first, so that it makes no sense any more.


def see(context: Context, worry_id: WorryId, written: Authorship) -> Worry:
    """Record that somebody looked at a worry."""
    return _change(context, worry_id, lambda worry: life.see(worry, written))


def talk(context: Context, worry_id: WorryId, text: str, written: Authorship) -> Worry:
    """Record that the parties talked about a worry; ``text``: what came out, may be empty."""
    return _change(context, worry_id, lambda worry: life.talk(worry, written, text))


def note(context: Context, worry_id: WorryId, text: str, written: Authorship) -> Worry:
    """Write something with a worry."""
    return _change(context, worry_id, lambda worry: life.note(worry, text, written))


def close(context: Context, worry_id: WorryId, text: str, written: Authorship) -> Worry:
    """Record that a worry is over; ``text``: why, may be empty."""
    return _change(context, worry_id, lambda worry: life.close(worry, written, text))


def reopen(context: Context, worry_id: WorryId, written: Authorship) -> Worry:
    """Take back that somebody closed a worry."""
    return _change(context, worry_id, lambda worry: life.reopen(worry, written))


def snooze(
    context: Context, worry_id: WorryId, until: date, reason: str, written: Authorship
) -> Worry:
    """Let a worry rest until a day."""
    today = context.today()
    return _change(
        context, worry_id, lambda worry: life.snooze(worry, until, reason, written, today)
    )


def wake(context: Context, worry_id: WorryId, written: Authorship) -> Worry:
    """Let a worry rest no longer."""
    return _change(context, worry_id, lambda worry: life.wake(worry, written))


def mark_agreed(
    _context: Context, uow: UnitOfWork, worry_id: WorryId, written: Authorship
) -> Worry | None:
    """Record that an agreement was made about a worry, in the transaction that stores it.

    Whoever calls it reviews the partnership. None, and nothing happens, if it is over meanwhile:
    the agreement stands all the same. NotFoundError if there is no such worry.
    """
    worry = uow.worries.get(worry_id)
    if not worry.is_open:
        return None
    agreed = life.agree(worry, written)
    uow.worries.save(agreed)
    return agreed


def mark_talked(uow: UnitOfWork, worry: Worry, written: Authorship) -> None:
    """Record that the parties talked about a worry, in a transaction that does more.

    Whoever calls it reviews the partnership. Nothing happens if they had already, or it is over.
    """
    if life.can_talk(worry):
        uow.worries.save(life.talk(worry, written))


def _change(context: Context, worry_id: WorryId, change: Callable[[Worry], Worry]) -> Worry:
    with context.unit_of_work() as uow:
        partnership_id = uow.worries.get(worry_id).partnership_id
        check_can_write(context.actor, partnership_id)
        # Read again under the lock of everything that changes worries.
        uow.partnerships.lock(partnership_id)
        uow.worries.save(change(uow.worries.get(worry_id)))
        review(context, uow, partnership_id)
        changed = uow.worries.get(worry_id)
        facts = {"worry": int(worry_id), "kind": changed.kind.value, "state": changed.state.value}
        note_deed(context, uow, Deed(Act.WORRY_HANDLED, partnership_id, facts=facts))
        uow.commit()
    return changed
