"""Decides what of a closed round may be shown: raw scores in, published results out.

The rules carry the numbers of ``docs/method.md`` section 3 (R1 tiers, R2 complementary hiding,
R3 no fine statistics, R4 coarse ends, R6 attribution, R7 response). Nothing downstream hides or
rounds again.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from statistics import fmean

from monitor.domain.analysis.uncertainty import estimate_level
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.questionnaire import Dimension, Questionnaire
from monitor.domain.response import Audience, Response
from monitor.domain.results import (
    HiddenReason,
    PublishedComment,
    PublishedGap,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.round import Round
from monitor.domain.scoring import DimensionScore, PartyScores, QuestionScore, score_party
from monitor.domain.signals import find_flags

COARSE_MINIMUM = 3  # No setting goes below this.
DETAIL_MINIMUM = 5
QUESTION_MINIMUM = 8
COUNT_MINIMUM = 5  # Response counts are shown for parties of at least this many invited.
PAIR = 2
_LOW_END, _HIGH_END = 1.5, 4.5


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """All there is of a closed round: the input of a release."""

    round: Round
    questionnaire: Questionnaire
    invited: Mapping[PartyId, int]
    responses: Sequence[Response]


def release(closed: ClosedRound, random: Random) -> PublishedRound:
    """Turn a closed round into what may be shown of it; ``random`` shuffles the comments."""
    mode, minimum = closed.round.privacy_mode, closed.round.minimum_group
    scores = [
        score_party(
            party_id,
            [each for each in closed.responses if each.party_id == party_id],
            invited=invited,
            asked=closed.questionnaire,
        )
        for party_id, invited in closed.invited.items()
    ]
    tiers = {each.party_id: choose_tier(each.respondents, mode, minimum) for each in scores}
    parties = [publish_party(each, tiers[each.party_id]) for each in scores]
    joint = {dimension: _joint_score(dimension, parties) for dimension in Dimension}
    return PublishedRound(
        round_id=closed.round.id,
        quarter=closed.round.quarter,
        sequence=closed.round.sequence,
        phase=closed.round.phase,
        privacy_mode=mode,
        minimum_group=minimum,
        questionnaire_version=closed.round.questionnaire_version,
        parties=tuple(parties),
        gaps={each: _find_gap(each, parties, closed.questionnaire) for each in Dimension},
        joint=joint,
        overall=_plain_mean([party.overall for party in parties]),
        flags=tuple(find_flags(scores, tiers)),
        comments=tuple(_publish_comments(closed.responses, tiers, random)),
    )


def choose_tier(respondents: int, mode: PrivacyMode, minimum_group: int) -> Tier:
    """Decide how much of a party may be shown (R1); parties may only be stricter."""
    if mode is not PrivacyMode.CONFIDENTIAL:
        return Tier.OPEN if respondents else Tier.HIDDEN
    if respondents < max(COARSE_MINIMUM, minimum_group):
        return Tier.HIDDEN
    return Tier.DETAIL if respondents >= DETAIL_MINIMUM else Tier.COARSE


def publish_party(scores: PartyScores, tier: Tier) -> PublishedParty:
    """Return what may be shown of one party (R1, R3, R4, R7)."""
    is_counted = tier is Tier.OPEN or scores.invited >= COUNT_MINIMUM
    is_telling = tier is Tier.OPEN or scores.respondents >= COARSE_MINIMUM
    return PublishedParty(
        party_id=scores.party_id,
        tier=tier,
        has_enough=tier is not Tier.HIDDEN,
        scores={each: _publish_score(each, scores, tier) for each in Dimension},
        respondents=scores.respondents if is_counted and is_telling else None,
        invited=scores.invited if is_counted else None,
        overall=_publish_mean(scores.overall, tier),
        mark=_round_to_tier(scores.mark, tier),
        dont_know_share=_publish_share(scores.dont_know_share, tier),
        questions=tuple(
            _publish_question(code, score, tier) for code, score in scores.questions.items()
        ),
    )


def _publish_score(dimension: Dimension, scores: PartyScores, tier: Tier) -> PublishedScore:
    if tier is Tier.HIDDEN:
        return PublishedScore(dimension, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
    score: DimensionScore = scores.dimensions[dimension]
    if score.mean is None:
        return PublishedScore(dimension, hidden_because=HiddenReason.NOT_ANSWERED)
    level = estimate_level(score.mean, respondents=scores.respondents, invited=scores.invited)
    low, high = level.interval()
    is_countable = tier is Tier.OPEN or scores.respondents >= QUESTION_MINIMUM
    return PublishedScore(
        dimension=dimension,
        mean=_publish_mean(score.mean, tier),
        low=_round_end(low, tier, math.floor),
        high=_round_end(high, tier, math.ceil),
        dont_know_share=score.dont_know_share if is_countable else None,
    )


def _publish_question(code: str, score: QuestionScore, tier: Tier) -> PublishedQuestion:
    if tier is Tier.HIDDEN:
        return PublishedQuestion(code, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
    if tier is Tier.OPEN:
        mean = None if score.mean is None else round(score.mean, 1)
        return PublishedQuestion(code, mean, score.counts)
    if score.answers < QUESTION_MINIMUM:
        return PublishedQuestion(code, hidden_because=HiddenReason.TOO_FEW_FOR_QUESTIONS)
    return PublishedQuestion(code, _publish_mean(score.mean, tier))


def _publish_mean(mean: float | None, tier: Tier) -> float | None:
    rounded = _round_to_tier(mean, tier)
    if rounded is None or tier is Tier.OPEN:
        return rounded
    return min(_HIGH_END, max(_LOW_END, rounded))


def _round_to_tier(value: float | None, tier: Tier) -> float | None:
    if value is None or tier is Tier.HIDDEN:
        return None
    return round(value, 1) if tier.is_fine else round(value * 2) / 2


def _round_end(value: float, tier: Tier, outward: Callable[[float], int]) -> float:
    steps = 10 if tier.is_fine else 2
    return outward(value * steps) / steps


def _publish_share(share: float | None, tier: Tier) -> float | None:
    # Twentieths: fine enough to see a pattern, too coarse to count one person's answers.
    if share is None or not tier.is_fine:
        return None
    return round(share * 20) / 20


def _find_gap(
    dimension: Dimension, parties: Sequence[PublishedParty], asked: Questionnaire
) -> PublishedGap:
    kind = asked.gap_kind(dimension)
    shown = {
        party.party_id: mean
        for party in parties
        if (mean := party.scores[dimension].mean) is not None
    }
    if len(shown) < PAIR:
        return PublishedGap(dimension, kind, hidden_because=HiddenReason.OTHER_PARTY_HIDDEN)
    lower, higher = max(
        combinations(sorted(shown, key=shown.__getitem__), PAIR),
        key=lambda pair: shown[pair[1]] - shown[pair[0]],
    )
    difference = round(shown[higher] - shown[lower], 1)
    return PublishedGap(dimension, kind, difference, higher=higher, lower=lower)


def _joint_score(dimension: Dimension, parties: Sequence[PublishedParty]) -> float | None:
    return _plain_mean([party.scores[dimension].mean for party in parties])


def _plain_mean(means: Sequence[float | None]) -> float | None:
    # From published means only, and from all parties or none (R2): so it tells nothing new.
    shown = [mean for mean in means if mean is not None]
    return round(fmean(shown), 1) if shown and len(shown) == len(means) else None


def _publish_comments(
    responses: Sequence[Response], tiers: Mapping[PartyId, Tier], random: Random
) -> Sequence[PublishedComment]:
    if not all(tier.is_fine for tier in tiers.values()):
        return []
    comments = [
        PublishedComment(code, comment.text)
        for response in responses
        for code, comment in response.comments.items()
        if comment.audience is Audience.SHARED_SCREEN
    ]
    random.shuffle(comments)
    return comments
