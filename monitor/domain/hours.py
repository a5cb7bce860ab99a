"""What may be shown of a party's hours: the weight of the middle one.

From five answers the middle one leaves everybody else's open, and so does what it changes into when
one or two people leave or join (``docs/method.md`` section 3; proven by enumeration).
"""

from collections.abc import Sequence

from monitor.domain.load import WEIGHT_OF, HoursBand, band_of
from monitor.domain.measurement import MeasuredHours
from monitor.domain.publishing import Permission
from monitor.domain.results import HiddenReason, PublishedHours, PublishedLoad, Tier
from monitor.domain.tiers import DETAIL_MINIMUM


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
