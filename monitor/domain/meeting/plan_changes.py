"""What can be changed of the plan of a meeting while it is prepared; each returns a new plan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.meeting.plan import Plan, Step, StepKind, card_step, default_step
from monitor.domain.results import PublishedRound

_ORDER = tuple(StepKind)
_Each = TypeVar("_Each")


def find_covered(plan: Plan, release: PublishedRound) -> Sequence[StepKind]:
    """Return the kinds of steps that a plan leaves out and that the round has something for."""
    chosen = {step.kind for step in plan.steps}
    return [
        kind
        for kind in StepKind
        if kind is not StepKind.CARD and kind not in chosen and _has(release, kind)
    ]


def cover(plan: Plan, place: int) -> Plan:
    """Take a step out; its cards and minutes with it."""
    return replace(plan, steps=(*plan.steps[:place], *plan.steps[place + 1 :]))


def uncover(plan: Plan, kind: StepKind) -> Plan:
    """Put a step in, before the first one that normally comes after it."""
    return _put(plan, default_step(kind))


def add_card(plan: Plan, card: Card) -> Plan:
    """Put a card behind the other cards; nothing happens if it is there, or the plan is full."""
    if card.code in plan.cards or len(plan.cards) >= MOST_CHOSEN:
        return plan
    return _put(plan, card_step(card))


def shift(plan: Plan, place: int, by: int) -> Plan:
    """Let a step change places with the one so far from it; nothing happens beyond the ends."""
    return replace(plan, steps=_shift(plan.steps, place, by))


def set_minutes(plan: Plan, place: int, minutes: int) -> Plan:
    """Give a step another time."""
    steps = list(plan.steps)
    steps[place] = replace(steps[place], minutes=minutes)
    return replace(plan, steps=tuple(steps))


def shift_speaker(plan: Plan, place: int, by: int) -> Plan:
    """Let a party speak earlier or later."""
    return replace(plan, speaking_order=_shift(plan.speaking_order, place, by))


def change_round(plan: Plan, release: PublishedRound) -> Plan:
    """Let a plan be about another round; a step that this round has nothing for is left out."""
    steps = tuple(step for step in plan.steps if _has(release, step.kind))
    return replace(plan, round_id=release.round_id, steps=steps)


def _has(release: PublishedRound, kind: StepKind) -> bool:
    """Tell whether a round has something to show of a kind of step."""
    if kind is StepKind.MIRROR:
        return any(party.expected for party in release.parties)
    return kind is not StepKind.COMMENTS or bool(release.comments)


def _put(plan: Plan, step: Step) -> Plan:
    rank = _ORDER.index(step.kind)
    later = [place for place, each in enumerate(plan.steps) if _ORDER.index(each.kind) > rank]
    alike = [place + 1 for place, each in enumerate(plan.steps) if each.kind is step.kind]
    place = alike[-1] if alike else min(later, default=len(plan.steps))
    return replace(plan, steps=(*plan.steps[:place], step, *plan.steps[place:]))


def _shift(row: tuple[_Each, ...], place: int, by: int) -> tuple[_Each, ...]:
    to = place + by
    if not 0 <= to < len(row):
        return row
    moved = list(row)
    moved[place], moved[to] = moved[to], moved[place]
    return tuple(moved)
