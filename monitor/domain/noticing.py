"""Did you notice? What the other parties are asked about an agreement, and what they answered."""

from dataclasses import dataclass

from monitor.domain.partnership import PartyId
from monitor.domain.register.record import RecordId


@dataclass(frozen=True, slots=True)
class AskedAgreement:
    """An agreement that a round asks about, as it read when the round opened.

    All parties but its ``owner`` are asked.
    """

    agreement_id: RecordId
    owner: PartyId
    text: str
