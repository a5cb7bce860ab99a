"""The answers of many partnerships as one array, and the scores that are computed from it.

Every array of this package has the same leading axes, in this order: partnership, party, round,
seat, and then question or dimension. A seat is the place of one person: the same person in every
round when answers are linked, just any respondent of that round when they are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.domain.questionnaire import Dimension
from monitor.domain.scoring import MINIMUM_ANSWERED

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOT_ANSWERED = 0
DONT_KNOW = -1
DIMENSIONS = tuple(Dimension)


@dataclass(frozen=True, slots=True)
class AnswerCube:
    """Answers of partnerships that have the same number of parties.

    ``values``: int8 (partnerships, parties, rounds, seats, questions), 1 to 5, ``DONT_KNOW`` or
    ``NOT_ANSWERED``; shorter histories are padded at the end. ``dimensions``: of each question
    the place of its dimension in ``DIMENSIONS``, or -1 where it has none. ``present``: (…, seats),
    who sent a form, be it without a single answer. ``invited``: (partnerships, parties, rounds), 0
    where that is not known. ``rounds``: how many rounds each partnership really has.
    """

    values: NDArray[np.int8]
    dimensions: Sequence[int]
    present: Bools
    invited: Integers
    rounds: Integers
    is_linked: bool

    @property
    def respondents(self) -> Integers:
        """Count who answered: (partnerships, parties, rounds)."""
        return np.asarray(self.present.sum(axis=3), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Panel:
    """Scores per person: what the signals are computed from.

    ``scores``: (partnerships, parties, rounds, seats, dimensions), NaN where not scored.
    ``invited`` and ``rounds`` as in :class:`AnswerCube`.
    """

    scores: Floats
    invited: Integers
    rounds: Integers
    is_linked: bool

    @property
    def people(self) -> Integers:
        """Count who scored each dimension: (partnerships, parties, rounds, dimensions)."""
        return np.asarray(np.isfinite(self.scores).sum(axis=3), dtype=np.int64)

    @property
    def means(self) -> Floats:
        """Mean over people, NaN where of nobody: (partnerships, parties, rounds, dimensions)."""
        return _divide(np.nansum(self.scores, axis=3), self.people)


def score_cube(cube: AnswerCube) -> Panel:
    """Compute person scores: the mean of a dimension's answers, if enough were answered."""
    *people, _ = cube.values.shape
    scores = np.full((*people, len(DIMENSIONS)), np.nan)
    places = np.asarray(cube.dimensions)
    for place in range(len(DIMENSIONS)):
        values = cube.values[..., places == place]
        given = values > NOT_ANSWERED
        count = given.sum(axis=-1)
        mean = _divide(np.where(given, values, 0).sum(axis=-1, dtype=np.float64), count)
        scores[..., place] = np.where(count >= MINIMUM_ANSWERED, mean, np.nan)
    return Panel(scores, cube.invited, cube.rounds, cube.is_linked)


def _divide(sums: Floats, counts: Integers) -> Floats:
    quotients = np.full(sums.shape, np.nan)
    return np.asarray(np.divide(sums, counts, out=quotients, where=counts > 0))
