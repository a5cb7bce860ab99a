"""The headline of a partnership: which one fact comes first, and whether it may be chance.

Rules in order, what is clear first. A change is clear only where the 90% intervals of then and now
do not overlap; another comes after "no clear change", and says that it may be chance.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedRound, PublishedScore

LARGE_GAP = 1.0
NOTABLE_CHANGE = 0.3
MOST_STATEMENTS = 3


class StatementKind(StrEnum):
    """What a sentence says."""

    NO_VIEW = "no_view"
    ONE_VIEW = "one_view"
    FIRST_ROUND = "first_round"
    GAP_GREW = "gap_grew"
    GAP_STAYS = "gap_stays"
    GAP_NOW = "gap_now"
    ALL_FALL = "all_fall"
    ONE_FALLS = "one_falls"
    ONE_RISES = "one_rises"
    NO_CLEAR_CHANGE = "no_clear_change"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: its kind and what it is about.

    ``before`` and ``after`` are scores, or differences for the gap kinds.
    """

    kind: StatementKind
    party: PartyId | None = None
    dimension: Dimension | None = None
    before: float | None = None
    after: float | None = None
    may_be_chance: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How one party's score on one dimension moved since the previous round."""

    party: PartyId
    dimension: Dimension
    before: PublishedScore
    after: PublishedScore

    @property
    def points(self) -> float:
        """Signed difference in scale points; 0 when a side of it is not shown."""
        if self.before.mean is None or self.after.mean is None:
            return 0.0
        return round(self.after.mean - self.before.mean, 1)

    @property
    def may_be_chance(self) -> bool:
        """Tell whether the two intervals overlap."""
        before, after = self.before, self.after
        if before.low is None or before.high is None or after.low is None or after.high is None:
            return True
        return after.low <= before.high and before.low <= after.high


def tell_story(releases: Sequence[PublishedRound]) -> Sequence[Statement]:
    """Return the headline and up to two more sentences; ``releases`` oldest first, not empty."""
    latest = releases[-1]
    previous = releases[-2] if len(releases) > 1 else None
    return list(islice(_matching(latest, previous), MOST_STATEMENTS))


def find_changes(latest: PublishedRound, previous: PublishedRound) -> Sequence[Change]:
    """Return the moves of all parties seen in both rounds, largest first."""
    before = {party.party_id: party for party in previous.parties}
    changes = [
        Change(party.party_id, dimension, before[party.party_id].scores[dimension], score)
        for party in latest.parties
        if party.party_id in before
        for dimension, score in party.scores.items()
    ]
    return sorted(changes, key=lambda change: -abs(change.points))


def _matching(latest: PublishedRound, previous: PublishedRound | None) -> Iterator[Statement]:
    shown = [party for party in latest.parties if party.has_enough]
    if not shown:
        yield Statement(StatementKind.NO_VIEW)
        return
    if len(shown) == 1:
        yield Statement(StatementKind.ONE_VIEW, party=shown[0].party_id)
    if previous is None:
        yield _first_round(latest)
        return
    changes = list(_change_statements(find_changes(latest, previous), len(latest.parties)))
    clear = [*_gap_statements(latest, previous), *(c for c in changes if not c.may_be_chance)]
    yield from clear or [_no_clear_change(latest)]
    # One that may be chance is worth a mention, several are noise.
    yield from [each for each in changes if each.may_be_chance][:1]


def _first_round(latest: PublishedRound) -> Statement:
    gap = _largest_gap(latest)
    return Statement(
        StatementKind.FIRST_ROUND, dimension=gap and gap[0], after=gap[1] if gap else None
    )


def _largest_gap(latest: PublishedRound) -> tuple[Dimension, float] | None:
    differences = [
        (gap.dimension, gap.difference)
        for gap in latest.gaps.values()
        if gap.difference is not None
    ]
    return max(differences, key=lambda each: each[1], default=None)


def _gap_statements(latest: PublishedRound, previous: PublishedRound) -> Iterator[Statement]:
    largest = _largest_gap(latest)
    if largest is None or largest[1] < LARGE_GAP:
        return
    dimension, difference = largest
    before = previous.gaps[dimension].difference
    # The same rule as for a change: the intervals of the two gaps do not overlap.
    margin = _gap_margin(latest, dimension) + _gap_margin(previous, dimension)
    if before is not None and round(difference - before, 1) > max(margin, NOTABLE_CHANGE):
        kind = StatementKind.GAP_GREW
    elif before is not None and before >= LARGE_GAP:
        kind = StatementKind.GAP_STAYS
    else:
        kind = StatementKind.GAP_NOW
    yield Statement(kind, None, dimension, before, difference)


def _gap_margin(release: PublishedRound, dimension: Dimension) -> float:
    """Return half the width of a gap's 90% interval, from those of its two parties."""
    gap = release.gaps[dimension]
    scores = [
        release.party(party).scores[dimension]
        for party in (gap.higher, gap.lower)
        if party is not None
    ]
    return math.hypot(*(_margin(score) for score in scores))


def _margin(score: PublishedScore) -> float:
    if score.low is None or score.high is None:
        return math.inf
    return (score.high - score.low) / 2


def _change_statements(changes: Sequence[Change], parties: int) -> Iterator[Statement]:
    falls = [each for each in changes if each.points <= -NOTABLE_CHANGE]
    rises = [each for each in changes if each.points >= NOTABLE_CHANGE]
    for dimension in Dimension:
        together = [each for each in falls if each.dimension is dimension]
        if len(together) == parties:
            # All fall only if each does: one that may be chance leaves it open.
            is_chance = any(each.may_be_chance for each in together)
            yield Statement(StatementKind.ALL_FALL, dimension=dimension, may_be_chance=is_chance)
            falls = [each for each in falls if each.dimension is not dimension]
    for kind, moved in ((StatementKind.ONE_FALLS, falls), (StatementKind.ONE_RISES, rises)):
        for each in moved:
            yield Statement(
                kind,
                each.party,
                each.dimension,
                each.before.mean,
                each.after.mean,
                may_be_chance=each.may_be_chance,
            )


def _no_clear_change(latest: PublishedRound) -> Statement:
    joint = {each: mean for each, mean in latest.joint.items() if mean is not None}
    strongest = max(joint, key=joint.__getitem__, default=None)
    return Statement(StatementKind.NO_CLEAR_CHANGE, dimension=strongest)
