import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.cube import DONT_KNOW, NOT_ANSWERED, AnswerCube
from monitor.domain.analysis.reliability import estimate_alpha, pool_reliability
from monitor.domain.questionnaire import Dimension

# The data set attitude of R: seven questions, thirty departments.
ATTITUDE = np.fromstring(
    """
    43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
    81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
    72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
    69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
    74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
    50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
    63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
    85 85 71 71 77 74 55  82 82 39 59 64 78 39
    """,
    sep=" ",
).reshape(30, 7)


def make_cube(people: int) -> AnswerCube:
    """One party of which everyone answers the questions of trust one step apart."""
    rng = np.random.default_rng(7)
    values = np.full((1, 2, 1, people, 4), NOT_ANSWERED, dtype=np.int8)
    values[0, 0, 0, :, :3] = rng.integers(2, 5, (people, 1)) + rng.integers(-1, 2, (people, 3))
    values[0, 0, 0, :, 3] = 5
    trust = list(Dimension).index(Dimension.TRUST)
    return AnswerCube(
        values=values,
        dimensions=[trust, trust, trust, -1],
        present=np.ones((1, 2, 1, people), dtype=np.bool_),
        invited=np.full((1, 2, 1), people, dtype=np.int64),
        rounds=np.ones(1, dtype=np.int64),
        is_linked=True,
    )


def test_alpha_its_error_and_its_interval_are_those_of_psych() -> None:
    found = estimate_alpha(ATTITUDE)

    assert found.alpha == pytest.approx(0.8431427696, abs=5e-11)
    assert found.standard_error == pytest.approx(0.0424356956, abs=5e-11)
    assert found.low == pytest.approx(0.7393756856, abs=5e-11)
    assert found.high == pytest.approx(0.9157730722, abs=5e-11)
    assert found.forms == 30


def test_a_dimension_is_judged_by_its_own_questions() -> None:
    cube = make_cube(people=30)

    found = pool_reliability([cube], Dimension.TRUST)

    assert found == estimate_alpha(cube.values[0, 0, 0, :, :3].astype(np.float64))


def test_only_forms_with_every_answer_count() -> None:
    cube = make_cube(people=32)
    cube.values[0, 0, 0, 0, 1] = DONT_KNOW
    cube.values[0, 0, 0, 1, 2] = NOT_ANSWERED

    found = pool_reliability([cube], Dimension.TRUST)

    assert found is not None
    assert found.forms == 30


def test_below_thirty_forms_nothing_is_told() -> None:
    assert pool_reliability([make_cube(people=29)], Dimension.TRUST) is None


def test_forms_of_several_partnerships_are_pooled() -> None:
    found = pool_reliability([make_cube(people=20), make_cube(people=12)], Dimension.TRUST)

    assert found is not None
    assert found.forms == 32


@given(st.floats(-2, 2), st.permutations(range(30)), st.permutations(range(7)))
def test_a_constant_and_the_order_of_forms_and_questions_do_not_matter(
    shift: float, forms: list[int], questions: list[int]
) -> None:
    found = estimate_alpha(ATTITUDE[forms][:, questions] + shift)

    expected = estimate_alpha(ATTITUDE)
    assert found.alpha == pytest.approx(expected.alpha)
    assert found.standard_error == pytest.approx(expected.standard_error)
