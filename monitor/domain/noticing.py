"""Did you notice? What the other parties are asked about an agreement, and what they answered."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.partnership import PartyId, RecordId

_CODE_START = "NOTICED:"


class Noticed(StrEnum):
    """Whether a party noticed that an agreement was kept; its answers are 3, 2 and 1."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


# The answers, lowest first, as a scale of 1 to 3.
NOTICED_ANSWERS = (Noticed.NO, Noticed.A_BIT, Noticed.YES)


@dataclass(frozen=True, slots=True)
class AskedAgreement:
    """An agreement that a round asks about, as it read when the round opened.

    All parties but its ``owner`` are asked.
    """

    agreement_id: RecordId
    owner: PartyId
    text: str

    @property
    def code(self) -> str:
        """The code of the question about it, under which answers are stored."""
        return f"{_CODE_START}{self.agreement_id}"
