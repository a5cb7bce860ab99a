"""Whether the intervals around levels hold what they promise: the mean of all members that day."""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from benchmarks.signals.people import unlink
from benchmarks.signals.scenarios import Scenario, Setting
from benchmarks.signals.simulators import ALL
from benchmarks.signals.worlds import BANDS
from monitor.domain.analysis.cube import Floats, Panel, score_cube

# Means and standard deviations of levels: (partnerships, parties, rounds, dimensions).
LevelEstimator = Callable[[Panel], tuple[Floats, Floats]]

ONSET = 6
ROUNDS = 12
_Z_90 = NormalDist().inv_cdf(0.95)


def compute_coverage(
    estimator: LevelEstimator, simulator: str, band: str, partnerships: int, scenario: Scenario
) -> float:
    """Compute which part of 90% intervals contains the true mean of all members of the party.

    Answers are unlinked, as by default; the true mean includes who did not answer.
    """
    rng = np.random.default_rng([90, list(ALL).index(simulator), list(BANDS).index(band)])
    sizes = BANDS[band].draw_sizes(partnerships, rng)
    simulation = ALL[simulator](Setting(scenario, sizes, ROUNDS, ONSET), rng)
    truth = simulation.average_levels()
    means, sds = estimator(score_cube(unlink(simulation.cube, rng)))
    known = np.isfinite(means)
    hits = np.abs(means - truth)[known] <= _Z_90 * sds[known]
    return float(hits.mean())
