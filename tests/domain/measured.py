"""Scores of a party as the tests of signals need them, told by how many people gave them."""

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.scoring import DimensionScore, PartyScores
from tests.builders import MUNICIPALITY


def make_scores(
    party_id: PartyId = MUNICIPALITY,
    *,
    respondents: int = 5,
    invited: int | None = None,
    people: int | None = None,
    unknown: float | None = 0.0,
) -> PartyScores:
    """Make the scores of a party of which everyone answered, unless told otherwise.

    ``people`` scored trust; ``unknown`` is the share of "don't know" on it.
    """
    counts = dict.fromkeys(Dimension, respondents)
    shares: dict[Dimension, float | None] = dict.fromkeys(Dimension, 0.0)
    if people is not None:
        counts[Dimension.TRUST] = people
    shares[Dimension.TRUST] = unknown
    return PartyScores(
        party_id=party_id,
        invited=respondents if invited is None else invited,
        respondents=respondents,
        dimensions={
            each: DimensionScore(3.75 if counts[each] else None, counts[each], shares[each])
            for each in Dimension
        },
        overall=None,
        mark=None,
        mark_answers=0,
        dont_know_share=0.0,
        questions={},
    )
