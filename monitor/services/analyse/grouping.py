"""Groups answers: finds of every row the cell of one long array in which it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from monitor.domain.analysis.cube import DONT_KNOW, Integers
from monitor.services.analyse.invitations import Invitations
from monitor.services.analyse.layout import Layout, Members, place_members, rank, starts_of
from monitor.services.analyse.rows import AnswerRows, Codes, Small

_SLICE_ROWS = 2**22
_VALUES = 8  # At least as many as there are values.
_PAIR = 2
_DIMENSION_QUESTIONS = 3  # That stand next to each other, as in the default questionnaire.


@dataclass(frozen=True, slots=True)
class Grouped:
    """The answers of partnerships, sorted by name.

    ``cells``: every answer in its place; ``invited``: people of each block, 0 where not known;
    ``known``: of each block how many seats have a known respondent, those after them hold answers
    of which nobody can tell whose they are (``unknown_people``: seats, in all). ``is_sound``: no
    answer stands twice, no party has a single row and no partnership a single party.
    ``light_rounds``: how many rounds were left out for asking one question of each dimension.
    """

    ids: Sequence[str]
    party_names: Sequence[str]
    layout: Layout
    cells: Small
    invited: Integers
    known: Integers
    unknown_people: int
    is_linked: bool
    is_sound: bool
    light_rounds: int = 0

    def take(self, numbers: range) -> "Grouped":
        """Return some partnerships."""
        layout = self.layout
        blocks = slice(*layout.block_starts[[numbers.start, numbers.stop]])
        cells = slice(*layout.cell_starts[[numbers.start, numbers.stop]])
        parties = layout.parties.take(numbers)
        used, places = np.unique(parties.of, return_inverse=True)
        return replace(
            self,
            ids=self.ids[numbers.start : numbers.stop],
            party_names=[self.party_names[place] for place in used],
            layout=Layout(
                Members(places, parties.starts),
                layout.rounds.take(numbers),
                layout.seats[numbers.start : numbers.stop],
                layout.questions,
            ),
            cells=self.cells[cells],
            invited=self.invited[blocks],
            known=self.known[blocks],
        )


def group_answers(
    rows: AnswerRows, invitations: Invitations, questions: int, *, is_linked: bool
) -> Grouped:
    """Group answers, with the parties and rounds in which people were invited and nobody came."""
    invited = _Invited.of(rows, invitations)
    places = _Places.of(rows, invited)
    seating = _seat_people(rows, places, is_linked=is_linked)
    layout = Layout(places.parties, places.rounds, seating.seats, questions)
    cells = _fill(rows, places, seating, layout)
    return Grouped(
        ids=rows.partnership.different,
        party_names=invited.party_names,
        layout=layout,
        cells=cells,
        invited=_sum_invited(invited, places),
        known=seating.known,
        unknown_people=seating.unknown_people,
        is_linked=is_linked,
        is_sound=np.count_nonzero(cells) == len(rows) and places.is_sound,
    )


@dataclass(frozen=True, slots=True)
class _Invited:
    """Invitations as columns, and the names of all parties: who answered and who was asked."""

    party_names: Sequence[str]
    owners: Codes
    parties: Codes
    days: Codes
    counts: Integers

    @classmethod
    def of(cls, rows: AnswerRows, invitations: Invitations) -> Self:
        """Take what was asked of the partnerships in which somebody answered."""
        owners = {name: code for code, name in enumerate(rows.partnership.different)}
        asked = [(place, count) for place, count in invitations.items() if place[0] in owners]
        names = {*rows.party.different, *(place[1] for place, _ in asked)}
        parties = {name: code for code, name in enumerate(sorted(names))}
        return cls(
            party_names=list(parties),
            owners=np.array([owners[place[0]] for place, _ in asked], np.int32),
            parties=np.array([parties[place[1]] for place, _ in asked], np.int32),
            days=np.array([place[2] for place, _ in asked], np.int32),
            counts=np.array([count for _, count in asked], np.int64),
        )

    def place_parties(self, rows: AnswerRows) -> Codes:
        """Return the party of each row as its place in all names."""
        places = {name: place for place, name in enumerate(self.party_names)}
        known = np.array([places[name] for name in rows.party.different], np.int32)
        return known[rows.party.codes]


@dataclass(frozen=True, slots=True)
class _Places:
    """Of every row its party (counted over all partnerships) and its block."""

    parties: Members
    rounds: Members
    pair: Codes
    block: Codes
    invited_block: Codes
    is_sound: bool

    @classmethod
    def of(cls, rows: AnswerRows, invited: _Invited) -> Self:
        """Place all rows and invitations."""
        owners = np.concatenate([rows.partnership.codes, invited.owners])
        codes = np.concatenate([invited.place_parties(rows), invited.parties])
        count = len(rows.partnership.different)
        parties, party = place_members(owners, codes, count)
        rounds, round_ = place_members(owners, np.concatenate([rows.day, invited.days]), count)
        pair = parties.starts.astype(np.int32)[owners] + party
        blocks = starts_of(parties.counts * rounds.counts).astype(np.int32)
        block = party * rounds.counts.astype(np.int32)[owners] + round_ + blocks[owners]
        is_single = np.bincount(pair) == 1
        is_single[pair[len(rows) :]] = False
        return cls(
            parties,
            rounds,
            pair=pair[: len(rows)],
            block=block[: len(rows)],
            invited_block=block[len(rows) :],
            is_sound=bool((parties.counts >= _PAIR).all() and not is_single.any()),
        )


@dataclass(frozen=True, slots=True)
class _Seating:
    """Of every row its seat; of every partnership its seats; of every block its known people."""

    seat: Codes
    seats: Integers
    known: Integers
    unknown_people: int = 0


def _seat_people(rows: AnswerRows, places: _Places, *, is_linked: bool) -> _Seating:
    """Give everybody a seat: for all rounds where answers are linked, else for one."""
    sizes = places.parties.counts * places.rounds.counts
    if is_linked:
        seat, counts = _count_off(
            places.pair, rows.respondent.codes, int(places.parties.starts[-1])
        )
        seats = np.maximum.reduceat(counts, places.parties.starts[:-1])
        return _Seating(seat, seats, np.repeat(seats, sizes))
    count = int(sizes.sum())
    if not rows.respondent.has_empty:
        seat, known = _count_off(places.block, rows.respondent.codes, count)
        total = known
    else:
        seat, known, total = _seat_unnamed(rows, places.block, count)
    seats = np.maximum.reduceat(total, starts_of(sizes)[:-1])
    return _Seating(seat, seats, known, int((total - known).sum()))


def _count_off(groups: Codes, people: Codes, count: int) -> tuple[Codes, Integers]:
    """Number the people of each group; return the numbers and the size of each group."""
    width = int(people.max(initial=0)) + 1
    keys, places = rank(groups * np.int64(width) + people)
    starts = np.searchsorted(keys, np.arange(count + 1) * width)
    return places - starts.astype(np.int32)[groups], np.diff(starts)


def _seat_unnamed(rows: AnswerRows, blocks: Codes, count: int) -> tuple[Codes, Integers, Integers]:
    """Seat known people, and deal out the other answers over as many seats as they need.

    Who does not know one answer is taken not to know the next either, so that no more people count
    than can be sure to have answered. The answers themselves are dealt from low to high, beginning
    at another seat with each question of a dimension, so that no form gets all low ones.
    """
    is_known = rows.respondent.codes > 0
    seat = np.empty(len(rows), np.int32)
    known = np.zeros(count, np.int64)
    if is_known.any():
        seat[is_known], known = _count_off(blocks[is_known], rows.respondent.codes[is_known], count)
    block, question, value = blocks[~is_known], rows.question[~is_known], rows.value[~is_known]
    width = int(rows.question.max()) + 1
    keys = block * np.int64(width) + question
    all_rows = np.bincount(keys, minlength=count * width)
    given = np.bincount(keys[value != DONT_KNOW], minlength=count * width)
    people = all_rows.reshape(count, width).max(axis=1)
    order = np.argsort(keys * _VALUES + value, kind="stable")
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order)) - np.repeat(starts_of(all_rows)[:-1], all_rows)
    dealt = number - (all_rows - given)[keys]
    shift = question % _DIMENSION_QUESTIONS * given[keys] // _DIMENSION_QUESTIONS
    dealt = np.where(dealt < 0, dealt, (dealt + shift) % np.maximum(given[keys], 1))
    seat[~is_known] = known[block] + people[block] - given[keys] + dealt
    return seat, known, known + people


def _fill(rows: AnswerRows, places: _Places, seating: _Seating, layout: Layout) -> Small:
    """Put every answer in its cell, some rows at a time to save memory."""
    cells = np.zeros(int(layout.cell_starts[-1]), np.int8)
    starts = layout.block_cells
    for start in range(0, len(rows), _SLICE_ROWS):
        part = slice(start, start + _SLICE_ROWS)
        seat = starts[places.block[part]] + seating.seat[part] * layout.questions
        cells[seat + rows.question[part]] = rows.value[part]
    return cells


def _sum_invited(invited: _Invited, places: _Places) -> Integers:
    counts = np.zeros(int((places.parties.counts * places.rounds.counts).sum()), np.int64)
    counts[places.invited_block] = invited.counts
    return counts
