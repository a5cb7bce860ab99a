"""What the parties of a partnership agreed about who may see what, and who said so."""

from dataclasses import dataclass
from datetime import date

from monitor.domain.partnership import PartyId, PrivacyMode


@dataclass(frozen=True, slots=True)
class Consent:
    """The word of one party: which privacy it chose, who said so for it, and on which day."""

    party_id: PartyId
    privacy_mode: PrivacyMode
    minimum_group: int
    given_by: str
    given_on: date
