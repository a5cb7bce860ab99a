"""Generalised least squares of a series on the shapes that a change may have.

The level before the change is free (profiled out), so adding a constant changes nothing. Source:
A. C. Aitken, "On least squares and linear combinations of observations", Proceedings of the Royal
Society of Edinburgh 55 (1936), 42-48.
"""

from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.series import History


@dataclass(frozen=True, slots=True)
class Regression:
    """What the data say of a drop of each shape, the free level taken out.

    ``scores``: (parties, shapes, components), positive for a fall; ``information``: (parties,
    shapes). A drop is estimated by scores / information, with variance 1 / information.
    ``residual``: (parties, components), sum of squares around the level; ``freedom``: (parties,).
    """

    scores: Floats
    information: Floats
    residual: Floats
    freedom: Floats


def regress(history: History, noise: Floats, shapes: Floats) -> Regression:
    """Fit every shape (shapes, rounds) to every party; ``noise`` scales what is between people."""
    scale = noise[:, None, None]
    between = history.precision / scale
    sums = history.sums / scale
    # Adds the covariance of moods to that of the means, by Woodbury's identity.
    both = np.concatenate([between, sums], axis=-1)
    taken = np.linalg.solve(np.linalg.inv(history.mood) + between, both)
    rounds = between.shape[1]
    precision = between - between @ taken[..., :rounds]
    weighted = sums - between @ taken[..., rounds:]
    fit = history.fit / noise[:, None] - (sums * taken[..., rounds:]).sum(axis=1)
    return _profile(precision, weighted, fit, history, shapes)


def _profile(
    precision: Floats, weighted: Floats, fit: Floats, history: History, shapes: Floats
) -> Regression:
    weights = precision.sum(axis=-1)
    total = np.maximum(weights.sum(axis=-1), np.finfo(float).tiny)
    level = weighted.sum(axis=1) / total[:, None]
    in_level = weights @ shapes.T
    information = ((precision @ shapes.T) * shapes.T).sum(axis=1) - in_level**2 / total[:, None]
    scores = shapes @ weighted - in_level[:, :, None] * level[:, None, :]
    return Regression(
        scores=-scores,
        information=np.maximum(information, 0.0),
        residual=np.maximum(fit - level**2 * total[:, None], 0.0),
        freedom=np.maximum(history.observed.sum(axis=1) - 1, 0).astype(np.float64),
    )
