import numpy as np
import pytest

from benchmarks.signals.judging import (
    calibrate,
    compute_alarm_rate,
    compute_detection,
    compute_red_share,
    merge,
)


def test_only_the_first_of_consecutive_red_rounds_is_a_new_alarm() -> None:
    values = np.array([[0.0, 0.0, 9.0, 9.0, 0.0, 9.0]])

    assert compute_alarm_rate(values, 5.0) == 2 / 4


def test_a_partnership_that_was_red_before_gives_no_new_alarm() -> None:
    values = np.array([[0.0, 9.0, 9.0, 0.0]])

    assert compute_alarm_rate(values, 5.0) == 0


def test_the_threshold_itself_is_red() -> None:
    values = np.array([[0.0, 0.0, 5.0]])

    assert compute_alarm_rate(values, 5.0) == 1
    assert compute_red_share(values, 5.0) == 1


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.1])
def test_a_calibrated_threshold_gives_the_rate_asked_for(rate: float) -> None:
    values = np.random.default_rng(1).standard_normal((2000, 24))

    threshold = calibrate(values, rate)

    assert compute_alarm_rate(values, threshold) == pytest.approx(rate, abs=1e-4)


def test_a_calibrated_threshold_is_the_high_one_of_those_with_that_rate() -> None:
    values = np.random.default_rng(2).standard_normal((2000, 24))

    assert calibrate(values, 0.05) > 1.5


def test_rounds_without_a_number_are_green() -> None:
    values = np.array([[-np.inf, -np.inf, -np.inf, 1.0, 2.0, 0.0]])

    assert compute_alarm_rate(values, calibrate(values, 0.25)) == 0.25


def test_detection_counts_partnerships_that_were_green_just_before() -> None:
    onset = 2
    values = np.array(
        [
            [0, 0, 9, 0, 0, 0],
            [0, 0, 0, 0, 9, 0],
            [0, 0, 0, 0, 0, 0],
            [0, 9, 9, 9, 9, 9],
        ],
        dtype=float,
    )

    detection = compute_detection(values, 5.0, onset)

    assert detection.of == 3
    assert detection.by_round == pytest.approx((1 / 3, 1 / 3, 2 / 3, 2 / 3))
    assert detection.average == pytest.approx(0.5)


def test_onsets_count_alike_when_merged() -> None:
    early = compute_detection(np.array([[0, 9, 9, 9, 9.0]]), 5.0, 1)
    late = compute_detection(np.zeros((3, 6)), 5.0, 2)

    merged = merge([early, late])

    assert merged.by_round == (0.5, 0.5, 0.5, 0.5)
    assert merged.of == 4
