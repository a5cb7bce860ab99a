"""The attacker's problem in full: how low and how high can a number be, given what is published?

A mixed integer linear program (HiGHS through SciPy). It settles what the closed forms of
:mod:`monitor.domain.audit` leave open, and any other set of published sums.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

# Of each variable its weight in a sum.
Weights = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class KnownSum:
    """A weighted sum of unknown numbers, of which it is known between what it lies."""

    weights: Weights
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Unknowns:
    """Whole numbers between two ends, and what is known of their sums."""

    lowest: Sequence[int]
    highest: Sequence[int]
    known: Sequence[KnownSum]


def find_range(unknowns: Unknowns, target: Weights) -> tuple[float, float] | None:
    """Return between what a weighted sum of the unknowns must lie; None if nothing fits."""
    low = _optimise(unknowns, target, 1.0)
    high = _optimise(unknowns, target, -1.0)
    return None if low is None or high is None else (low, -high)


def _optimise(unknowns: Unknowns, target: Weights, sign: float) -> float | None:
    costs = np.zeros(len(unknowns.lowest))
    for variable, weight in target.items():
        costs[variable] = sign * weight
    found = milp(
        costs,
        integrality=np.ones(len(costs), dtype=np.int64),
        bounds=Bounds(np.asarray(unknowns.lowest), np.asarray(unknowns.highest)),
        constraints=_constrain(unknowns) if unknowns.known else (),
    )
    if found.x is None:
        return None
    # Whole numbers, of which the solver returns approximations.
    return float(costs @ np.round(found.x))


def _constrain(unknowns: Unknowns) -> LinearConstraint:
    rows = [row for row, each in enumerate(unknowns.known) for _ in each.weights]
    columns = [variable for each in unknowns.known for variable in each.weights]
    weights = [weight for each in unknowns.known for weight in each.weights.values()]
    shape = len(unknowns.known), len(unknowns.lowest)
    return LinearConstraint(
        csr_array((weights, (rows, columns)), shape=shape),
        [each.low for each in unknowns.known],
        [each.high for each in unknowns.known],
    )
