import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.drops import Size, log_bayes_factor


def factor(score: float, information: float, size: Size) -> float:
    return float(log_bayes_factor(np.array([score]), np.array([information]), size)[0])


@given(st.floats(-8, 8), st.floats(0.1, 40), st.floats(0.1, 1.5), st.floats(0.1, 1.0))
def test_the_factor_is_the_average_likelihood_ratio_over_the_cut_off_prior(
    score: float, information: float, mean: float, sd: float
) -> None:
    def weighed(drop: float) -> float:
        ratio = math.exp(score * drop - information * drop**2 / 2)
        return float(norm.pdf(drop, mean, sd) / norm.sf(0, mean, sd)) * ratio

    average, _ = quad(weighed, 0, 12, points=[0.5, 1, 2], limit=200)

    assert factor(score, information, Size(mean, sd, 1.0)) == pytest.approx(
        math.log(average), abs=1e-5
    )


def test_without_information_the_factor_is_one() -> None:
    assert factor(0.0, 0.0, Size(0.9, 0.3, 1.0)) == pytest.approx(0.0, abs=1e-12)


def test_a_rise_never_speaks_for_a_fall() -> None:
    assert factor(-20.0, 20.0, Size(0.4, 0.2, 1.0)) < 0


# R package spc 0.6.7 (function xgrsr.arl), started at 0. It adds x - k to the logarithm each time:
# the log likelihood ratio of a drop of one point when a round carries the information 2k.
@pytest.mark.parametrize(
    ("k", "threshold", "expected"),
    [
        (0.25, 3.24375, 20),
        (0.25, 4.96203, 60),
        (0.5, 2.37639, 20),
        (0.5, 3.50201, 60),
        (1.0, 1.25615, 20),
        (1.0, 1.97227, 60),
    ],
)
def test_summed_over_starts_the_factors_run_as_long_as_shiryaev_roberts_does(
    k: float, threshold: float, expected: float
) -> None:
    known = Size(1.0, 1e-6, 1.0)

    def next_factor(values: Floats) -> Floats:
        return np.asarray(np.exp(log_bayes_factor(values, np.full_like(values, 2 * k), known)))

    lengths = run_lengths(next_factor, math.exp(threshold), np.random.default_rng(61))

    assert abs(lengths.mean() - expected) < 4 * lengths.std() / math.sqrt(len(lengths))


def run_lengths(
    next_factor: Callable[[Floats], Floats], threshold: float, rng: np.random.Generator
) -> Floats:
    """Run many series of pure chance until the sum over all starts passes the threshold."""
    evidence = np.zeros(40_000)
    lengths = np.zeros(len(evidence))
    running = np.ones(len(evidence), dtype=np.bool_)
    while running.any():
        evidence[running] = (1 + evidence[running]) * next_factor(rng.normal(size=running.sum()))
        lengths[running] += 1
        running &= evidence < threshold
    return lengths
