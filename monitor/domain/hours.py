"""What may be shown of a party's hours: the weight of the middle one.

From five answers the middle one leaves everybody else's open, and so does what it changes into when
one or two people leave or join (``docs/method.md`` section 3; proven by enumeration).
"""

from collections.abc import Sequence

from monitor.domain.load import WEIGHT_OF, HoursBand, LoadWeight, band_of
from monitor.domain.measurement import MeasuredHours
from monitor.domain.partnership import PartyId
from monitor.domain.publishing import Permission
from monitor.domain.results import (
    HiddenReason,
    PublishedHours,
    PublishedLoad,
    PublishedParty,
    PublishedRound,
    Tier,
)
from monitor.domain.tiers import DETAIL_MINIMUM

# Says that the work is sustainable for the party itself.
SUSTAINABLE_QUESTION = "X9"
_LOW = 3.0


def find_overloaded(published: PublishedRound) -> Sequence[PartyId]:
    """Return the parties whose unpaid hours are heavy, or that say they cannot keep it up."""
    return [each.party_id for each in published.parties if _is_heavy(each) or _is_tired(each)]


def _is_heavy(party: PublishedParty) -> bool:
    return party.load is not None and party.load.unpaid.weight is LoadWeight.HEAVY


def _is_tired(party: PublishedParty) -> bool:
    means = [each.mean for each in party.questions if each.code == SUSTAINABLE_QUESTION]
    return any(mean is not None and mean < _LOW for mean in means)


def publish_load(hours: MeasuredHours, permission: Permission) -> PublishedLoad:
    """Return what may be shown of what the work takes of a party."""
    return PublishedLoad(
        unpaid=_publish(hours.unpaid, permission), paid=_publish(hours.paid, permission)
    )


def find_middle(answers: Sequence[int]) -> HoursBand:
    """Return the hours of the middle person; of two in the middle, of the one with fewer."""
    return band_of(sorted(answers)[(len(answers) - 1) // 2])


def _publish(answers: Sequence[int], permission: Permission) -> PublishedHours:
    tier = permission.tiers.party
    if tier is Tier.OPEN and not answers:
        return PublishedHours(hidden_because=HiddenReason.NOT_ANSWERED)
    if tier is Tier.HIDDEN:
        return PublishedHours(hidden_because=permission.because)
    needed = 1 if tier is Tier.OPEN else max(DETAIL_MINIMUM, permission.minimum_group)
    if len(answers) < needed or not tier.is_fine:
        return PublishedHours(hidden_because=HiddenReason.TOO_FEW_ANSWERS)
    band = find_middle(answers)
    return PublishedHours(WEIGHT_OF[band], band if tier is Tier.OPEN else None)
