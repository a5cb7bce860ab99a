"""How much may be shown of a number, by how many people gave it (``docs/method.md`` R1).

It counts the people behind each number, not those who sent a form: of five who answered, the mean
of the only one who scored a dimension would be that person's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.scoring import PartyScores

COARSE_MINIMUM = 3  # No setting goes below this.
DETAIL_MINIMUM = 5
QUESTION_MINIMUM = 8
COUNT_MINIMUM = 5  # Response counts are shown for parties of at least this many invited.
STEADY_MINIMUM = 8  # From so many people one who left or joined is not told from the difference.
_ORDER = {tier: place for place, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class PartyTiers:
    """The tiers of one party: as a whole, and of the numbers that fewer people may have given.

    ``is_few``: too few answered for anything to be shown; other reasons to hide do not count.
    ``light_overall``: of a light round, where the mean of all answers may be shown while those of
    single questions are not.
    """

    party: Tier
    dimensions: Mapping[Dimension, Tier]
    mark: Tier
    is_few: bool = False
    light_overall: Tier | None = None

    @property
    def overall(self) -> Tier:
        """Tier of the mean of the dimensions: the strictest, or it would give that one away."""
        return self.light_overall or stricter(*self.dimensions.values())

    def cap(self, tier: Tier) -> "PartyTiers":
        """Return these tiers where nothing is shown in more detail than in this one."""
        overall = self.light_overall
        return PartyTiers(
            party=stricter(self.party, tier),
            dimensions={each: stricter(own, tier) for each, own in self.dimensions.items()},
            mark=stricter(self.mark, tier),
            is_few=self.is_few,
            light_overall=overall and stricter(overall, tier),
        )

    def cap_small(self, scores: PartyScores) -> "PartyTiers":
        """Return these tiers with the numbers of fewer than eight people in halves at most (R5)."""
        coarse = self.cap(Tier.COARSE)
        return PartyTiers(
            party=coarse.party if scores.respondents < STEADY_MINIMUM else self.party,
            dimensions={
                each: coarse.dimensions[each]
                if score.people < STEADY_MINIMUM
                else self.dimensions[each]
                for each, score in scores.dimensions.items()
            },
            mark=coarse.mark if scores.mark_answers < STEADY_MINIMUM else self.mark,
            is_few=self.is_few,
            light_overall=self.light_overall,  # In halves already where fewer gave it.
        )


def stricter(*tiers: Tier) -> Tier:
    """Return the one of these tiers that shows least."""
    return max(tiers, key=_ORDER.__getitem__)


def choose_tier(people: int, mode: PrivacyMode, minimum_group: int) -> Tier:
    """Decide how much may be shown of a number from so many people; parties may be stricter."""
    if mode is not PrivacyMode.CONFIDENTIAL:
        return Tier.OPEN if people else Tier.HIDDEN
    if people < smallest_group(minimum_group):
        return Tier.HIDDEN
    return Tier.DETAIL if people >= DETAIL_MINIMUM else Tier.COARSE


def choose_tiers(
    scores: PartyScores, mode: PrivacyMode, minimum_group: int, *, is_light: bool = False
) -> PartyTiers:
    """Decide the tiers of everything that was measured of one party.

    ``is_light``: a score on a dimension is one answer, so that no more is shown of it than of a
    question (R3). Of fewer people the mean of all four is shown, in halves.
    """
    party = choose_tier(scores.respondents, mode, minimum_group)
    tiers = PartyTiers(
        party=party,
        dimensions={
            dimension: choose_tier(score.people, mode, minimum_group)
            for dimension, score in scores.dimensions.items()
        },
        mark=choose_tier(scores.mark_answers, mode, minimum_group),
        is_few=party is Tier.HIDDEN,
    )
    if not is_light or mode is not PrivacyMode.CONFIDENTIAL:
        return tiers
    needed = max(QUESTION_MINIMUM, minimum_group)
    of_questions = {
        dimension: own if scores.dimensions[dimension].people >= needed else Tier.HIDDEN
        for dimension, own in tiers.dimensions.items()
    }
    is_any_few = Tier.HIDDEN in of_questions.values()
    overall = stricter(tiers.overall, Tier.COARSE) if is_any_few else tiers.overall
    return replace(tiers, dimensions=of_questions, light_overall=overall)


def smallest_group(minimum_group: int) -> int:
    """Return the fewest people whose mean may be shown in confidential mode."""
    return max(COARSE_MINIMUM, minimum_group)
