"""A stand-in for the engine: a rule as simple as those it is compared with."""

import numpy as np

from benchmarks.signals.peers import Series, compute_below_history, worst
from benchmarks.signals.study import Engine
from monitor.domain.analysis.cube import Floats, Panel


def find_evidence(panel: Panel) -> Floats:
    """Return how far a party lies below its own history, made positive."""
    evidence: Floats = np.exp(3 * worst(compute_below_history(Series.of_parties(panel))))
    return evidence


def estimate_levels(panel: Panel, sd: float = 0.4) -> tuple[Floats, Floats]:
    """Return the means with the same standard deviation everywhere."""
    return panel.means, np.full(panel.means.shape, sd)


STAND_IN = Engine("stand-in", find_evidence, estimate_levels)
