"""Whether the parties of a partnership agreed to its privacy, for tests that let them."""

from collections.abc import Sequence

from monitor.domain.partnership import Partnership
from monitor.domain.privacy_agreement import Consent


def has_everybody_agreed(partnership: Partnership, consents: Sequence[Consent]) -> bool:
    """Tell whether every party said yes to the mode and the smallest group that hold now."""
    chosen = (partnership.privacy_mode, partnership.minimum_group)
    said = {each.party_id: (each.privacy_mode, each.minimum_group) for each in consents}
    return said == dict.fromkeys([party.id for party in partnership.parties], chosen)
