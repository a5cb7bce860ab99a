"""The variances of an installation's own answers, drawn towards the defaults.

Moments: people of one party around their mean in one round (person and answering together), the
moves of one person around the move of the party (answering, linked answers only), and the moves of
the party's mean beyond both (wobble). A few partnerships really change, so that large moves count
for no more than moderate ones: P. J. Huber, "Robust estimation of a location parameter", Annals of
Mathematical Statistics 35 (1964), proposal 2. Standard errors: the jackknife over partnerships.
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import chdtr, chdtri

from monitor.domain.analysis.cube import Bools, Floats, Integers, Panel
from monitor.domain.analysis.estimates import ComponentEstimates, Estimate, VarianceEstimates
from monitor.domain.analysis.variances import ComponentVariances, Variances
from monitor.domain.analysis.variation import (
    Moves,
    Variation,
    measure_contrasts,
    measure_overall,
)

FEWEST_PARTNERSHIPS = 10
FEWEST_ROUNDS = 6
# The defaults count as much as this many degrees of freedom.
_PRIOR_FREEDOM = 8.0
_JACKKNIFE_GROUPS = 20
# How far off, relatively, person and answering may be when only their sum is known.
_PROPORTION_ERROR = 0.25
# Moves that chance makes larger in one of twenty cases count as if they were just so large.
_LARGE_MOVE = 0.05
_HALVINGS = 40
_LARGEST_WOBBLE = 4.0
_SMALLEST_ERROR = 1e-6  # So that answers that never vary can be divided by.
_Z_90 = 1.6448536269514722


def estimate_variances(panels: Sequence[Panel], defaults: Variances) -> VarianceEstimates | None:
    """Estimate the variances; None with fewer than ten partnerships of six rounds.

    A partnership whose parties never had two answers tells nothing and does not count. Where
    enough partnerships are linked, they tell answering and person apart for all.
    """
    long = [_keep_long(panel) for panel in panels]
    if sum(len(panel.rounds) for panel in long) < FEWEST_PARTNERSHIPS:
        return None
    overall, contrasts = measure_overall(long), measure_contrasts(long)
    telling = int(np.count_nonzero(overall.spread_freedom))
    if telling < FEWEST_PARTNERSHIPS:
        return None
    is_linked = int(np.count_nonzero(overall.restless_freedom)) >= FEWEST_PARTNERSHIPS
    return VarianceEstimates(
        overall=_estimate(overall, defaults.overall, is_linked=is_linked),
        contrast=_estimate(contrasts, defaults.contrast, is_linked=is_linked),
        partnerships=telling,
        rounds=sum(int(panel.rounds.sum()) for panel in long),
        is_linked=is_linked,
    )


def _keep_long(panel: Panel) -> Panel:
    is_long = panel.rounds >= FEWEST_ROUNDS
    return Panel(
        panel.scores[is_long], panel.invited[is_long], panel.rounds[is_long], panel.is_linked
    )


def _estimate(
    variation: Variation, default: ComponentVariances, *, is_linked: bool
) -> ComponentEstimates:
    expected = np.array([default.person, default.wobble, default.answering])

    def compute(part: Variation) -> Floats:
        return _compute(part, default, is_linked=is_linked)

    own = np.maximum(compute(variation), 0.0)
    unknown = np.zeros(3) if is_linked else _PROPORTION_ERROR * np.array([1.0, 0.0, 1.0]) * own
    errors = np.maximum(np.hypot(_jackknife(variation, compute), unknown), _SMALLEST_ERROR)
    # As many degrees of freedom as a variance of that size needs for this error.
    size = np.maximum(expected, own)
    freedom = 2 * (size / errors) ** 2
    values = (_PRIOR_FREEDOM * expected + freedom * own) / (_PRIOR_FREEDOM + freedom)
    margins = _Z_90 * size * np.sqrt(2 / (_PRIOR_FREEDOM + freedom))
    is_told = [is_linked, True, is_linked]
    person, wobble, answering = (
        Estimate(
            default=float(expected[place]),
            own=float(own[place]) if is_told[place] else None,
            value=float(values[place]),
            low=max(0.0, float(values[place] - margins[place])),
            high=float(values[place] + margins[place]),
        )
        for place in range(3)
    )
    return ComponentEstimates(person, wobble, answering)


def _compute(variation: Variation, default: ComponentVariances, *, is_linked: bool) -> Floats:
    """Return person, wobble and answering as the moments say, which may lie below 0."""
    total = variation.spread.sum() / max(variation.spread_freedom.sum(), 1.0)
    if is_linked:
        answering = variation.restless.sum() / max(variation.restless_freedom.sum(), 1.0)
    else:
        # Together they are known; their proportion is taken over.
        answering = total * default.answering / (default.person + default.answering)
    person = total - answering
    wobble = _solve_wobble(variation.moves, variation.width, person, answering)
    return np.array([person, wobble, answering])


def _solve_wobble(moves: Moves, width: int, person: float, answering: float) -> float:
    """Find the wobble with which moves are as large as chance makes them, by halving."""
    limit = float(chdtri(width, _LARGE_MOVE)) / width
    # The mean of a chi-squared variable over its degrees of freedom, cut off at the limit.
    usual = float(chdtr(width + 2, width * limit)) + _LARGE_MOVE * limit
    chance = moves.person * max(person, 0.0) + moves.answering * answering
    low, high = -float(chance.min(initial=_LARGEST_WOBBLE)) / 2, _LARGEST_WOBBLE
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        sizes = moves.squares / (width * (2 * middle + chance))
        is_larger = np.minimum(sizes, limit).sum() > usual * len(sizes)
        low, high = (middle, high) if is_larger else (low, middle)
    return (low + high) / 2


def _jackknife(variation: Variation, compute: Callable[[Variation], Floats]) -> Floats:
    """Return standard errors: how much estimates move when a group of partnerships is left out."""
    count = len(variation.spread)
    groups = min(count, _JACKKNIFE_GROUPS)
    group = np.arange(count) % groups
    without = np.array([compute(variation.of(_others(group, each))) for each in range(groups)])
    squares = ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(np.sqrt((groups - 1) / groups * squares))


def _others(group: Integers, left_out: int) -> Bools:
    return np.asarray(group != left_out)
