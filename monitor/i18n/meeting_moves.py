"""What moved since the round before, in words: how much, and whether it may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.meeting.deck import MovedSlide
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedScore
from monitor.domain.story import Change
from monitor.i18n.reader import Reader

_SMALLEST = 0.05  # What is less is written as no move at all.

Margin = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Move:
    """A mean then and now, of a party or of all together (``party_id`` None).

    ``margins``: from where to where each mean lies, then and now; empty where not shown.
    """

    party_id: PartyId | None
    before: float
    after: float
    is_fine: bool
    may_be_chance: bool
    margins: Sequence[Margin] = ()

    @property
    def has_margins(self) -> bool:
        """Tell whether the margins of both means are shown."""
        return bool(self.margins)


@dataclass(frozen=True, slots=True)
class MoveWords:
    """How something moved, and the remark that it may be chance; empty where it is none."""

    text: str
    note: str


def list_moves(slide: MovedSlide, dimension: Dimension) -> Sequence[Move]:
    """Return the moves on a dimension: of every party that is shown, or else of all together."""
    order = {party.party_id: place for place, party in enumerate(slide.parties)}
    moves = [
        Move(
            change.party,
            change.before.mean,
            change.after.mean,
            _is_fine(change.before) and _is_fine(change.after),
            change.may_be_chance and not _is_told(slide, change),
            _margins(change.before, change.after),
        )
        for change in slide.changes
        if change.dimension is dimension
        and change.before.mean is not None
        and change.after.mean is not None
    ]
    if moves:
        return sorted(moves, key=lambda each: order.get(each.party_id or PartyId(0), 0))
    return [
        Move(None, each.before, each.after, each.is_fine, each.may_be_chance)
        for each in slide.joint
        if each.dimension is dimension
    ]


def write_move(move: Move, partnership: Partnership, reader: Reader) -> MoveWords:
    """Say how a mean moved; one that stayed as it was needs no remark on chance."""
    t = reader.t
    who = (
        t("screen.moved.all") if move.party_id is None else reader.party(partnership, move.party_id)
    )
    points = move.after - move.before
    if abs(points) < _SMALLEST:
        return MoveWords(t("screen.moved.same", who=who), "")
    amount = reader.spoken_difference(abs(points), fine=move.is_fine)
    text = t(f"screen.moved.{'up' if points > 0 else 'down'}", who=who, amount=amount)
    return MoveWords(text, t("screen.moved.chance") if move.may_be_chance else "")


def _is_told(slide: MovedSlide, change: Change) -> bool:
    """Tell whether a party moved the way of which the signals say that it really went."""
    return any(
        each.dimension is change.dimension
        and not each.may_be_chance
        and (each.after - each.before) * change.points > 0
        for each in slide.joint
    )


def _is_fine(score: PublishedScore) -> bool:
    return score.tier is None or score.tier.is_fine


def _margins(before: PublishedScore, after: PublishedScore) -> Sequence[Margin]:
    ends = (before.low, before.high, after.low, after.high)
    low_then, high_then, low_now, high_now = ends
    if low_then is None or high_then is None or low_now is None or high_now is None:
        return ()
    return ((low_then, high_then), (low_now, high_now))
