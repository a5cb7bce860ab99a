"""Decides what of a closed round may be shown: raw scores in, published results out.

The rules carry the numbers of ``docs/method.md`` section 3 (R1 tiers, R2 complementary hiding,
R3 no fine statistics, R4 coarse ends, R6 attribution, R7 response). Nothing downstream hides or
rounds again.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from statistics import fmean

from monitor.domain.analysis.findings import RoundFindings
from monitor.domain.analysis.uncertainty import estimate_level
from monitor.domain.partnership import PartyId
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
from monitor.domain.scoring import PartyScores, QuestionScore, score_party
from monitor.domain.signals import find_flags
from monitor.domain.tiers import (
    COARSE_MINIMUM,
    COUNT_MINIMUM,
    QUESTION_MINIMUM,
    PartyTiers,
    choose_tiers,
    smallest_group,
)

_PAIR = 2
_LOW_END, _HIGH_END = 1.5, 4.5
_LOW_MARK, _HIGH_MARK = 1.5, 9.5
_SCALE_START, _SCALE_END = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """All there is of a closed round: the input of a release."""

    round: Round
    questionnaire: Questionnaire
    invited: Mapping[PartyId, int]
    responses: Sequence[Response]

    @property
    def asked(self) -> Questionnaire:
        """The questionnaire without what belongs to other phases or later rounds."""
        parts = self.questionnaire.parts_for(self.round.phase, self.round.sequence)
        return replace(self.questionnaire, parts=parts)


def release(closed: ClosedRound, random: Random) -> PublishedRound:
    """Turn a closed round into what may be shown of it; ``random`` shuffles the comments."""
    mode, minimum = closed.round.privacy_mode, closed.round.minimum_group
    asked = closed.asked
    scores = [
        score_party(
            party_id,
            [each for each in closed.responses if each.party_id == party_id],
            invited=invited,
            asked=asked,
        )
        for party_id, invited in closed.invited.items()
    ]
    tiers = {each.party_id: choose_tiers(each, mode, minimum) for each in scores}
    parties = [publish_party(each, tiers[each.party_id], minimum) for each in scores]
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
        gaps={each: _find_gap(each, parties, asked) for each in Dimension},
        joint=joint,
        overall=_plain_mean([party.overall for party in parties]),
        flags=tuple(find_flags(scores, tiers, _find_in_one_round(scores))),
        comments=tuple(_publish_comments(closed.responses, parties, random)),
    )


def _find_in_one_round(scores: Sequence[PartyScores]) -> RoundFindings:
    """Return the levels of a round without its history, and no evidence of a change."""
    levels = [
        {
            dimension: None
            if score.mean is None
            else estimate_level(score.mean, respondents=score.people, invited=party.invited)
            for dimension, score in party.dimensions.items()
        }
        for party in scores
    ]
    return RoundFindings(0.0, (), 0.0, (), levels)


def publish_party(scores: PartyScores, tiers: PartyTiers, minimum_group: int) -> PublishedParty:
    """Return what may be shown of one party (R1, R3, R4, R7)."""
    is_open = tiers.party is Tier.OPEN
    is_counted = is_open or scores.invited >= COUNT_MINIMUM
    is_telling = is_open or scores.respondents >= COARSE_MINIMUM
    return PublishedParty(
        party_id=scores.party_id,
        tier=tiers.party,
        has_enough=tiers.party is not Tier.HIDDEN,
        scores={each: _publish_score(each, scores, tiers, minimum_group) for each in Dimension},
        respondents=scores.respondents if is_counted and is_telling else None,
        invited=scores.invited if is_counted else None,
        overall=_publish_mean(scores.overall, tiers.overall),
        mark=_publish_mark(scores.mark, tiers.mark),
        dont_know_share=_publish_share(scores.dont_know_share, tiers.party),
        questions=tuple(
            _publish_question(code, score, tiers.party, minimum_group)
            for code, score in scores.questions.items()
        ),
    )


def _publish_score(
    dimension: Dimension, scores: PartyScores, tiers: PartyTiers, minimum_group: int
) -> PublishedScore:
    score, tier = scores.dimensions[dimension], tiers.dimensions[dimension]
    if score.mean is None or tier is Tier.HIDDEN:
        is_open = tiers.party is Tier.OPEN
        reason = HiddenReason.NOT_ANSWERED if is_open else HiddenReason.TOO_FEW_ANSWERS
        return PublishedScore(dimension, hidden_because=reason)
    # Less than the real number is assumed of a coarse party: the width would give it away (R7).
    people = smallest_group(minimum_group) if tier is Tier.COARSE else score.people
    low, high = _publish_interval(score.mean, tier, people, scores.invited)
    is_countable = tier is Tier.OPEN or score.people >= QUESTION_MINIMUM
    return PublishedScore(
        dimension=dimension,
        mean=_publish_mean(score.mean, tier),
        low=low,
        high=high,
        dont_know_share=_publish_share(score.dont_know_share, tier) if is_countable else None,
    )


def _publish_interval(mean: float, tier: Tier, people: int, invited: int) -> tuple[float, float]:
    # From the mean as it is shown: the ends of the exact one would tell the exact mean (R1, R4).
    shown = mean if tier is Tier.OPEN else _clip(_round_to_tier(mean, tier))
    low, high = estimate_level(shown, respondents=people, invited=invited).interval()
    if tier is not Tier.OPEN:
        low = _SCALE_START if shown <= _LOW_END else low
        high = _SCALE_END if shown >= _HIGH_END else high
    return _round_end(low, tier, math.floor), _round_end(high, tier, math.ceil)


def _publish_question(
    code: str, score: QuestionScore, tier: Tier, minimum_group: int
) -> PublishedQuestion:
    if tier is Tier.HIDDEN:
        return PublishedQuestion(code, hidden_because=HiddenReason.TOO_FEW_ANSWERS)
    if tier is Tier.OPEN:
        mean = None if score.mean is None else round(score.mean, 1)
        return PublishedQuestion(code, mean, score.counts)
    if score.answers < max(QUESTION_MINIMUM, minimum_group):
        return PublishedQuestion(code, hidden_because=HiddenReason.TOO_FEW_FOR_QUESTIONS)
    return PublishedQuestion(code, _publish_mean(score.mean, tier))


def _publish_mean(mean: float | None, tier: Tier) -> float | None:
    if mean is None or tier is Tier.HIDDEN:
        return None
    rounded = _round_to_tier(mean, tier)
    return rounded if tier is Tier.OPEN else _clip(rounded)


def _publish_mark(mark: float | None, tier: Tier) -> float | None:
    if mark is None or tier is Tier.HIDDEN:
        return None
    rounded = _round_to_tier(mark, tier)
    # At the very ends of 1 to 10 a mean tells what everyone gave (R4).
    return rounded if tier is Tier.OPEN else min(_HIGH_MARK, max(_LOW_MARK, rounded))


def _clip(mean: float) -> float:
    return min(_HIGH_END, max(_LOW_END, mean))


def _round_to_tier(value: float, tier: Tier) -> float:
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
    scores = {party.party_id: party.scores[dimension] for party in parties}
    shown = {party_id: each.mean for party_id, each in scores.items() if each.mean is not None}
    if len(shown) < max(_PAIR, len(parties)):
        # From all parties or not at all (R2).
        is_open = all(
            each.hidden_because is not HiddenReason.TOO_FEW_ANSWERS for each in scores.values()
        )
        reason = HiddenReason.NOT_ANSWERED if is_open else HiddenReason.OTHER_PARTY_HIDDEN
        return PublishedGap(dimension, kind, hidden_because=reason)
    lower, higher = max(
        combinations(sorted(shown, key=shown.__getitem__), _PAIR),
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
    responses: Sequence[Response], parties: Sequence[PublishedParty], random: Random
) -> Sequence[PublishedComment]:
    if not all(party.tier.is_fine for party in parties):
        return []
    comments = [
        PublishedComment(code, comment.text)
        for response in responses
        for code, comment in response.comments.items()
        if comment.audience is Audience.SHARED_SCREEN
    ]
    random.shuffle(comments)
    return comments
