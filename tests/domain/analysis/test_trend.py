import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.trend import Direction, Slope, estimate_slope, estimate_slopes

series = st.lists(st.floats(1, 5), min_size=4, max_size=12).map(np.array)


def test_with_equal_variances_the_slope_is_that_of_least_squares() -> None:
    # By hand: times -1.5, -.5, .5, 1.5, sum of squares 5.
    slope = estimate_slope(np.array([3.0, 3.2, 3.1, 3.6]), np.full(4, 0.05))

    assert slope.points == pytest.approx((1.5 * 0.6 + 0.5 * -0.1) / 5)
    assert slope.sd == pytest.approx((0.05 / 5) ** 0.5)


def test_a_less_sure_round_counts_less() -> None:
    means = np.array([3.0, 3.0, 3.0, 5.0])

    sure = estimate_slope(means, np.full(4, 0.05))
    unsure = estimate_slope(means, np.array([0.05, 0.05, 0.05, 5.0]))

    assert unsure.points < sure.points
    assert unsure.direction is Direction.UNCLEAR


@pytest.mark.parametrize(
    ("slope", "direction"),
    [
        (Slope(-0.13, 0.1), Direction.DOWN),
        (Slope(-0.12, 0.1), Direction.UNCLEAR),
        (Slope(0.12, 0.1), Direction.UNCLEAR),
        (Slope(0.13, 0.1), Direction.UP),
    ],
)
def test_a_direction_is_told_when_it_is_more_than_nine_in_ten_sure(
    slope: Slope, direction: Direction
) -> None:
    assert slope.direction is direction


def test_three_rounds_are_too_few() -> None:
    slope = estimate_slope(np.array([1.0, np.nan, 3.0, 5.0]), np.full(4, 0.05))

    assert np.isnan(slope.points)
    assert slope.direction is Direction.UNCLEAR


def test_what_is_longer_ago_than_eight_rounds_does_not_count() -> None:
    recent = np.array([3.0, 3.1, 3.0, 3.2, 3.1, 3.0, 3.4, 3.3])

    slope = estimate_slope(np.concatenate([[1.0, 5.0], recent]), np.full(10, 0.05))

    assert slope == estimate_slope(recent, np.full(8, 0.05))


@given(series, st.floats(-1, 1))
def test_a_constant_added_to_all_rounds_leaves_the_slope(
    means: np.typing.NDArray[np.float64], shift: float
) -> None:
    variances = np.full(len(means), 0.05)

    slope = estimate_slope(means, variances)
    shifted = estimate_slope(means + shift, variances)

    assert shifted.points == pytest.approx(slope.points, abs=1e-9)


@given(series)
def test_the_mirror_image_goes_the_other_way(means: np.typing.NDArray[np.float64]) -> None:
    variances = np.full(len(means), 0.05)

    slope = estimate_slope(means, variances)

    assert estimate_slope(6 - means, variances).points == pytest.approx(-slope.points, abs=1e-9)


def test_many_series_are_estimated_at_once() -> None:
    means = np.array([[3.0, 3.2, 3.1, 3.6], [4.0, np.nan, 3.0, 2.0]])
    variances = np.array([[0.05] * 4, [0.1] * 4])

    points, sds = estimate_slopes(means, variances)

    assert points[0] == estimate_slope(means[0], variances[0]).points
    assert np.isnan(sds[1])
