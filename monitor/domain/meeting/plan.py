"""The plan of an evaluation meeting: which steps, in which order, and who speaks first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.partnership import Partnership, PartyId, PartyKind
from monitor.domain.round import RoundId

MINUTES = range(1, 61)  # That a step may take.


class StepKind(StrEnum):
    """What a screen of the meeting is about, in the default order."""

    LAST_TIME = "last_time"  # What was agreed before, and whether it was noticed.
    PROUD = "proud"
    JOINT = "joint"  # The picture of all parties together.
    PARTIES = "parties"  # The picture per party, once all parties agree to open it.
    DIFFERENCES = "differences"
    MIRROR = "mirror"
    MOVED = "moved"  # What moved since the round before, and what may be chance.
    COMMENTS = "comments"  # What people wrote for the shared screen; left out unless chosen.
    CARD = "card"
    WRITING = "writing"
    TALK = "talk"  # How was this talk?


# What shows numbers per party, so that it stays closed until all parties agreed.
NEEDS_KEYS = frozenset({StepKind.PARTIES, StepKind.DIFFERENCES, StepKind.MIRROR})
_MINUTES_OF = {
    StepKind.LAST_TIME: 5,
    StepKind.PROUD: 4,
    StepKind.JOINT: 4,
    StepKind.PARTIES: 5,
    StepKind.DIFFERENCES: 6,
    StepKind.MIRROR: 4,
    StepKind.MOVED: 4,
    StepKind.COMMENTS: 4,
    StepKind.CARD: 10,
    StepKind.WRITING: 8,
    StepKind.TALK: 3,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a meeting; ``card``: the code of the card of a step of that kind."""

    kind: StepKind
    minutes: int
    card: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a meeting goes through.

    ``round_id``: the released round it is about. ``speaking_order``: who speaks first, of whom
    the outside view (seed 004) is not one. What is not among the ``steps`` stays covered;
    ``shows_questions``: the screen of differences also shows single questions.
    """

    round_id: RoundId
    steps: tuple[Step, ...]
    speaking_order: tuple[PartyId, ...]
    has_outside_view: bool = True
    shows_questions: bool = True

    @property
    def minutes(self) -> int:
        """How long the whole meeting takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def cards(self) -> tuple[str, ...]:
        """The codes of the cards, in the order of their steps."""
        return tuple(step.card for step in self.steps if step.card is not None)


def default_step(kind: StepKind) -> Step:
    """Return a step as it is unless somebody changes it."""
    return Step(kind, _MINUTES_OF[kind])


def card_step(card: Card) -> Step:
    """Return the step of a card, which takes as long as the card says."""
    return Step(StepKind.CARD, card.minutes, card.code)


def default_plan(
    partnership: Partnership, round_id: RoundId, cards: Sequence[Card], *, has_mirror: bool
) -> Plan:
    """Return the plan to begin from: every step but what people wrote, and the initiative first.

    The script is that of seed 004: the view of the initiative, that of the municipality, a short
    one from outside, and then the talk together.
    """
    steps: list[Step] = []
    for kind in StepKind:
        if kind is StepKind.CARD:
            steps += [card_step(card) for card in cards[:MOST_CHOSEN]]
        elif kind is not StepKind.COMMENTS and (has_mirror or kind is not StepKind.MIRROR):
            steps.append(default_step(kind))
    order = sorted(partnership.parties, key=lambda party: _SPEAKS.index(party.kind))
    return Plan(round_id, tuple(steps), tuple(party.id for party in order))


def find_plan_faults(plan: Plan, partnership: Partnership) -> Sequence[str]:
    """Return the keys of what is wrong with a plan: texts ``meeting.fault.<key>``."""
    kinds = [step.kind for step in plan.steps if step.kind is not StepKind.CARD]
    checks = {
        "no_steps": not plan.steps,
        "step_twice": len(set(kinds)) != len(kinds) or len(set(plan.cards)) != len(plan.cards),
        "too_many_cards": len(plan.cards) > MOST_CHOSEN,
        "card_missing": any((s.kind is StepKind.CARD) is not bool(s.card) for s in plan.steps),
        "minutes": any(step.minutes not in MINUTES for step in plan.steps),
        "speakers": sorted(plan.speaking_order) != sorted(p.id for p in partnership.parties),
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def fit_speakers(plan: Plan, partnership: Partnership) -> Plan:
    """Return a plan with the parties that take part now: one that joined since speaks last."""
    present = [party.id for party in partnership.parties]
    order = [each for each in plan.speaking_order if each in present]
    order += [each for each in present if each not in order]
    return replace(plan, speaking_order=tuple(order))


_SPEAKS = (PartyKind.INITIATIVE, PartyKind.MUNICIPALITY, PartyKind.OTHER)
