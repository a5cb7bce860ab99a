"""Whether a level has gone up or down over the last year or two.

A straight line by generalised least squares, with the variances of ``docs/method.md`` section 2
known: A. C. Aitken, "On least squares and linear combinations of observations", Proceedings of the
Royal Society of Edinburgh 55 (1936), 42-48.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import ndtr

from monitor.domain.analysis.cube import Floats

FEWEST_ROUNDS, MOST_ROUNDS = 4, 8
_SURE = 0.9


class Direction(StrEnum):
    """Where a level goes."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Slope:
    """Scale points per round, with its standard deviation; both NaN from too few rounds."""

    points: float
    sd: float

    @property
    def direction(self) -> Direction:
        """Tell the direction, if it is more than nine in ten sure."""
        falling = float(ndtr(-self.points / self.sd))
        if falling > _SURE:
            return Direction.DOWN
        return Direction.UP if 1 - falling > _SURE else Direction.UNCLEAR


def estimate_slopes(means: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Estimate slopes and their standard deviations over the last axis, the rounds.

    The last eight rounds count, NaN for a mean that is missing; NaN is returned below four.
    """
    means, variances = means[..., -MOST_ROUNDS:], variances[..., -MOST_ROUNDS:]
    is_known = np.isfinite(means) & np.isfinite(variances)
    weights = np.where(is_known, 1 / np.where(is_known, variances, 1.0), 0.0)
    times = np.arange(means.shape[-1], dtype=np.float64)
    total = weights.sum(axis=-1, keepdims=True)
    middle = (weights * times).sum(axis=-1, keepdims=True) / np.where(total > 0, total, 1.0)
    is_enough = is_known.sum(axis=-1) >= FEWEST_ROUNDS
    leverage = np.where(is_enough, (weights * (times - middle) ** 2).sum(axis=-1), np.nan)
    moments = (weights * (times - middle) * np.where(is_known, means, 0.0)).sum(axis=-1)
    return moments / leverage, leverage**-0.5


def estimate_slope(means: Floats, variances: Floats) -> Slope:
    """Estimate the slope of one series."""
    points, sd = estimate_slopes(means, variances)
    return Slope(float(points), float(sd))
