"""What can be changed of the plan of a meeting while it is prepared; each returns a new plan.

A step is meant by its name (``note_key``), not by its place, which may be another by now.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.meeting.meeting import note_key
from monitor.domain.meeting.plan import Plan, Step, StepKind, card_step, default_step
from monitor.domain.partnership import PartyId
from monitor.domain.results import PublishedRound

_ORDER = tuple(StepKind)


def find_covered(plan: Plan, release: PublishedRound) -> Sequence[StepKind]:
    """Return the kinds of steps that a plan leaves out and that the round has something for."""
    chosen = {StepKind.CARD, *(step.kind for step in plan.steps)}
    return [kind for kind in StepKind if kind not in chosen and _has(release, kind)]


def cover(plan: Plan, name: str) -> Plan:
    """Take a step out."""
    return replace(plan, steps=tuple(step for step in plan.steps if note_key(step) != name))


def uncover(plan: Plan, kind: StepKind) -> Plan:
    """Put a step in, before the first one that normally comes after it."""
    return plan if kind in {step.kind for step in plan.steps} else _put(plan, default_step(kind))


def add_card(plan: Plan, card: Card) -> Plan:
    """Put a card behind the other cards; nothing happens if it is there, or the plan is full."""
    if card.code in plan.cards or len(plan.cards) >= MOST_CHOSEN:
        return plan
    return _put(plan, card_step(card))


def shift(plan: Plan, name: str, by: int) -> Plan:
    """Move a step so many places on; nothing happens beyond the ends."""
    place = [note_key(step) for step in plan.steps].index(name)
    if not 0 <= place + by < len(plan.steps):
        return plan
    steps = list(plan.steps)
    steps.insert(place + by, steps.pop(place))
    return replace(plan, steps=tuple(steps))


def set_minutes(plan: Plan, name: str, minutes: int) -> Plan:
    """Give a step another time."""
    return replace(
        plan,
        steps=tuple(
            replace(step, minutes=minutes) if note_key(step) == name else step
            for step in plan.steps
        ),
    )


def let_begin(plan: Plan, party_id: PartyId) -> Plan:
    """Let a party speak first; the others keep their order."""
    others = tuple(each for each in plan.speaking_order if each != party_id)
    return replace(plan, speaking_order=(party_id, *others))


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
    """Put a step behind its like, else before the first that normally comes after it."""
    rank = _ORDER.index(step.kind)
    alike = [place + 1 for place, each in enumerate(plan.steps) if each.kind is step.kind]
    later = [place for place, each in enumerate(plan.steps) if _ORDER.index(each.kind) > rank]
    place = alike[-1] if alike else min(later, default=len(plan.steps))
    return replace(plan, steps=(*plan.steps[:place], step, *plan.steps[place:]))
