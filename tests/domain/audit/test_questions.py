"""Groups of which means per question are published too, against trying every answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.audit.checks import unsafe_dimensions
from monitor.domain.audit.questions import is_safe_with_questions
from monitor.domain.audit.sheet import Sheet
from monitor.domain.audit.solving import is_safe_by_solving
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from tests.audits import make_sheet, unsafe_by_trying

Row = tuple[int, ...]

answers = st.sampled_from([1, 2, 3, 4, 5, 5])
may_skip = st.sampled_from([0, 1, 3, 4, 5, 5])
trust = st.one_of(st.tuples(answers, answers, answers), st.tuples(may_skip, answers, answers))

# Known sums of the questions, and a mean at its border that leaves no step in one direction.
CAUGHT: list[Row] = [(0, 1, 1), (4, 3, 3), (4, 3, 3), (2, 4, 3), (2, 4, 3), (5, 2, 2), (2, 2, 4)]

LOW: list[Row] = [(3, 3, 3), (5, 2, 2)]


def publish(rows: list[Row], *, with_questions: bool = True) -> Sheet:
    """Publish what people answered on trust; they gave 3 to everything else."""
    forms = [(*row, *[3] * 6) for row in rows]
    return make_sheet(forms, Tier.DETAIL, with_questions=with_questions)


@settings(max_examples=80)
@given(st.lists(trust, min_size=3, max_size=3))
def test_it_agrees_with_trying_every_answer(rows: list[Row]) -> None:
    sheet = publish(rows)

    is_safe = is_safe_with_questions(Dimension.TRUST, sheet)

    assert is_safe is (Dimension.TRUST not in unsafe_by_trying(sheet))


def test_means_per_question_catch_whom_the_dimension_does_not() -> None:
    # Both colleagues gave the same end to each question, and the middle on the whole.
    rows: list[Row] = [(3, 3, 3), (5, 1, 5), (5, 1, 5)]

    assert Dimension.TRUST not in unsafe_dimensions(publish(rows, with_questions=False))
    assert not is_safe_with_questions(Dimension.TRUST, publish(rows))


@pytest.mark.parametrize(
    ("rows", "is_safe"),
    [
        ([*CAUGHT, (4, 2, 4)], False),
        ([(0, 1, 5), (5, 5, 5), (5, 5, 3), (4, 2, 2), (3, 5, 3), (4, 5, 4), (5, 5, 4)], True),
        ([(0, 5, 4), (3, 4, 5), (2, 2, 5), (4, 3, 3), (5, 5, 5), *LOW, (3, 2, 4)], False),
    ],
)
def test_the_only_one_who_skipped_a_question_is_judged_as_by_solving(
    rows: list[Row], *, is_safe: bool
) -> None:
    sheet = publish(rows)

    assert is_safe_with_questions(Dimension.TRUST, sheet) is is_safe
    assert is_safe_by_solving(Dimension.TRUST, sheet, [rows[0]]) is is_safe


def test_others_who_skipped_a_question_make_up_for_it() -> None:
    rows = [*CAUGHT, (4, 0, 4), (3, 0, 4)]

    assert is_safe_with_questions(Dimension.TRUST, publish(rows))


def test_without_an_overall_mean_there_is_more_room() -> None:
    forms = [(*row, *[3] * 6) for row in [*CAUGHT, (4, 2, 4)]]
    sheet = make_sheet(forms, Tier.DETAIL, with_questions=True, only=Dimension.TRUST)

    assert is_safe_with_questions(Dimension.TRUST, sheet) is is_safe_by_solving(
        Dimension.TRUST, sheet, [CAUGHT[0]]
    )


def test_from_ten_people_a_mean_leaves_the_sum_of_a_question_open() -> None:
    others: list[Row] = [(5, 3, 2), (4, 2, 4), (5, 2, 5), (4, 5, 2), (5, 2, 3), (3, 2, 3)]
    rows: list[Row] = [(0, 5, 5), *others, (5, 4, 4), (4, 5, 2), (4, 4, 2)]

    sheet = publish(rows)

    assert not is_safe_with_questions(Dimension.TRUST, sheet)
    assert not is_safe_by_solving(Dimension.TRUST, sheet, [rows[0]])
