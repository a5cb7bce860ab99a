"""Did you notice? What the other parties are asked about an agreement, and what they answered."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.partnership import PartyId, RecordId


class Noticed(StrEnum):
    """Whether a party noticed that an agreement was kept."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


@dataclass(frozen=True, slots=True)
class AskedAgreement:
    """An agreement that a round asks about, as it read when the round opened.

    All parties but its ``owner`` are asked.
    """

    agreement_id: RecordId
    owner: PartyId
    text: str
