"""How well the questions of a dimension hang together: Cronbach's alpha with its uncertainty.

Sources: L. J. Cronbach, Psychometrika 16 (1951), 297-334; standard error: A. Duhachek and D.
Iacobucci, Journal of Applied Psychology 89 (2004), 792-808; interval: L. S. Feldt, Psychometrika
30 (1965), 357-370. Means nothing for one party in one round, so it is computed of many only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

from monitor.domain.analysis.cube import DIMENSIONS, NOT_ANSWERED, AnswerCube, Floats
from monitor.domain.questionnaire import Dimension

MINIMUM_FORMS = 30
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha, its standard error, its 95% interval, and from how many forms."""

    alpha: float
    standard_error: float
    low: float
    high: float
    forms: int


def pool_reliability(cubes: Sequence[AnswerCube], dimension: Dimension) -> Reliability | None:
    """Compute alpha over all fully answered forms of all rounds; None below thirty of them.

    The cubes hold the same questions. People who answered in several rounds count each time, so
    that the interval is a little too narrow.
    """
    complete = [_complete_forms(cube, dimension) for cube in cubes]
    if sum(len(forms) for forms in complete) < MINIMUM_FORMS:
        return None
    return estimate_alpha(np.concatenate(complete))


def _complete_forms(cube: AnswerCube, dimension: Dimension) -> Floats:
    place = DIMENSIONS.index(dimension)
    values = cube.values[..., np.asarray(cube.dimensions) == place]
    forms = values.reshape(-1, values.shape[-1])
    return np.asarray(forms[(forms > NOT_ANSWERED).all(axis=1)], dtype=np.float64)


def estimate_alpha(answers: Floats) -> Reliability:
    """Compute alpha of complete answers: (forms, questions), two or more of both."""
    forms, questions = answers.shape
    covariance = np.cov(answers, rowvar=False)
    total, own = float(covariance.sum()), float(np.trace(covariance))
    factor = questions / (questions - 1)
    alpha = factor * (1 - own / total)
    squared = covariance @ covariance
    inner = total * (np.trace(squared) + own**2) - 2 * own * squared.sum()
    variance = 2 / total**3 * factor**2 * float(inner) / forms
    degrees = forms - 1, (forms - 1) * (questions - 1)
    return Reliability(
        alpha=alpha,
        standard_error=variance**0.5,
        low=1 - (1 - alpha) * float(fdtri(*degrees, 1 - _TAIL)),
        high=1 - (1 - alpha) * float(fdtri(*degrees, _TAIL)),
        forms=forms,
    )
