"""Makes answer cubes of grouped answers: partnerships of about the same size together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, NOT_ANSWERED, AnswerCube, Bools
from monitor.domain.measurement import Form
from monitor.domain.questionnaire import Questionnaire
from monitor.services.analyse.grouping import Grouped
from monitor.services.analyse.layout import Layout
from monitor.services.analyse.rows import askable_questions

_MOST_CELLS = 2**24
# Sizes within the same step share a cube; what one of them lacks is padding.
_ROUND_STEP = 4
_SEAT_STEPS = (2, 3, 4, 6, 8, 12)


@dataclass(frozen=True, slots=True)
class Batch:
    """Partnerships with the same number of parties, and their answers to the core questions.

    ``numbers``: their places in the grouped answers; ``is_unknown``: the seats with answers of
    which nobody can tell whose they are.
    """

    numbers: Sequence[int]
    cube: AnswerCube
    is_unknown: Bools


@dataclass(frozen=True, slots=True)
class Core:
    """The questions that are scored: where they stand in the cells, and of which dimension."""

    places: Sequence[int]
    dimensions: Sequence[int]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Core":
        """Find them, dimension by dimension."""
        asked = askable_questions(questionnaire)
        pairs = [
            (asked.index(question.code), place)
            for place, dimension in enumerate(DIMENSIONS)
            for question in questionnaire.questions_of(dimension)
        ]
        return cls([place for place, _ in pairs], [dimension for _, dimension in pairs])


def take_forms(batch: Batch, place: tuple[int, int, int], is_meant: Bools) -> Sequence[Form]:
    """Return the answers of some seats of a partnership's party in a round, 0 for none.

    Sorted, so that their order tells nothing.
    """
    values = np.maximum(batch.cube.values[place][is_meant], NOT_ANSWERED)
    return sorted(tuple(form) for form in values.tolist())


def make_batches(grouped: Grouped, numbers: Sequence[int], core: Core) -> Iterator[Batch]:
    """Yield cubes of some partnerships, none of them larger than memory allows."""
    alike: dict[tuple[int, int, int], list[int]] = {}
    for number in numbers:
        alike.setdefault(_find_size(grouped.layout, number), []).append(number)
    for (parties, rounds, seats), found in sorted(alike.items()):
        most = max(1, _MOST_CELLS // (parties * rounds * seats * grouped.layout.questions))
        for start in range(0, len(found), most):
            yield _make_batch(grouped, found[start : start + most], core)


def _find_size(layout: Layout, number: int) -> tuple[int, int, int]:
    rounds, seats = int(layout.rounds.counts[number]), int(layout.seats[number])
    coarse = -(-seats // _SEAT_STEPS[-1]) * _SEAT_STEPS[-1]
    return (
        int(layout.parties.counts[number]),
        -(-rounds // _ROUND_STEP) * _ROUND_STEP,
        next((step for step in _SEAT_STEPS if step >= seats), coarse),
    )


def _make_batch(grouped: Grouped, numbers: Sequence[int], core: Core) -> Batch:
    layout = grouped.layout
    rounds = layout.rounds.counts[numbers]
    parties = int(layout.parties.counts[numbers[0]])
    shape = len(numbers), parties, int(rounds.max()), int(layout.seats[numbers].max())
    values = np.zeros((*shape, len(core.places)), np.int8)
    present, is_unknown = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    invited = np.zeros(shape[:3], np.int64)
    for place, number in enumerate(numbers):
        blocks = slice(layout.block_starts[number], layout.block_starts[number + 1])
        cells = slice(layout.cell_starts[number], layout.cell_starts[number + 1])
        count, seats = int(rounds[place]), int(layout.seats[number])
        answers = grouped.cells[cells].reshape(parties, count, seats, layout.questions)
        values[place, :, :count, :seats] = answers[..., core.places]
        present[place, :, :count, :seats] = (answers != NOT_ANSWERED).any(axis=-1)
        invited[place, :, :count] = grouped.invited[blocks].reshape(parties, count)
        known = grouped.known[blocks].reshape(parties, count, 1)
        is_unknown[place, :, :count] = np.arange(shape[3]) >= known
    cube = AnswerCube(values, core.dimensions, present, invited, rounds, grouped.is_linked)
    return Batch(numbers, cube, is_unknown & present)
