import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.moderation import VariancePrior, estimate_prior, moderate

# limma 3.x, squeezeVar(var, df).
VARIANCES = np.array([0.02, 0.09, 0.42, 1.31, 0.08, 0.01, 0.72, 0.07, 0.005, 0.3])
FREEDOM = np.array([10.0, 12, 10, 14, 10, 12, 10, 12, 20, 15])


def test_the_prior_is_that_of_limma() -> None:
    prior = estimate_prior(VARIANCES, FREEDOM)

    assert prior.freedom == pytest.approx(1.28337312379, abs=1e-11)
    assert prior.variance == pytest.approx(0.0399106483761, abs=1e-13)


def test_groups_that_differ_no_more_than_chance_share_one_variance() -> None:
    prior = estimate_prior(np.full(6, 0.3), np.full(6, 4.0))

    assert np.isinf(prior.freedom)
    assert moderate(np.array([0.1, 0.9]), np.array([4.0, 4.0]), prior) == pytest.approx(
        [prior.variance] * 2
    )


@pytest.mark.parametrize("spread", [1e-5, 1e4])
def test_groups_that_hardly_or_hugely_differ_still_have_a_prior(spread: float) -> None:
    # Very many degrees of freedom, so that all of the spread is real.
    logs = np.array([-1.0, 1.0]) * spread**0.5 / 2**0.5
    prior = estimate_prior(np.exp(logs), np.full(2, 1e12))

    assert 0 < prior.freedom < np.inf


def test_a_variance_is_drawn_to_the_prior_by_their_degrees_of_freedom() -> None:
    # By hand: (4 * 1 + 6 * 2) / 10.
    moderated = moderate(np.array([2.0]), np.array([6.0]), VariancePrior(1.0, 4.0))

    assert moderated == pytest.approx([1.6])


@given(st.floats(0.01, 100))
def test_other_units_scale_the_prior_and_keep_its_firmness(factor: float) -> None:
    prior = estimate_prior(VARIANCES, FREEDOM)
    scaled = estimate_prior(VARIANCES * factor, FREEDOM)

    assert scaled.freedom == pytest.approx(prior.freedom)
    assert scaled.variance == pytest.approx(prior.variance * factor)


@given(st.permutations(range(10)))
def test_the_order_of_the_groups_does_not_matter(order: list[int]) -> None:
    prior = estimate_prior(VARIANCES, FREEDOM)
    mixed = estimate_prior(VARIANCES[order], FREEDOM[order])

    assert mixed.freedom == pytest.approx(prior.freedom)
    assert mixed.variance == pytest.approx(prior.variance)
