"""What stands out on the screens of a meeting: what the parties share before where they differ.

Read from slides alone, so that it follows from what everybody in the room sees.
"""

from collections.abc import Mapping, Sequence

from monitor.domain.meeting.deck import JointMove, MirrorSlide, MovedSlide
from monitor.domain.mirror import MirrorRow
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedGap, PublishedParty
from monitor.domain.story import NOTABLE_CHANGE, Change

ALIKE = 0.5  # A smaller difference between parties is not told as one.
POSITIVE = 3.5  # From here all who see it so are called positive.

Differences = Mapping[Dimension, float]


def find_differences(gaps: Mapping[Dimension, PublishedGap] | None) -> Differences:
    """Return the differences that are shown, per dimension."""
    found = gaps or {}
    return {
        each: difference
        for each in Dimension
        if each in found and (difference := found[each].difference) is not None
    }


def find_nearest(differences: Differences) -> Sequence[Dimension]:
    """Return the dimensions with the smallest difference; several where these are alike."""
    return _all_with(differences, min(differences.values(), default=None))


def find_widest(differences: Differences) -> Sequence[Dimension]:
    """Return the dimensions with the largest difference; none where all see everything alike."""
    largest = max(differences.values(), default=None)
    return [] if largest is None or largest < ALIKE else _all_with(differences, largest)


def find_strongest(means: Mapping[Dimension, float | None]) -> Sequence[Dimension]:
    """Return the dimensions with the highest mean; several where these are alike."""
    known = {each: mean for each, mean in means.items() if mean is not None}
    return _all_with(known, max(known.values(), default=None))


def are_all_positive(parties: Sequence[PublishedParty], dimension: Dimension) -> bool:
    """Tell whether every party is positive about a dimension."""
    means = [party.scores[dimension].mean for party in parties]
    return all(mean is not None and mean >= POSITIVE for mean in means)


def list_hidden(parties: Sequence[PublishedParty]) -> Sequence[PartyId]:
    """Return the parties of which no score is shown."""
    return [
        party.party_id
        for party in parties
        if not any(score.is_shown for score in party.scores.values())
    ]


def find_real_moves(moves: Sequence[JointMove], *, up: bool) -> Sequence[Dimension]:
    """Return the dimensions of which all together really became more, or less, positive."""
    return [
        each.dimension
        for each in moves
        if not each.may_be_chance and each.after != each.before and (each.after > each.before) is up
    ]


def find_clear_change(slide: MovedSlide) -> Change | None:
    """Return the largest move of one party that is no chance, or None."""
    clear = [
        each
        for each in slide.changes
        if not each.may_be_chance and abs(each.points) >= NOTABLE_CHANGE
    ]
    return max(clear, key=lambda each: abs(each.points), default=None)


def find_surprise(slide: MirrorSlide) -> tuple[PartyId, MirrorRow] | None:
    """Return who expected something else most, and what; None where all guessed well."""
    known = [
        (party_id, row, abs(row.surprise))
        for party_id, rows in slide.rows.items()
        for row in rows
        if row.surprise is not None
    ]
    party_id, row, size = max(known, key=lambda each: each[2], default=(None, None, 0.0))
    return None if party_id is None or row is None or size < ALIKE else (party_id, row)


def _all_with(values: Differences, sought: float | None) -> Sequence[Dimension]:
    return [each for each in Dimension if each in values and values[each] == sought]
