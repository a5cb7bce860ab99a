import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.agreement import average_deviation, within_group_agreement
from monitor.domain.analysis.cube import Floats

# Units 1044B and 1044C of the data set cohesion of the R package multilevel 2.7, questions COH01
# to COH05.
UNIT_B = np.array(
    [
        [4, 5, 5, 5, 5],
        [3, np.nan, 5, 5, 5],
        [2, 3, 3, 3, 3],
        [3, 4, 3, 4, 4],
        [4, 4, 3, 4, 4],
        [3, 3, 2, 2, 1],
    ]
)
UNIT_C = np.array(
    [[3, 3, 3, 3, 3], [3, 1, 4, 3, 4], [3, 3, 3, 3, 3], [2, 2, 2, 3, 2], [1, 1, 1, 3, 3.0]]
)


def of_seed(seed: int) -> Floats:
    return np.random.default_rng(seed).integers(1, 6, (6, 3)).astype(np.float64)


@pytest.mark.parametrize(
    ("unit", "expected"), [(UNIT_B, 0.7166666667), (UNIT_C, 0.6)], ids=["B", "C"]
)
def test_agreement_on_one_question_is_that_of_multilevel(unit: Floats, expected: float) -> None:
    assert within_group_agreement(unit[:, :1]) == pytest.approx(expected, abs=5e-11)


@pytest.mark.parametrize(
    ("unit", "expected"), [(UNIT_B, 0.7539682540), (UNIT_C, 0.8988764045)], ids=["B", "C"]
)
def test_agreement_on_several_questions_is_that_of_multilevel(
    unit: Floats, expected: float
) -> None:
    assert within_group_agreement(unit) == pytest.approx(expected, abs=5e-11)


@pytest.mark.parametrize(("unit", "expected"), [(UNIT_B, 0.80), (UNIT_C, 0.56)], ids=["B", "C"])
def test_the_average_deviation_is_that_of_multilevel(unit: Floats, expected: float) -> None:
    assert average_deviation(unit) == pytest.approx(expected, abs=1e-12)


def test_people_who_disagree_more_than_chance_have_no_agreement() -> None:
    assert within_group_agreement(np.array([[1.0], [5.0]])) == 0


@given(st.integers(0, 1000), st.floats(-3, 3), st.permutations(range(6)), st.permutations(range(3)))
def test_a_constant_and_the_order_of_people_and_questions_do_not_matter(
    seed: int, shift: float, people: list[int], questions: list[int]
) -> None:
    answers = of_seed(seed)
    mixed = answers[people][:, questions] + shift

    assert within_group_agreement(mixed) == pytest.approx(within_group_agreement(answers))
    assert average_deviation(mixed) == pytest.approx(average_deviation(answers))
