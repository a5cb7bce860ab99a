import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.beta_binomial import log_probability

parameters = st.floats(0.1, 50)


def test_the_chance_agrees_with_the_reference() -> None:
    chance = np.exp(log_probability(np.array([2]), np.array([4]), 10.2, 1.8))

    assert chance == pytest.approx([0.0176787692308], abs=5e-14)


@given(st.integers(0, 30), parameters, parameters)
def test_the_chances_of_all_numbers_of_answers_add_up_to_one(
    invited: int, a: float, b: float
) -> None:
    answers = np.arange(invited + 1)

    chances = np.exp(log_probability(answers, invited - answers, a, b))

    assert chances.sum() == pytest.approx(1)


@given(st.integers(0, 30), st.integers(0, 30), parameters, parameters)
def test_answers_and_silences_can_change_places(
    answers: int, silences: int, a: float, b: float
) -> None:
    one = log_probability(np.array(answers), np.array(silences), a, b)
    other = log_probability(np.array(silences), np.array(answers), b, a)

    assert one == pytest.approx(other, abs=1e-9)


def test_arrays_are_taken_element_by_element() -> None:
    answers, silences = np.array([[1, 2], [3, 4]]), np.array([[4, 3], [2, 1]])
    a = np.array([[2.0, 3.0], [4.0, 5.0]])

    together = log_probability(answers, silences, a, 1.5)

    apart = [
        float(log_probability(answers[place], silences[place], a[place], 1.5))
        for place in np.ndindex(2, 2)
    ]
    assert together.ravel() == pytest.approx(apart)
