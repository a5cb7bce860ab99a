"""Scores from answers of which nobody can tell whose they are.

What is known of such a party is how often each question got each answer. The mean is over answers
instead of people, and people count who must have answered enough: of ``k`` people with ``a``
answers to ``q`` questions, at least ``(a - k) / (q - 1)`` answered two or more. How much people
differ cannot be known. Their scores are therefore spread about the mean as much as is expected when
nothing is the matter, so that only the mean can tell anything.
"""

from dataclasses import replace

import numpy as np

from monitor.domain.analysis.cube import (
    DIMENSIONS,
    NOT_ANSWERED,
    AnswerCube,
    Bools,
    Floats,
    Integers,
    Panel,
)
from monitor.domain.analysis.variances import Variances

# All dimensions together, and three orthonormal contrasts between them (signals.md 1.4).
_COMPONENTS = np.array(
    [
        np.array([1, 1, 1, 1]),
        np.array([1, -1, 0, 0]) / np.sqrt(2),
        np.array([1, 1, -2, 0]) / np.sqrt(6),
        np.array([1, 1, 1, -3]) / np.sqrt(12),
    ]
)


def score_unknown_people(
    panel: Panel, cube: AnswerCube, is_unknown: Bools, variances: Variances
) -> Panel:
    """Give the seats of unknown people scores with the right mean."""
    if not is_unknown.any():
        return panel
    scores = panel.scores.copy()
    number = np.cumsum(is_unknown, axis=3) - 1
    spreads = _expected_spreads(is_unknown.shape[3], variances)
    for place in range(len(DIMENSIONS)):
        means, people = _pool(cube, is_unknown, place)
        is_scored = is_unknown & (number < people[..., None])
        spread = spreads[people[..., None], np.maximum(number, 0), place]
        found = np.where(is_scored, means[..., None] + spread, np.nan)
        scores[..., place] = np.where(is_unknown, found, scores[..., place])
    return replace(panel, scores=scores)


def _pool(cube: AnswerCube, is_unknown: Bools, place: int) -> tuple[Floats, Integers]:
    """Return the mean of all answers on a dimension, and how many people are behind it."""
    values = cube.values[..., np.asarray(cube.dimensions) == place]
    given = (values > NOT_ANSWERED) & is_unknown[..., None]
    answers = given.sum(axis=(3, 4))
    sums = np.where(given, values, 0).sum(axis=(3, 4), dtype=np.float64)
    surplus = np.maximum(answers - is_unknown.sum(axis=3), 0)
    return sums / np.maximum(answers, 1), -(-surplus // (values.shape[-1] - 1))


def _expected_spreads(seats: int, variances: Variances) -> Floats:
    """Return deviations that add up to zero: by number of people, person and dimension.

    Cosines of different frequencies: each component varies on its own, as far as there are people
    enough for that.
    """
    spreads = np.zeros((seats + 1, seats, len(DIMENSIONS)))
    sds = [
        np.sqrt(each.person + each.answering)
        for each in (variances.overall, *[variances.contrast] * (len(_COMPONENTS) - 1))
    ]
    for people in range(2, seats + 1):
        centres = (np.arange(people) + 0.5) / people
        for number, (sd, weights) in enumerate(zip(sds, _COMPONENTS, strict=True)):
            wave = np.cos(np.pi * (1 + number % (people - 1)) * centres)
            wave *= sd / wave.std(ddof=1)
            spreads[people, :people] += wave[:, None] * weights
    return spreads
