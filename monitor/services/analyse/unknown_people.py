"""Scores of people of whom nobody can tell which answers are theirs.

Of such a party is known how often each question got each answer. Their answers were dealt out over
as many forms as there must have been, evenly, so that no form is all low or all high: the means are
right, and how much people differ is unknown. Their scores are therefore spread about the mean as
much as is expected when nothing is the matter, and only the mean can tell anything.
"""

from dataclasses import replace

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, Bools, Floats, Panel
from monitor.domain.analysis.variances import Variances

# All dimensions together, and three orthonormal contrasts between them (signals.md 1.4).
_COMPONENTS = (
    np.array([1.0, 1, 1, 1]),
    np.array([1.0, -1, 0, 0]) / np.sqrt(2),
    np.array([1.0, 1, -2, 0]) / np.sqrt(6),
    np.array([1.0, 1, 1, -3]) / np.sqrt(12),
)


def spread_unknown_people(panel: Panel, is_unknown: Bools, variances: Variances) -> Panel:
    """Replace the scores of unknown people by their mean with the expected spread."""
    if not is_unknown.any():
        return panel
    is_scored = is_unknown[..., None] & np.isfinite(panel.scores)
    people = is_scored.sum(axis=3, keepdims=True)
    sums = np.where(is_scored, panel.scores, 0).sum(axis=3, keepdims=True)
    number = np.maximum(np.cumsum(is_scored, axis=3) - 1, 0)
    spreads = _expected_spreads(is_unknown.shape[3], variances)
    scores = sums / np.maximum(people, 1) + spreads[people, number, np.arange(len(DIMENSIONS))]
    return replace(panel, scores=np.where(is_scored, scores, panel.scores))


def _expected_spreads(seats: int, variances: Variances) -> Floats:
    """Return deviations that add up to zero: by number of people, person and dimension.

    Cosines of different frequencies: each component varies on its own, as far as there are people
    enough for that.
    """
    spreads = np.zeros((seats + 1, seats, len(DIMENSIONS)))
    components = [variances.overall, *[variances.contrast] * (len(_COMPONENTS) - 1)]
    for people in range(2, seats + 1):
        centres = (np.arange(people) + 0.5) / people
        for number, (variance, weights) in enumerate(zip(components, _COMPONENTS, strict=True)):
            wave = np.cos(np.pi * (1 + number % (people - 1)) * centres)
            wave *= np.sqrt(variance.person + variance.answering) / wave.std(ddof=1)
            spreads[people, :people] += wave[:, None] * weights
    return spreads
