"""What the trend chart draws: the quarters on the axis and the scores of every party on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.charts.style import PartyMark, choose_marks
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind, PublishedRound, PublishedScore
from monitor.domain.round import Quarter
from monitor.i18n.reader import COARSE_STEP, Reader, is_fine_score

LONGEST = 8
_PAIR = 2
MOVED = 0.25


@dataclass(frozen=True, slots=True)
class Slot:
    """A quarter on the axis; None where no round was held."""

    quarter: Quarter
    published: PublishedRound | None


@dataclass(frozen=True, slots=True)
class Line:
    """One party on one dimension: a score per slot (None: no round, or the party was absent)."""

    party_id: PartyId
    name: str
    mark: PartyMark
    scores: Sequence[PublishedScore | None]
    fine: Sequence[bool]

    @property
    def held(self) -> Sequence[int]:
        """The slots in which this party took part in a round."""
        return [slot for slot, score in enumerate(self.scores) if score is not None]

    @property
    def change(self) -> float | None:
        """How much the mean moved between the last two rounds, where both are shown."""
        if len(self.held) < _PAIR:
            return None
        before, now = (self.mean(slot) for slot in self.held[-2:])
        return None if before is None or now is None else round(now - before, 6)

    @property
    def move(self) -> float:
        """The change when it is worth a word, else 0; coarse means must move more."""
        if self.change is None:
            return 0.0
        is_fine = all(self.fine[slot] for slot in self.held[-2:])
        is_worth_a_word = abs(self.change) >= MOVED if is_fine else abs(self.change) > COARSE_STEP
        return self.change if is_worth_a_word else 0.0

    @property
    def may_be_chance(self) -> bool:
        """Tell whether the margins of the last two rounds overlap, or are not known."""
        band, now = self.chance_band, self.mean(self.held[-1]) if self.held else None
        return band is None or now is None or band[0] <= now <= band[1]

    @property
    def chance_band(self) -> tuple[float, float] | None:
        """Between which means now the margins of the last two rounds would still overlap."""
        margins = self.margins()
        if len(self.held) < _PAIR or any(slot not in margins for slot in self.held[-2:]):
            return None
        (low_before, high_before), (low, high) = (margins[slot] for slot in self.held[-2:])
        now = self.mean(self.held[-1]) or 0.0
        return low_before - (high - now), high_before + (now - low)

    def mean(self, slot: int) -> float | None:
        """Return the mean in a slot, where there is one."""
        score = self.scores[slot]
        return score.mean if score else None

    def margins(self) -> dict[int, tuple[float, float]]:
        """Return the ends of the interval per slot, where there is one."""
        return {
            slot: (score.low, score.high)
            for slot, score in enumerate(self.scores)
            if score and score.low is not None and score.high is not None
        }


@dataclass(frozen=True, slots=True)
class Decline:
    """A decline that was told in a slot; ``party_id`` is None where no party was named."""

    slot: int
    party_id: PartyId | None
    is_dimension_named: bool


def list_declines(slots: Sequence[Slot], dimension: Dimension) -> Sequence[Decline]:
    """Return the declines told of a dimension, or of none in particular."""
    return [
        Decline(place, flag.party, flag.dimension is dimension)
        for place, slot in enumerate(slots)
        for flag in (slot.published.flags if slot.published else ())
        if flag.kind is FlagKind.DECLINE and flag.dimension in {None, dimension}
    ]


def list_slots(rounds: Sequence[PublishedRound]) -> Sequence[Slot]:
    """Lay the last rounds on an unbroken row of quarters, eight at least."""
    slots: list[Slot] = []
    for published in rounds[-LONGEST:]:
        while slots and slots[-1].quarter.shift(1) < published.quarter:
            slots.append(Slot(slots[-1].quarter.shift(1), None))
        slots.append(Slot(published.quarter, published))
    while len(slots) < LONGEST:
        slots.insert(0, Slot(slots[0].quarter.shift(-1), None))
    return slots


def list_quarters(last: Quarter) -> Sequence[Slot]:
    """Return eight quarters without a round, up to the one given."""
    return [Slot(last.shift(place), None) for place in range(1 - LONGEST, 1)]


def list_lines(
    partnership: Partnership, slots: Sequence[Slot], dimension: Dimension, reader: Reader
) -> Sequence[Line]:
    """Return a line per party of the partnership."""
    marks = choose_marks(partnership)
    return [
        Line(
            party.id,
            reader.party(partnership, party.id),
            marks[party.id],
            [_score(slot.published, party.id, dimension) for slot in slots],
            [_is_fine(slot.published, party.id, dimension) for slot in slots],
        )
        for party in partnership.parties
    ]


def quarter_ticks(slots: Sequence[Slot], reader: Reader) -> Sequence[str]:
    """Write the quarters; the year only under the first tick and under every first quarter."""
    return [
        f"{reader.formatter.quarter_tick(slot.quarter)}<br>{slot.quarter.year}"
        if place == 0 or slot.quarter.number == 1
        else reader.formatter.quarter_tick(slot.quarter)
        for place, slot in enumerate(slots)
    ]


def split_runs(slots: Sequence[int]) -> Sequence[Sequence[int]]:
    """Split slots into unbroken runs."""
    runs: list[list[int]] = []
    for slot in slots:
        if runs and runs[-1][-1] == slot - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return runs


def _score(
    published: PublishedRound | None, party_id: PartyId, dimension: Dimension
) -> PublishedScore | None:
    for party in published.parties if published else ():
        if party.party_id == party_id:
            return party.scores.get(dimension)
    return None


def _is_fine(published: PublishedRound | None, party_id: PartyId, dimension: Dimension) -> bool:
    parties = published.parties if published else ()
    return any(party.party_id == party_id and is_fine_score(party, dimension) for party in parties)
