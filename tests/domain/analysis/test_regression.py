"""The reference is R: ``solve`` on the full covariance matrix of persons by rounds."""

from pathlib import Path

import numpy as np
import pytest

from monitor.domain.analysis import covariance
from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.drops import Size, log_bayes_factor
from monitor.domain.analysis.regression import Regression, regress
from monitor.domain.analysis.series import LinkedSeries
from monitor.domain.analysis.variances import DEFAULT_VARIANCES

PANEL = np.genfromtxt(
    Path(__file__).parent / "reference" / "panel_step.csv", delimiter=",", names=True
)
STEP = np.array([[0.0, 0, 0, 0, 1, 1]])
PLAIN = np.ones(1)


@pytest.fixture(autouse=True)
def _no_lingering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the model of the reference: nothing lingers, no seasons."""
    for name in ("_LINGERING_ANSWERING", "_LINGERING_WOBBLE", "_SEASON"):
        monkeypatch.setattr(covariance, name, 0.0)


def reference_components() -> Floats:
    values = np.full((1, 6, 3, 1), np.nan)
    values[0, PANEL["t"].astype(int) - 1, PANEL["p"].astype(int) - 1, 0] = PANEL["y"]
    return values


def fit(components: Floats, shapes: Floats) -> Regression:
    history = LinkedSeries(components, DEFAULT_VARIANCES.overall).until(components.shape[1] - 1)
    return regress(history, PLAIN, shapes)


def test_the_drop_and_its_error_are_those_of_the_full_covariance_matrix() -> None:
    fitted = fit(reference_components(), STEP)

    score, information = fitted.scores[0, 0, 0], fitted.information[0, 0]
    assert score / information == pytest.approx(0.854166666667, abs=5e-13)
    assert information**-0.5 == pytest.approx(0.194293592277, abs=5e-13)
    assert score / information**0.5 == pytest.approx(4.39626781643, abs=5e-12)


def test_the_bayes_factor_is_that_of_numerical_integration() -> None:
    fitted = fit(reference_components(), STEP)

    log_factor = log_bayes_factor(fitted.scores[..., 0], fitted.information, Size(0.9, 0.3, 1.0))

    assert log_factor[0, 0] == pytest.approx(9.04716934243, abs=5e-12)


def test_the_level_before_is_that_of_the_full_covariance_matrix() -> None:
    # The level is free; what is left of the drop after it is the reference's baseline.
    before = reference_components()
    before[:, 4:] += 0.854166666667
    history = LinkedSeries(before, DEFAULT_VARIANCES.overall).until(5)
    between = np.linalg.inv(np.linalg.inv(history.precision[0]) + history.mood[0])
    means = np.linalg.solve(history.precision[0], history.sums[0, :, 0])

    level = between.sum(axis=0) @ means / between.sum()

    assert level == pytest.approx(4.0725, abs=5e-12)


def test_persons_who_missed_rounds_are_weighed_as_the_full_matrix_does() -> None:
    components = reference_components()
    components[0, 2, 0], components[0, 5, 2], components[0, 1] = np.nan, np.nan, np.nan

    fitted = fit(components, STEP)

    drop, information = solve_in_full(components[0, :, :, 0], STEP[0])
    assert fitted.information[0, 0] == pytest.approx(information)
    assert fitted.scores[0, 0, 0] / fitted.information[0, 0] == pytest.approx(drop)


def test_adding_a_constant_changes_neither_score_nor_residual() -> None:
    plain, moved = (fit(reference_components() + constant, STEP) for constant in (0.0, 1.5))

    assert np.allclose(plain.scores, moved.scores)
    assert np.allclose(plain.residual, moved.residual)


def solve_in_full(values: Floats, shape: Floats) -> tuple[float, float]:
    """Return drop and information by generalised least squares over all single answers."""
    rounds, people = (place.ravel() for place in np.indices(values.shape))
    known = np.isfinite(values).ravel()
    rounds, people, y = rounds[known], people[known], values.ravel()[known]
    variances = DEFAULT_VARIANCES.overall
    matrix = variances.answering * np.eye(len(y))
    matrix += variances.person * np.equal.outer(people, people)
    matrix += variances.wobble * np.equal.outer(rounds, rounds)
    design = np.column_stack([np.ones(len(y)), -shape[rounds]])
    inverse = np.linalg.inv(design.T @ np.linalg.solve(matrix, design))
    drop = (inverse @ design.T @ np.linalg.solve(matrix, y))[1]
    return float(drop), float(1 / inverse[1, 1])
