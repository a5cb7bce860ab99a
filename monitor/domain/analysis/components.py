"""A person's four scores as an overall score and three contrasts between dimensions.

The contrasts are orthonormal and the dimensions exchangeable, so the four components move
independently: evidence about any set of dimensions is a sum over them (signals.md 1.4).
"""

import numpy as np

from monitor.domain.analysis.cube import Floats, Panel

CONTRASTS = np.array([[1, -1, 0, 0], [1, 1, -2, 0], [1, 1, 1, -3]]) / np.sqrt([[2], [6], [12]])
OVERALL = slice(0, 1)
BETWEEN = slice(1, 4)

_FEWEST_DIMENSIONS = 2


def compute_components(panel: Panel) -> Floats:
    """Compute components: (partnerships, parties, rounds, seats, 4), NaN where not known.

    A person who scored at least two dimensions gets those that lack from how the party scored
    them in that round, moved by how this person differs from the party on the others.
    """
    scores = panel.scores
    is_scored = np.isfinite(scores)
    means = panel.means[..., None, :]
    count = is_scored.sum(axis=-1)
    above = np.where(is_scored, scores - means, 0.0).sum(axis=-1) / np.maximum(count, 1)
    complete = np.where(is_scored, scores, means + above[..., None])
    complete[count < _FEWEST_DIMENSIONS] = np.nan
    contrasts = complete @ CONTRASTS.T
    return np.concatenate([complete.mean(axis=-1, keepdims=True), contrasts], axis=-1)
