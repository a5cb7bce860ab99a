"""Variances of small groups, drawn towards what is known of such groups.

Source: G. K. Smyth, "Linear models and empirical Bayes methods for assessing differential
expression in microarray experiments", Statistical Applications in Genetics and Molecular Biology
3 (2004), article 3, section 6.2; the same numbers as ``squeezeVar`` of the R package limma.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, polygamma

from monitor.domain.analysis.cube import Floats

_SMALLEST_TRIGAMMA = 1e-6
_LARGEST_TRIGAMMA = 1e7
_TOLERANCE = 1e-8
_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class VariancePrior:
    """What is known of a variance beforehand: as if seen before, with so many degrees of freedom.

    ``freedom`` is infinite when groups differ no more than chance makes them.
    """

    variance: float
    freedom: float


def moderate(variances: Floats, freedom: Floats, prior: VariancePrior) -> Floats:
    """Weigh observed variances with the prior, each by its degrees of freedom."""
    if np.isinf(prior.freedom):
        return np.full(np.shape(variances), prior.variance)
    known = prior.freedom * prior.variance
    return np.asarray((known + freedom * variances) / (prior.freedom + freedom))


def estimate_prior(variances: Floats, freedom: Floats) -> VariancePrior:
    """Estimate the prior from many groups' variances: the moments of a scaled F distribution.

    ``variances`` and ``freedom`` must be positive, of two or more groups.
    """
    half = freedom / 2
    logs = np.log(variances) - digamma(half) + np.log(half)
    centre = float(logs.mean())
    spread = float(logs.var(ddof=1) - polygamma(1, half).mean())
    if spread <= 0:
        return VariancePrior(float(np.exp(centre)), np.inf)
    prior_half = _invert_trigamma(spread)
    variance = np.exp(centre + digamma(prior_half) - np.log(prior_half))
    return VariancePrior(float(variance), 2 * prior_half)


def _invert_trigamma(value: float) -> float:
    """Solve trigamma(y) = value by Newton's method on 1/trigamma, which is nearly a line."""
    if value > _LARGEST_TRIGAMMA:
        return float(value**-0.5)
    if value < _SMALLEST_TRIGAMMA:
        return 1 / value
    root = 0.5 + 1 / value
    for _ in range(_MOST_STEPS):
        trigamma = float(polygamma(1, root))
        step = trigamma * (1 - trigamma / value) / float(polygamma(2, root))
        root += step
        if -step / root < _TOLERANCE:
            break
    return root
