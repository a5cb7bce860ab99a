"""A single agreement: what one party will do, by when, and whether it happened."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.flags.worry import WorryId
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension


class AgreementKind(StrEnum):
    """What an agreement is about (seed 003; ``domain.md`` 1.4)."""

    PROCESS = "process"
    CONTRIBUTION = "contribution"
    LEARNING = "learning"
    ROLE = "role"
    CONTACT = "contact"


class AgreementState(StrEnum):
    """What became of an agreement."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    CONTINUES = "continues"  # The cooperation ended; the parties go on with this by themselves.


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a party (``owner``) will do. The other parties are asked whether they noticed.

    ``worry_id``, ``card`` and ``guideline`` say what it came from, where it came from something.
    """

    kind: AgreementKind
    text: str
    owner: PartyId
    made_on: date
    due_on: date | None = None
    state: AgreementState = AgreementState.OPEN
    worry_id: WorryId | None = None
    card: str | None = None
    guideline: str | None = None
    dimension: Dimension | None = None


def is_overdue(agreement: Agreement, today: date) -> bool:
    """Tell whether an agreement should have been kept by now and is still open."""
    is_late = agreement.due_on is not None and agreement.due_on < today
    return agreement.state is AgreementState.OPEN and is_late
