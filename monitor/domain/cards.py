"""Conversation cards: what two parties can talk about together, and what to write down then."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, OrganisationId, Phase
from monitor.domain.questionnaire import Dimension, Text
from monitor.domain.register.agreement import AgreementKind

# The guidelines and tips of seed 001, in its order.
GUIDELINES = (
    *("V1", "V2", "V3", "V4", "V5"),
    *("T1", "T2", "T3", "T4", "T5"),
    *("D1", "D2", "D3", "D4"),
    *("TIP1", "TIP2", "TIP3", "TIP4", "TIP5"),
)
MOST_CHOSEN = 3  # Of one meeting: more is no talk but a list.

_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
# What fits on one A4 at a size that can be read at arm's length.
LONGEST: Mapping[str, int] = {
    "title": 60,
    "aim": 170,
    "steps": 220,
    "questions": 160,
    "write_down": 240,
    "example": 300,
}
COUNTS: Mapping[str, range] = {"steps": range(2, 6), "questions": range(2, 5)}
MINUTES = range(5, 61)


class Theme(StrEnum):
    """Where in the library a card stands, in order."""

    BEFORE = "before"
    SET_UP = "set_up"
    DURING = "during"
    TIPS = "tips"
    OBSTACLES = "obstacles"
    TOOLBOX = "toolbox"
    RECOVERY = "recovery"


class Obstacle(StrEnum):
    """What stands between an initiative and its municipality (seed 002)."""

    HARD_TO_GET_IN = "HARD_TO_GET_IN"
    WAIT_FOR_VISION = "WAIT_FOR_VISION"
    NOT_SERIOUS = "NOT_SERIOUS"
    THUNDERS_IN = "THUNDERS_IN"
    NOT_REPRESENTATIVE = "NOT_REPRESENTATIVE"
    TECHNOLOGY_EARLY = "TECHNOLOGY_EARLY"
    NO_CLICK = "NO_CLICK"
    KNOW_THE_MUNICIPALITY = "KNOW_THE_MUNICIPALITY"


class ToolboxStep(StrEnum):
    """What parties have after going through the toolbox (seed 000)."""

    KNOW_EACH_OTHER = "KNOW_EACH_OTHER"
    SAME_LANGUAGE = "SAME_LANGUAGE"
    HORIZON = "HORIZON"
    STEPS = "STEPS"


class Form(StrEnum):
    """How people sit and work together."""

    PAIRS = "pairs"
    ROUND = "round"
    WALL = "wall"
    TABLE = "table"  # Together around one sheet.
    WRITING = "writing"  # Each alone first, then side by side.


class Opener(StrEnum):
    """Who speaks first: the weaker side, unless a card has a reason to do otherwise."""

    INITIATIVE = "initiative"
    MUNICIPALITY = "municipality"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Card:
    """One conversation card.

    ``write_down``: what the talk ends in, which becomes an agreement of ``agreement_kind``.
    ``example``: what a good outcome looks like. ``phases``: when it fits best; empty for always.
    ``worries`` and ``dimensions``: what it is good for. ``organisation_id``: whose own card it is;
    None for a card of the product. ``is_retired``: still found by its code, no longer offered.
    """

    code: str
    theme: Theme
    title: Text
    aim: Text
    minutes: int
    form: Form
    steps: tuple[Text, ...]
    questions: tuple[Text, ...]
    write_down: Text
    agreement_kind: AgreementKind
    example: Text
    opener: Opener = Opener.INITIATIVE
    guidelines: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    toolbox: tuple[ToolboxStep, ...] = ()
    worries: tuple[WorryKind, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    phases: tuple[Phase, ...] = ()
    organisation_id: OrganisationId | None = None
    is_retired: bool = False

    def is_for(self, organisations: Collection[OrganisationId]) -> bool:
        """Tell whether it is for these organisations: of one of them, or of the product."""
        return self.organisation_id is None or self.organisation_id in organisations


class CardProblem(StrEnum):
    """What is wrong with a part of a card."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    MINUTES = "minutes"
    CODE = "code"
    GUIDELINE = "guideline"


@dataclass(frozen=True, slots=True)
class CardFault:
    """A rule that a card breaks.

    ``part``: the field; ``number``: which of its texts, counted from 1, where it has several.
    ``language``: in which language, where one of them is at fault.
    """

    part: str
    problem: CardProblem
    language: Language | None = None
    number: int | None = None

    def __str__(self) -> str:
        """Return the place and the problem, for the message of an error."""
        place = [self.part, *([str(self.number)] if self.number else [])]
        return f"{'.'.join([*place, *([self.language] if self.language else [])])}: {self.problem}"


def find_faults(card: Card) -> Sequence[CardFault]:
    """Return what breaks the rules: a language missing, too long for one sheet, unknown codes."""
    faults = [
        *_find_text_faults("title", card.title),
        *_find_text_faults("aim", card.aim),
        *_find_list_faults("steps", card.steps),
        *_find_list_faults("questions", card.questions),
        *_find_text_faults("write_down", card.write_down),
        *_find_text_faults("example", card.example),
    ]
    if card.minutes not in MINUTES:
        faults.append(CardFault("minutes", CardProblem.MINUTES))
    if not _CODE.fullmatch(card.code):
        faults.append(CardFault("code", CardProblem.CODE))
    if set(card.guidelines) - set(GUIDELINES):
        faults.append(CardFault("guidelines", CardProblem.GUIDELINE))
    return faults


def _find_list_faults(part: str, texts: Sequence[Text]) -> Iterator[CardFault]:
    counts = COUNTS[part]
    if len(texts) < counts.start:
        yield CardFault(part, CardProblem.TOO_FEW)
    if len(texts) >= counts.stop:
        yield CardFault(part, CardProblem.TOO_MANY)
    for number, text in enumerate(texts, start=1):
        yield from _find_text_faults(part, text, number)


def _find_text_faults(part: str, text: Text, number: int | None = None) -> Iterator[CardFault]:
    for language in Language:
        written = text.get(language, "").strip()
        if not written:
            yield CardFault(part, CardProblem.MISSING, language, number)
        elif len(written) > LONGEST[part]:
            yield CardFault(part, CardProblem.TOO_LONG, language, number)
