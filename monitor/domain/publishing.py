"""What may be shown of one party, once its tiers are decided: R1, R3, R4 and R7 of the method."""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.domain.analysis.uncertainty import estimate_level
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    HiddenReason,
    PublishedParty,
    PublishedQuestion,
    PublishedScore,
    Tier,
)
from monitor.domain.rounding import AGREEMENT, MARK, round_end, show_mean
from monitor.domain.scoring import DimensionScore, PartyScores, QuestionScore
from monitor.domain.tiers import (
    COARSE_MINIMUM,
    COUNT_MINIMUM,
    DETAIL_MINIMUM,
    QUESTION_MINIMUM,
    PartyTiers,
    smallest_group,
)

# Twentieths: fine enough to see a pattern, too coarse to count one person's answers.
_SHARE_STEPS = 20


@dataclass(frozen=True, slots=True)
class Permission:
    """How much of a party may be shown, and why no more where that is not for want of answers.

    ``without_questions``: the questions whose means the audit gave up to keep the rest.
    ``is_light``: a score on a dimension is one answer.
    """

    tiers: PartyTiers
    minimum_group: int
    because: HiddenReason = HiddenReason.TOO_FEW_ANSWERS
    without_questions: Collection[str] = ()
    is_light: bool = False

    def cap(self, tier: Tier) -> "Permission":
        """Return this permission lowered by the audit."""
        return replace(self, tiers=self.tiers.cap(tier), because=HiddenReason.AUDIT)

    def without(self, questions: Collection[str]) -> "Permission":
        """Return this permission without the means of these questions."""
        return replace(self, without_questions={*self.without_questions, *questions})

    def without_mark(self) -> "Permission":
        """Return this permission without the mark."""
        return replace(self, tiers=replace(self.tiers, mark=Tier.HIDDEN))


def publish_party(scores: PartyScores, permission: Permission) -> PublishedParty:
    """Return what may be shown of one party."""
    tiers = permission.tiers
    is_open = tiers.party is Tier.OPEN
    is_counted = is_open or scores.invited >= COUNT_MINIMUM
    is_telling = is_open or scores.respondents >= COARSE_MINIMUM
    return PublishedParty(
        party_id=scores.party_id,
        tier=tiers.party,
        has_enough=tiers.party is not Tier.HIDDEN,
        scores={each: _publish_score(each, scores, permission) for each in Dimension},
        respondents=scores.respondents if is_counted and is_telling else None,
        invited=scores.invited if is_counted else None,
        overall=show_mean(scores.overall, tiers.overall),
        mark=show_mean(scores.mark, tiers.mark, MARK),
        dont_know_share=_publish_dont_know(scores, permission),
        questions=tuple(
            _publish_question(code, score, permission) for code, score in scores.questions.items()
        ),
    )


def _publish_dont_know(scores: PartyScores, permission: Permission) -> float | None:
    tier = permission.tiers.party
    # Of four questions a share would tell how many times few people did not know.
    if permission.is_light and tier is not Tier.OPEN and scores.respondents < QUESTION_MINIMUM:
        return None
    return _publish_share(scores.dont_know_share, tier)


def _publish_score(
    dimension: Dimension, scores: PartyScores, permission: Permission
) -> PublishedScore:
    score, tier = scores.dimensions[dimension], permission.tiers.dimensions[dimension]
    mean = show_mean(score.mean, tier)
    if mean is None:
        return PublishedScore(dimension, hidden_because=_why_hidden(score, permission))
    # Fewer than really answered are assumed of a small group: the width would tell how many (R7).
    is_small = tier is Tier.COARSE and score.people < DETAIL_MINIMUM
    people = smallest_group(permission.minimum_group) if is_small else score.people
    low, high = _publish_interval(mean, tier, people, scores.invited, is_single=permission.is_light)
    is_countable = tier is Tier.OPEN or score.people >= QUESTION_MINIMUM
    return PublishedScore(
        dimension=dimension,
        mean=mean,
        low=low,
        high=high,
        dont_know_share=_publish_share(score.dont_know_share, tier) if is_countable else None,
        tier=tier,
    )


def _why_hidden(score: DimensionScore, permission: Permission) -> HiddenReason:
    tier = permission.tiers.party
    if tier is Tier.OPEN:
        return HiddenReason.NOT_ANSWERED
    if permission.is_light and tier is not Tier.HIDDEN and score.people < QUESTION_MINIMUM:
        return HiddenReason.TOO_FEW_FOR_QUESTIONS
    return permission.because


@lru_cache(maxsize=8192)
def _publish_interval(
    shown: float, tier: Tier, people: int, invited: int, *, is_single: bool
) -> tuple[float, float]:
    # From the mean as it is shown: the ends of the exact one would tell the exact mean (R1, R4).
    level = estimate_level(shown, respondents=people, invited=invited, is_single=is_single)
    low, high = level.interval()
    if tier is not Tier.OPEN:
        low = AGREEMENT.lowest if shown <= AGREEMENT.low_end else low
        high = AGREEMENT.highest if shown >= AGREEMENT.high_end else high
    return round_end(low, tier, math.floor), round_end(high, tier, math.ceil)


def _publish_question(code: str, score: QuestionScore, permission: Permission) -> PublishedQuestion:
    tier = permission.tiers.party
    if tier is Tier.HIDDEN:
        return PublishedQuestion(code, hidden_because=permission.because)
    if tier is Tier.OPEN:
        return PublishedQuestion(code, show_mean(score.mean, tier), score.counts)
    if score.answers < max(QUESTION_MINIMUM, permission.minimum_group):
        return PublishedQuestion(code, hidden_because=HiddenReason.TOO_FEW_FOR_QUESTIONS)
    if code in permission.without_questions:
        return PublishedQuestion(code, hidden_because=HiddenReason.AUDIT)
    if not tier.is_fine:
        return PublishedQuestion(code, hidden_because=permission.because)
    return PublishedQuestion(code, show_mean(score.mean, tier))


def _publish_share(share: float | None, tier: Tier) -> float | None:
    if share is None or not tier.is_fine:
        return None
    return round(share * _SHARE_STEPS) / _SHARE_STEPS
