"""The headline of a partnership: which one fact comes first, and whether it may be chance.

Rules in order. First what the signals of the newest round say fell or rose, since when and from
what to what. Then what is clear between the last two rounds: where the 90% intervals of then and
now do not overlap. Another change comes after "no clear change", and says that it may be chance.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from monitor.domain.moves import locate_move
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    Flag,
    FlagKind,
    GoodNews,
    GoodNewsKind,
    PublishedRound,
    PublishedScore,
    Severity,
)
from monitor.domain.round import Quarter
from monitor.domain.signals import CHANGE_PROBABILITY

LARGE_GAP = 1.0
NOTABLE_CHANGE = 0.3
MOST_STATEMENTS = 3


class StatementKind(StrEnum):
    """What a sentence says."""

    DECLINE = "decline"
    SLIDE = "slide"  # A decline that went slowly.
    RISE = "rise"
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
    # How things stand, whatever changed (:mod:`monitor.domain.standing`).
    STRONGEST = "strongest"
    WIDEST_VIEW = "widest_view"  # Of the widest gap: all judge the same thing.
    WIDEST_ONE_SIDED = "widest_one_sided"  # Of the widest gap: each judges the other.
    ALIKE = "alike"  # No gap of half a point.
    ALL_ANSWERED = "all_answered"  # Enough people of every party answered.


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: its kind and what it is about.

    ``before`` and ``after`` are scores, or differences for the gap kinds. ``since``: the quarter in
    which a decline or rise began; ``is_rounded``: its scores are rounded to halves.
    """

    kind: StatementKind
    party: PartyId | None = None
    dimension: Dimension | None = None
    before: float | None = None
    after: float | None = None
    may_be_chance: bool = False
    since: Quarter | None = None
    is_rounded: bool = False


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
    return list(islice(_matching(releases), MOST_STATEMENTS))


def tell_move(releases: Sequence[PublishedRound], told: Flag | GoodNews) -> Statement:
    """Say since when what a decline flag or a rise names has moved, and from what to what.

    From published means: no quarter and no numbers where those that are shown do not move that way.
    Of what names no party the means of all together tell it, or of the only party that is shown.
    """
    kind = StatementKind.RISE if told.kind is GoodNewsKind.RISE else StatementKind.DECLINE
    may_be_chance = (told.probability or 0.0) < CHANGE_PROBABILITY[Severity.ACT]
    plain = Statement(kind, told.party, told.dimension, may_be_chance=may_be_chance)
    return _follow(plain, releases, told.party or _only_shown(releases[-1])) or plain


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


def _matching(releases: Sequence[PublishedRound]) -> Iterator[Statement]:
    latest = releases[-1]
    signals = list(_signal_statements(releases))
    yield from signals
    shown = [party for party in latest.parties if party.has_enough]
    if not shown:
        yield Statement(StatementKind.NO_VIEW)
        return
    if len(shown) == 1:
        yield Statement(StatementKind.ONE_VIEW, party=shown[0].party_id)
    if len(releases) == 1:
        yield _first_round(latest)
        return
    previous = releases[-2]
    changes = [
        change
        for change in _change_statements(find_changes(latest, previous), len(latest.parties))
        if not any(_says_already(signal, change) for signal in signals)
    ]
    clear = [*_gap_statements(latest, previous), *(c for c in changes if not c.may_be_chance)]
    yield from clear or ([] if signals else [_no_clear_change(latest)])
    # One that may be chance is worth a mention, several are noise.
    yield from [each for each in changes if each.may_be_chance][:1]


def _signal_statements(releases: Sequence[PublishedRound]) -> Iterator[Statement]:
    latest = releases[-1]
    for flag in latest.flags:
        if flag.kind is FlagKind.DECLINE:
            yield tell_move(releases, flag)
    for news in latest.good_news:
        if news.kind is GoodNewsKind.RISE:
            yield tell_move(releases, news)


def _says_already(signal: Statement, change: Statement) -> bool:
    """Tell whether a signal says what a change since the last round says again."""
    is_rise = signal.kind is StatementKind.RISE
    return (
        (change.kind is StatementKind.ONE_RISES) is is_rise
        and signal.dimension is change.dimension
        and signal.party in {None, change.party}
    )


def _shown_mean(
    release: PublishedRound, party_id: PartyId | None, dimension: Dimension | None
) -> float | None:
    """Return the published mean of a party, or of all together; on a dimension, or on all."""
    if party_id is None:
        return release.joint[dimension] if dimension else release.overall
    for party in release.parties:
        if party.party_id == party_id:
            return party.scores[dimension].mean if dimension else party.overall
    return None


def _follow(
    plain: Statement, releases: Sequence[PublishedRound], party_id: PartyId | None
) -> Statement | None:
    """Add when a party (None: all together) began to move, and its means before and after."""
    means = [_shown_mean(release, party_id, plain.dimension) for release in releases]
    move, after = locate_move(means), means[-1]
    if move is None or after is None:
        return None
    before = next(mean for mean in reversed(means[: move.start]) if mean is not None)
    is_rise = plain.kind is StatementKind.RISE
    if after == before or (after > before) is not is_rise:
        return None
    return replace(
        plain,
        kind=StatementKind.SLIDE if move.is_slide and not is_rise else plain.kind,
        party=party_id,
        before=before,
        after=after,
        since=releases[move.start].quarter,
        is_rounded=any(_is_rounded(each, party_id) for each in releases[move.start - 1 :]),
    )


def _only_shown(latest: PublishedRound) -> PartyId | None:
    shown = [party.party_id for party in latest.parties if party.has_enough]
    return shown[0] if len(shown) == 1 else None


def _is_rounded(release: PublishedRound, party_id: PartyId | None) -> bool:
    return any(
        score.is_shown and not (score.tier or party.tier).is_fine
        for party in release.parties
        if party_id in {None, party.party_id}
        for score in party.scores.values()
    )


def _first_round(latest: PublishedRound) -> Statement:
    gap = find_largest_gap(latest)
    return Statement(
        StatementKind.FIRST_ROUND, dimension=gap and gap[0], after=gap[1] if gap else None
    )


def find_largest_gap(latest: PublishedRound) -> tuple[Dimension, float] | None:
    """Return the dimension on which the parties differ most, and by how many points."""
    differences = [
        (gap.dimension, gap.difference)
        for gap in latest.gaps.values()
        if gap.difference is not None
    ]
    return max(differences, key=lambda each: each[1], default=None)


def _gap_statements(latest: PublishedRound, previous: PublishedRound) -> Iterator[Statement]:
    largest = find_largest_gap(latest)
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
    return Statement(StatementKind.NO_CLEAR_CHANGE, dimension=find_strongest(latest))


def find_strongest(latest: PublishedRound) -> Dimension | None:
    """Return the dimension with the highest mean of all together, or None where none is shown."""
    joint = {each: mean for each, mean in latest.joint.items() if mean is not None}
    return max(joint, key=joint.__getitem__, default=None)
