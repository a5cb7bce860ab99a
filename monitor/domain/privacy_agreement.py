"""What the parties of a partnership agreed about who may see what, and who said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.domain.partnership import Partnership, PartyId, PrivacyMode


@dataclass(frozen=True, slots=True)
class Consent:
    """The word of one party: which privacy it chose, who said so for it, and on which day."""

    party_id: PartyId
    privacy_mode: PrivacyMode
    minimum_group: int
    given_by: str
    given_on: date


def is_agreed(partnership: Partnership, consents: Sequence[Consent]) -> bool:
    """Tell whether every party said that it chose the privacy that holds."""
    chosen = (partnership.privacy_mode, partnership.minimum_group)
    said = {each.party_id: (each.privacy_mode, each.minimum_group) for each in consents}
    return all(said.get(party.id) == chosen for party in partnership.parties)
