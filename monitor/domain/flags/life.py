"""What people do with a worry. Each returns the worry as it is then, with one step more."""

from dataclasses import replace
from datetime import date

from monitor.domain.errors import InvalidTransitionError
from monitor.domain.flags.worry import Snooze, Step, StepKind, Worry, WorryState
from monitor.domain.register.record import Authorship

_UNSEEN = {WorryState.NEW, WorryState.CAME_BACK}
_UNSPOKEN = {*_UNSEEN, WorryState.SEEN}


def see(worry: Worry, written: Authorship) -> Worry:
    """Somebody looked at it; InvalidTransitionError if somebody had already."""
    _check(worry.state in _UNSEEN, worry, "be seen")
    return _move(worry, WorryState.SEEN, written)


def can_talk(worry: Worry) -> bool:
    """Tell whether the parties did not talk about it yet, and it is not over."""
    return worry.state in _UNSPOKEN


def talk(worry: Worry, written: Authorship, text: str = "") -> Worry:
    """The parties talked about it; InvalidTransitionError if they had already, or it is over."""
    _check(can_talk(worry), worry, "be talked about")
    return _move(worry, WorryState.TALKED, written, text)


def agree(worry: Worry, written: Authorship) -> Worry:
    """The parties agreed something about it, maybe once more; InvalidTransitionError if closed."""
    _check(worry.is_open, worry, "be agreed about")
    return _move(worry, WorryState.AGREED, written)


def close(worry: Worry, written: Authorship, text: str = "") -> Worry:
    """It is over, says somebody; InvalidTransitionError if it was already."""
    _check(worry.is_open, worry, "be closed")
    return replace(_move(worry, WorryState.CLOSED, written, text), snooze=None)


def can_reopen(worry: Worry) -> bool:
    """Tell whether a person closed it while it was still found: that can be taken back."""
    return not worry.is_open and worry.is_present and _last_move(worry).by is not None


def reopen(worry: Worry, written: Authorship) -> Worry:
    """Take back that it was closed; InvalidTransitionError if :func:`can_reopen` says no."""
    _check(can_reopen(worry), worry, "be reopened")
    before = [each.state for each in worry.steps if each.state][-2]
    return _move(worry, before, written)


def note(worry: Worry, text: str, written: Authorship) -> Worry:
    """Somebody wrote something about it; InvalidTransitionError if the text is empty."""
    _check(bool(text.strip()), worry, "have an empty note")
    return add_step(worry, Step(StepKind.NOTE, written.at, written.by, note=text.strip()))


def snooze(worry: Worry, until: date, reason: str, written: Authorship, today: date) -> Worry:
    """Let it rest until a day.

    InvalidTransitionError: it is closed, the day is not in the future, or no reason is given.
    """
    _check(worry.is_open and until > today and bool(reason.strip()), worry, "rest")
    step = Step(StepKind.SNOOZED, written.at, written.by, note=reason.strip())
    return add_step(replace(worry, snooze=Snooze(until, reason.strip(), written.by)), step)


def wake(worry: Worry, written: Authorship) -> Worry:
    """Let it rest no longer; InvalidTransitionError if it did not."""
    _check(worry.snooze is not None, worry, "wake")
    return add_step(replace(worry, snooze=None), Step(StepKind.WOKEN, written.at, written.by))


def add_step(worry: Worry, step: Step) -> Worry:
    """Return a worry with one step more, and the state that the step brings it in."""
    return replace(
        worry,
        state=step.state or worry.state,
        changed_at=step.at,
        steps=(*worry.steps, step),
    )


def _move(worry: Worry, state: WorryState, written: Authorship, text: str = "") -> Worry:
    return add_step(worry, Step(StepKind.STATE, written.at, written.by, state, text.strip()))


def _last_move(worry: Worry) -> Step:
    return next(each for each in reversed(worry.steps) if each.state)


def _check(can: bool, worry: Worry, action: str) -> None:  # noqa: FBT001 - What is checked.
    if not can:
        raise InvalidTransitionError(f"A worry that is {worry.state} cannot {action} like this.")
