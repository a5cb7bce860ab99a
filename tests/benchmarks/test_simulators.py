import numpy as np
import pytest

from benchmarks.signals.people import QUESTIONS, Simulation
from benchmarks.signals.scenarios import Scenario, Setting
from benchmarks.signals.simulators import ALL, DEVELOPMENT, UNTOUCHED, WRONG_ON_PURPOSE
from monitor.domain.analysis.cube import DONT_KNOW, Floats, score_cube

ONSET = 5
every_kind = pytest.mark.parametrize("kind", ALL)


def test_the_untouched_kind_is_no_part_of_development() -> None:
    assert UNTOUCHED
    assert not UNTOUCHED.keys() & (DEVELOPMENT.keys() | WRONG_ON_PURPOSE.keys())


@every_kind
def test_answers_lie_on_the_scale(kind: str) -> None:
    values = simulate(kind, Scenario.QUIET).cube.values

    assert set(np.unique(values)) == {DONT_KNOW, 0, 1, 2, 3, 4, 5}
    assert values.shape[-1] == QUESTIONS


@every_kind
def test_the_same_seed_gives_the_same_answers(kind: str) -> None:
    first, second = simulate(kind, Scenario.SPLIT), simulate(kind, Scenario.SPLIT)

    assert (first.cube.values == second.cube.values).all()


@every_kind
def test_about_one_answer_in_twenty_is_unknown(kind: str) -> None:
    cube = simulate(kind, Scenario.QUIET).cube

    share = (cube.values[cube.present] == DONT_KNOW).mean()

    assert share == pytest.approx(0.05, abs=0.005)


@every_kind
def test_the_usual_part_of_people_answers(kind: str) -> None:
    cube = simulate(kind, Scenario.QUIET).cube

    expected = 0.60 if kind == "response 60%" else 0.81

    assert cube.respondents.sum() / cube.invited.sum() == pytest.approx(expected, abs=0.025)


@every_kind
def test_true_levels_are_what_answers_tend_to(kind: str) -> None:
    simulation = simulate(kind, Scenario.QUIET)

    error = score_cube(simulation.cube).means - simulation.average_levels()

    # The less satisfied answer less, which no mean can know.
    assert 0.0 < np.nanmean(error) < 0.1


@every_kind
def test_quiet_partnerships_go_nowhere(kind: str) -> None:
    assert np.abs(moves_of(kind, Scenario.QUIET)).max() < 0.08


@every_kind
def test_an_abrupt_fall_is_about_as_deep_as_it_says(kind: str) -> None:
    moves = moves_of(kind, Scenario.ABRUPT)

    # At the ends of the scale part of a fall cannot be expressed.
    assert (moves < -0.5).all()
    assert (moves > -0.9).all()


@every_kind
def test_a_one_sided_fall_leaves_the_other_party_alone(kind: str) -> None:
    first, last = moves_of(kind, Scenario.ONE_SIDED)

    assert abs(first) < 0.08
    assert last < -0.4


@every_kind
def test_a_recovery_ends_higher_than_it_began(kind: str) -> None:
    assert (moves_of(kind, Scenario.RECOVERY) > 0.4).all()


@every_kind
def test_a_split_leaves_the_mean_and_widens_the_spread(kind: str) -> None:
    levels = simulate(kind, Scenario.SPLIT)

    assert np.abs(moves_of(kind, Scenario.SPLIT)).max() < 0.15
    assert widen(levels) > 1.15


@every_kind
def test_silence_takes_answers_and_not_score(kind: str) -> None:
    cube = simulate(kind, Scenario.SILENCE).cube

    before = cube.respondents[:, -1, :ONSET].mean()
    after = cube.respondents[:, -1, ONSET + 3 :].mean()

    assert after < 0.6 * before
    assert np.abs(moves_of(kind, Scenario.SILENCE)).max() < 0.08


def simulate(kind: str, scenario: Scenario) -> Simulation:
    setting = Setting(scenario, np.full((300, 2), 6), 2 * ONSET, ONSET)
    return ALL[kind](setting, np.random.default_rng(7))


def moves_of(kind: str, scenario: Scenario) -> Floats:
    """Return of each party by how much its true level is higher after the onset than before."""
    levels = simulate(kind, scenario).average_levels().mean(axis=(0, 3))
    moves: Floats = levels[:, ONSET:].mean(axis=1) - levels[:, :ONSET].mean(axis=1)
    return moves


def widen(simulation: Simulation) -> float:
    """Return how many times wider people of the last party lie apart after the onset."""
    spread = simulation.expect()[:, -1].mean(axis=-1).std(axis=2)
    return float(spread[:, ONSET:].mean() / spread[:, :ONSET].mean())
