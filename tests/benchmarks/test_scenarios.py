import numpy as np
import pytest

from benchmarks.signals.scenarios import CHANGES, NO_CHANGES, Event, Scenario, Setting, happen

ONSET = 4


def test_every_scenario_is_a_change_or_none_or_a_recovery() -> None:
    assert {*CHANGES, *NO_CHANGES, Scenario.RECOVERY} == set(Scenario)
    assert not set(CHANGES) & set(NO_CHANGES)


@pytest.mark.parametrize("scenario", CHANGES)
def test_nothing_happens_before_the_onset(scenario: Scenario) -> None:
    event = work_out(scenario)

    assert not event.shift[:, :, :ONSET].any()
    assert not event.silence[:, :, :ONSET].any()


@pytest.mark.parametrize("scenario", CHANGES)
def test_something_happens_in_the_round_of_the_onset(scenario: Scenario) -> None:
    event = work_out(scenario)

    assert event.shift[:, :, ONSET].any() or event.silence[:, :, ONSET].any()


@pytest.mark.parametrize(
    ("scenario", "points"),
    [
        (Scenario.ABRUPT, [-0.8, -0.8, -0.8, -0.8]),
        (Scenario.ABRUPT_MILD, [-0.4, -0.4, -0.4, -0.4]),
        (Scenario.ONE_SIDED, [-0.5, -0.8, -0.8, -0.8]),
        (Scenario.SLIDE, [-0.15, -0.30, -0.45, -0.60]),
        (Scenario.SLIDE_MILD, [-0.08, -0.16, -0.24, -0.32]),
        (Scenario.RECOVERY, [-0.4, 0.0, 0.0, 0.0]),
    ],
)
def test_a_course_is_followed_from_the_onset(scenario: Scenario, points: list[float]) -> None:
    event = work_out(scenario)

    assert event.shift[0, -1, ONSET : ONSET + 4, 0, 0] == pytest.approx(points, abs=1e-6)


def test_one_dimension_alone_falls_in_each_partnership() -> None:
    falls = work_out(Scenario.ONE_DIMENSION).shift[:, :, ONSET].min(axis=(1, 2)) < 0

    assert (falls.sum(axis=1) == 1).all()


def test_a_split_moves_the_mean_of_no_party() -> None:
    sizes = np.array([[2, 2], [3, 5], [12, 7]])

    shift = happen(Setting(Scenario.SPLIT, sizes, 8, ONSET), np.random.default_rng(1)).shift

    for partnership, (_, size) in enumerate(sizes):
        assert shift[partnership, 1, ONSET, :size].mean() == pytest.approx(0, abs=1e-6)


def test_a_late_recovery_falls_first() -> None:
    setting = Setting(Scenario.RECOVERY, np.full((1, 2), 3), 12, 8)

    course = happen(setting, np.random.default_rng(1)).shift[0, 0, :, 0, 0]

    assert course == pytest.approx([0, 0, *[-0.8] * 6, -0.4, 0, 0, 0], abs=1e-6)


def test_seasons_come_back_every_year() -> None:
    setting = Setting(Scenario.SEASONS, np.full((3, 2), 3), 12)

    shift = happen(setting, np.random.default_rng(1)).shift

    np.testing.assert_allclose(shift[:, :, :8], shift[:, :, 4:], atol=1e-6)


def work_out(scenario: Scenario) -> Event:
    setting = Setting(scenario, np.full((20, 2), 4), ONSET + 4, ONSET)
    return happen(setting, np.random.default_rng(1))
