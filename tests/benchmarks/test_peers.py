import numpy as np
import pytest

from benchmarks.signals.judging import calibrate
from benchmarks.signals.peers import (
    Noise,
    Series,
    compute_below_history,
    compute_cusum,
    compute_drop,
    compute_ewma,
    compute_low_mean,
    compute_xmr,
    compute_xmr_limits,
    estimate_noise,
    make_peers,
    sum_falls,
)
from monitor.domain.analysis.cube import Floats, Panel

GAP = np.nan
# The worked example of NHS England's guidance on XmR charts.
NHS = (89.0, 86.0, 75.0, 77.0, 81.0, 74.0, 72.0, 78.0, 76.0, 82.0, 77.0, 54.0, 66.0, 77.0, 86.0)
# As in R's qcc: centre 0, standard deviation 1, shift 1 (allowance 0.5).
QCC = np.array([1.5, 0.5, 0.6, -1.5, -0.5, -0.8])


def test_the_limits_of_xmr_are_those_of_the_worked_example() -> None:
    centre, distance = compute_xmr_limits(make_series(*NHS))

    assert centre[0, 0, -1] == pytest.approx(76.67, abs=0.005)
    assert centre[0, 0, -1] - distance[0, 0, -1] == pytest.approx(57.0967, abs=5e-5)
    assert centre[0, 0, -1] + distance[0, 0, -1] == pytest.approx(96.2367, abs=5e-5)


def test_only_the_twelfth_point_of_the_worked_example_lies_outside() -> None:
    outside = compute_xmr(make_series(*NHS)) >= 1

    assert list(np.flatnonzero(outside) + 1) == [12]


def test_upward_cusum_equals_that_of_qcc() -> None:
    sums = sum_falls(QCC)

    assert sums == pytest.approx([1, 1, 1.1, 0, 0, 0])
    assert list(np.flatnonzero(sums > 1 + 1e-9) + 1) == [3]


def test_downward_cusum_equals_that_of_qcc() -> None:
    sums = sum_falls(-QCC)

    assert sums == pytest.approx([0, 0, 0, 1, 1, 1.3])
    assert list(np.flatnonzero(sums > 1 + 1e-9) + 1) == [6]


def test_a_lower_mean_is_more_alarming() -> None:
    values = compute_low_mean(make_series(4.0, 3.0))[0, 0]

    assert values[1] > values[0]


def test_a_drop_is_counted_from_the_last_round_that_had_a_mean() -> None:
    drops = compute_drop(make_series(4.0, GAP, 3.5, 3.7))[0, 0]

    assert drops == pytest.approx([GAP, GAP, 0.5, -0.2], nan_ok=True)


def test_history_is_the_mean_of_all_rounds_before() -> None:
    falls = compute_below_history(make_series(4.0, 3.0, GAP, 3.0, 3.0))[0, 0]

    assert falls == pytest.approx([GAP, GAP, GAP, 0.5, 1 / 3], nan_ok=True)


def test_the_standard_error_of_an_ewma_follows_from_the_weights_of_the_rounds() -> None:
    # Recent mean: .36 of round 1, .24 of 2, .4 of 3; history: half of rounds 1 and 2.
    fall = (0.5 - 0.36) * 4.0 + (0.5 - 0.24) * 4.0 - 0.4 * 3.0
    error = np.sqrt(0.14**2 + 0.26**2 + 0.4**2) * 0.5

    value = compute_ewma(make_series(4.0, 4.0, 3.0), Noise(0.0, 0.25))[0, 0, 2]

    assert value == pytest.approx(fall / error)


def test_an_ewma_that_knows_group_sizes_trusts_large_groups_more() -> None:
    noise = Noise(0.25, 0.0)

    small = compute_ewma(make_series(4.0, 4.0, 3.0, people=2), noise)
    large = compute_ewma(make_series(4.0, 4.0, 3.0, people=8), noise)

    assert large[0, 0, 2] == pytest.approx(2 * small[0, 0, 2])


def test_a_round_without_a_mean_leaves_the_cusum_as_it_was() -> None:
    sums = compute_cusum(make_series(4.0, 4.0, 2.0, GAP), Noise(0.0, 1.0))[0, 0]

    assert sums[2] > 0
    assert sums[3] == sums[2]


def test_both_parts_of_the_noise_are_found_again() -> None:
    rng = np.random.default_rng(1)
    people = rng.integers(2, 13, (4000, 2, 12)).astype(float)
    means = 3.7 + np.sqrt(0.3 / people + 0.04) * rng.standard_normal(people.shape)

    noise = estimate_noise(Series(means, people))

    assert noise.per_person == pytest.approx(0.3, rel=0.05)
    assert noise.per_round == pytest.approx(0.04, rel=0.1)


def test_groups_of_one_size_have_one_variance() -> None:
    rng = np.random.default_rng(2)
    means = 3.7 + 0.4 * rng.standard_normal((4000, 2, 12))

    noise = estimate_noise(Series(means, np.full(means.shape, 3.0)))

    assert noise.per_person == 0
    assert noise.per_round == pytest.approx(0.16, rel=0.05)


def test_every_peer_alarms_most_in_the_round_of_a_fall() -> None:
    panel = make_panel_with_fall(at=6)

    for name, peer in make_peers(panel).items():
        assert peer(panel).mean(axis=0).argmax() >= 6, name


def test_every_peer_can_be_calibrated_on_quiet_partnerships() -> None:
    quiet = make_panel_with_fall(at=99)

    thresholds = [calibrate(peer(quiet), 0.05) for peer in make_peers(quiet).values()]

    assert np.isfinite(thresholds).all()


def make_series(*means: float, people: int = 3) -> Series:
    """Return one series of one partnership."""
    values = np.array(means)[None, None]
    return Series(values, np.where(np.isfinite(values), people, 0).astype(float))


def make_panel_with_fall(*, at: int) -> Panel:
    """Return noisy scores of three people a party that fall by a point from a round on."""
    rng = np.random.default_rng(3)
    shape = 300, 2, 10, 3, 4
    fall = (np.arange(10) >= at)[:, None, None]
    scores: Floats = 4.0 - fall + 0.3 * rng.standard_normal(shape)
    return Panel(scores, np.full(shape[:3], 3), np.full(300, 10), is_linked=True)
