"""The mirror: what a party thinks that the others will answer, beside what they answer.

It is one question of each dimension, as in a light round, and follows the same rules and the same
audit (``docs/method.md`` section 3).
"""

from dataclasses import replace

from monitor.domain.measurement import MeasuredMirror, MeasuredRound
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.tiers import DETAIL_MINIMUM


def as_light_round(measured: MeasuredRound, mirror: MeasuredMirror) -> MeasuredRound:
    """Return the expectations of a round as what a light round measured, of five or more people."""
    round_ = measured.round
    minimum = max(DETAIL_MINIMUM, round_.minimum_group)
    return replace(
        measured,
        round=replace(round_, is_light=True, minimum_group=minimum),
        asked=mirror.asked,
        parties=mirror.parties,
        turnover=mirror.turnover,
    )


def as_light_release(published: PublishedRound) -> PublishedRound:
    """Return what a release showed of expectations as the release of a light round."""
    return replace(published, parties=[_as_light_party(each) for each in published.parties])


def add_expectations(
    party: PublishedParty, expected: PublishedParty, because: HiddenReason | None
) -> PublishedParty:
    """Return a party with its expectations; without them where there is a reason to hide them."""
    if because is None:
        return replace(party, expected=expected.scores, expected_overall=expected.overall)
    hidden = {each: PublishedScore(each, hidden_because=because) for each in Dimension}
    return replace(party, expected=hidden)


def _as_light_party(party: PublishedParty) -> PublishedParty:
    means = [score.mean for score in party.expected.values()]
    return replace(
        party,
        tier=party.tier if party.expected else Tier.HIDDEN,
        has_enough=any(mean is not None for mean in [*means, party.expected_overall]),
        scores=party.expected,
        overall=party.expected_overall,
        mark=None,
        questions=(),
    )
