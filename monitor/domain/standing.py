"""How things stand now: what fills up the story where there is little to tell about changes."""

from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.results import PublishedRound
from monitor.domain.story import Statement, StatementKind, find_largest_gap, find_strongest

# A headline and three sentences.
MOST_STATEMENTS = 4
NOTABLE_GAP = 0.5
_ABOUT_GAPS = {
    StatementKind.FIRST_ROUND,
    StatementKind.GAP_GREW,
    StatementKind.GAP_STAYS,
    StatementKind.GAP_NOW,
}


def fill_up(told: Sequence[Statement], latest: PublishedRound) -> Sequence[Statement]:
    """Return a story with how things stand after it, up to a headline and three sentences."""
    return [*told, *islice(_standing(latest, told), max(0, MOST_STATEMENTS - len(told)))]


def _standing(latest: PublishedRound, told: Sequence[Statement]) -> Iterator[Statement]:
    """Yield how things stand, as far as it was not told already."""
    kinds = {each.kind for each in told}
    gap = find_largest_gap(latest)
    if gap and not kinds & _ABOUT_GAPS:
        yield _widest(latest, *gap)
    strongest = find_strongest(latest)
    if strongest and StatementKind.NO_CLEAR_CHANGE not in kinds:
        yield Statement(StatementKind.STRONGEST, None, strongest, after=latest.joint[strongest])
    if latest.parties and latest.has_all_parties:
        yield Statement(StatementKind.ALL_ANSWERED)


def _widest(latest: PublishedRound, dimension: Dimension, difference: float) -> Statement:
    if difference < NOTABLE_GAP:
        return Statement(StatementKind.ALIKE)
    is_mirrored = latest.gaps[dimension].kind is QuestionKind.MIRRORED
    kind = StatementKind.WIDEST_ONE_SIDED if is_mirrored else StatementKind.WIDEST_VIEW
    return Statement(kind, None, dimension, after=difference)
