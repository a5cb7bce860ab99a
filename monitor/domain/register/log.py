"""What happened between the parties: contact, events, growth, support, changes and lessons."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.partnership import PartyId


class EventKind(StrEnum):
    """What stands on the time line under the trends."""

    AGREEMENT_SIGNED = "agreement_signed"
    MEETING = "meeting"
    CONTACT_CHANGED = "contact_changed"
    PHASE_CHANGED = "phase_changed"
    DECISION = "decision"
    OTHER = "other"


class GrowthStage(StrEnum):
    """The growth path of an initiative (``domain.md`` 6.2), in order."""

    EXPLORING = "exploring"
    ORGANISED = "organised"
    LEGAL_ENTITY = "legal_entity"
    DELIVERING = "delivering"


class SupportKind(StrEnum):
    """What an initiative may be helped with: the pick-list of question T5."""

    TIME = "time"
    MONEY = "money"
    KNOWLEDGE = "knowledge"
    PEOPLE = "people"
    MANDATE = "mandate"


@dataclass(frozen=True, slots=True)
class Contact:
    """That the parties spoke to each other."""

    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a reader of the trends must know."""

    on: date
    kind: EventKind
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class GrowthStep:
    """A step of the initiative. ``stage``: the stage it reached by it; None for a step within.

    ``on`` lies in the future for a step that is planned.
    """

    on: date
    text: str
    stage: GrowthStage | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Support that the initiative gets; ``until``: None if it goes on."""

    on: date
    kinds: tuple[SupportKind, ...]
    text: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed thanks to the cooperation."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, from a success or from a mistake; kept after an initiative stops."""

    on: date
    text: str
    from_mistake: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the shared glossary, and what the parties mean by it."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Handover:
    """That the contact person of a party changed; ``party`` is whose."""

    on: date
    party: PartyId | None
    left: str
    joined: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChosenCards:
    """The conversation cards chosen for the next meeting: their codes, at most three."""

    codes: tuple[str, ...] = ()
