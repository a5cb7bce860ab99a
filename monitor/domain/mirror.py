"""The mirror: what a party thinks that the others will answer, beside what they answer.

It is one question of each dimension, as in a light round, and follows the same rules and the same
audit (``docs/method.md`` section 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from monitor.domain.measurement import MeasuredMirror, MeasuredRound
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedParty,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.tiers import DETAIL_MINIMUM


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """What a party answered itself, what it expected of the others, and what these answered.

    ``dimension``: None for the mean of all four. ``is_fine``: the expectation has one decimal.
    """

    dimension: Dimension | None
    own: float | None
    expected: float
    real: float | None
    is_fine: bool

    @property
    def surprise(self) -> float | None:
        """How much more the others answered than was expected, in scale points."""
        return None if self.real is None else self.real - self.expected


def compare_mirror(published: PublishedRound, party_id: PartyId) -> Sequence[MirrorRow]:
    """Return the expectations of a party that are shown, each beside its own and the real answer.

    Of each dimension, or of their mean where no more may be shown; empty if nothing may.
    """
    party = published.party(party_id)
    others = [each for each in published.parties if each.party_id != party_id]
    rows = [
        MirrorRow(
            dimension,
            party.scores[dimension].mean,
            expected.mean,
            _mean_of([each.scores[dimension].mean for each in others]),
            is_fine=expected.tier is not None and expected.tier.is_fine,
        )
        for dimension, expected in party.expected.items()
        if expected.mean is not None
    ]
    if rows or party.expected_overall is None:
        return rows
    real = _mean_of([each.overall for each in others])
    return [MirrorRow(None, party.overall, party.expected_overall, real, is_fine=False)]


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


def _mean_of(means: Sequence[float | None]) -> float | None:
    # Of all others or of none (R2), from what is shown of them.
    shown = [mean for mean in means if mean is not None]
    return round(fmean(shown), 1) if shown and len(shown) == len(means) else None


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
