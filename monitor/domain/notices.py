"""What may be shown of "did you notice?": a verdict of a party, and nothing finer.

Thirds of the scale, so that even the verdicts at its ends leave everybody two answers that lie side
by side, however one colleague answered (``docs/method.md`` section 3; proven by enumeration).
"""

from collections.abc import Sequence

from monitor.domain.measurement import MeasuredNotice
from monitor.domain.noticing import NOTICED_ANSWERS, Noticed
from monitor.domain.publishing import Permission
from monitor.domain.results import HiddenReason, PublishedNotice, PublishedRound, Tier
from monitor.domain.tiers import COARSE_MINIMUM, DETAIL_MINIMUM


def publish_notice(
    notice: MeasuredNotice, permission: Permission, earlier: Sequence[PublishedRound]
) -> PublishedNotice:
    """Return what may be shown of what a party noticed.

    ``earlier``: the releases of the past year. Whether it is shown never depends on the answers,
    only on who gave them: else hiding it would tell what it hides.
    """
    tier, agreement_id, party_id = permission.tiers.party, notice.agreement_id, notice.party_id
    because = _why_hidden(notice, permission, earlier)
    if because:
        return PublishedNotice(agreement_id, party_id, hidden_because=because)
    values = range(1, len(NOTICED_ANSWERS) + 1)
    counts = tuple(notice.answers.count(value) for value in values) if tier is Tier.OPEN else None
    return PublishedNotice(agreement_id, party_id, judge_noticed(notice.answers), counts=counts)


def judge_noticed(answers: Sequence[int]) -> Noticed:
    """Tell whether those who know noticed: in which third of the scale their mean lies."""
    total, people = sum(answers), len(answers)
    # Whole numbers: the mean is at least 7/3, or at most 5/3.
    if 3 * total >= 7 * people:
        return Noticed.YES
    return Noticed.NO if 3 * total <= 5 * people else Noticed.A_BIT


def _why_hidden(
    notice: MeasuredNotice, permission: Permission, earlier: Sequence[PublishedRound]
) -> HiddenReason | None:
    tier = permission.tiers.party
    if tier is Tier.OPEN:
        return None if notice.answers else HiddenReason.NOT_ANSWERED
    if tier is Tier.HIDDEN:
        return permission.because
    if len(notice.answers) < max(DETAIL_MINIMUM, permission.minimum_group) or not tier.is_fine:
        return HiddenReason.TOO_FEW_ANSWERS
    if any(_tells_one(notice, each) for each in earlier):
        return HiddenReason.NEARLY_THE_SAME
    return None


def _tells_one(notice: MeasuredNotice, published: PublishedRound) -> bool:
    """Tell whether a verdict shown before differs from this by one or two people (R5)."""
    was_shown = any(
        each.agreement_id == notice.agreement_id
        and each.party_id == notice.party_id
        and each.verdict
        for each in published.noticed
    )
    changed = notice.changed.get(published.sequence)
    return was_shown and (changed is None or 0 < changed < COARSE_MINIMUM)
