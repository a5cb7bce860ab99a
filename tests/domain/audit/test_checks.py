"""The audit against an attacker who tries every possible answer, and its exact borders."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.audit.checks import is_mark_safe, unsafe_dimensions
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.scoring import score_party
from tests.audits import FEW_QUESTIONS, make_sheet, unsafe_by_trying
from tests.builders import MUNICIPALITY, current_questionnaire, make_answers, make_responses

# The ends of the scale, where people can be caught, more often than its middle.
answers = st.sampled_from([1, 1, 2, 3, 4, 5, 5, 5])
may_skip = st.sampled_from([0, 1, 2, 4, 5, 5])
tiers = st.sampled_from([Tier.COARSE, Tier.DETAIL])
trust = st.one_of(
    st.tuples(answers, answers, answers),
    st.permutations([0, 5, 4]).map(tuple),
    st.tuples(may_skip, may_skip, may_skip),
)
forms = st.tuples(trust, st.tuples(*[answers] * 6)).map(lambda parts: (*parts[0], *parts[1]))


@settings(max_examples=60)
@given(st.lists(forms, min_size=3, max_size=3), tiers)
def test_it_agrees_with_trying_every_answer_of_three_people(
    three: list[tuple[int, ...]], tier: Tier
) -> None:
    sheet = make_sheet(three, tier)

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(answers, answers), min_size=3, max_size=4),
    st.lists(st.sampled_from([2, 4, 6, 8, 9, 10]), min_size=3, max_size=3),
    tiers,
)
def test_it_agrees_where_only_the_overall_mean_narrows(
    first: list[tuple[int, int]], sums: list[int], tier: Tier
) -> None:
    # The other dimensions are answered alike by all, so that they leave little room.
    rest = [answer for total in sums for answer in (total // 2, total - total // 2)]
    counts = dict.fromkeys(Dimension, 2)
    sheet = make_sheet([(*form, *rest) for form in first], tier, counts=counts)

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet)


@settings(max_examples=40)
@given(st.lists(forms, min_size=3, max_size=3), tiers)
def test_it_agrees_where_one_dimension_is_all_that_is_shown(
    three: list[tuple[int, ...]], tier: Tier
) -> None:
    sheet = make_sheet(three, tier, only=Dimension.TRUST)

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet)


def skip_one(column: tuple[int, ...], place: int) -> tuple[int, ...]:
    """Leave out the answer of one person; of nobody where there is no such person."""
    return tuple(0 if number == place else answer for number, answer in enumerate(column))


# One answer a dimension of four people, of whom one at most skips it: three are the fewest shown.
columns = st.builds(skip_one, st.tuples(*[answers] * 4), st.integers(0, 9))
four_people = st.tuples(*[columns] * 4).map(lambda given: list(zip(*given, strict=True)))
ONE_QUESTION = dict.fromkeys(Dimension, 1)


@settings(max_examples=60)
@given(four_people, tiers, st.booleans())
def test_it_agrees_where_a_score_is_one_answer(
    people: list[tuple[int, ...]],
    tier: Tier,
    with_questions: bool,  # noqa: FBT001 - Drawn by hypothesis.
) -> None:
    sheet = make_sheet(people, tier, counts=ONE_QUESTION, with_questions=with_questions)

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet)


@settings(max_examples=60)
@given(four_people, tiers)
def test_it_agrees_where_only_the_mean_of_single_answers_is_shown(
    people: list[tuple[int, ...]], tier: Tier
) -> None:
    sheet = make_sheet(people, tier, counts=ONE_QUESTION, light_overall=tier)

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet)


def test_two_colleagues_who_both_give_the_highest_are_caught() -> None:
    # The insider gave 2, the mean is 4.0: both others gave nothing but 5.
    sheet = make_sheet([(2, 2, 2, *[3] * 6), (5, 5, 5, *[3] * 6), (5, 5, 5, *[3] * 6)])

    assert unsafe_dimensions(sheet) == unsafe_by_trying(sheet) == [Dimension.TRUST]


def test_two_colleagues_who_differ_are_not() -> None:
    sheet = make_sheet([(2, 2, 2, *[3] * 6), (5, 5, 5, *[3] * 6), (4, 4, 4, *[3] * 6)])

    assert unsafe_dimensions(sheet) == []


def test_means_per_question_are_checked_where_they_are_shown() -> None:
    forms = [(3, 3, 3, *[3] * 6), (5, 1, 5, *[3] * 6), (5, 1, 5, *[3] * 6)]

    without = make_sheet(forms, Tier.DETAIL)
    with_questions = make_sheet(forms, Tier.DETAIL, with_questions=True)

    assert Dimension.TRUST not in unsafe_dimensions(without)
    assert Dimension.TRUST in unsafe_dimensions(with_questions)


def test_what_is_hidden_is_not_checked() -> None:
    sheet = make_sheet([[5] * sum(FEW_QUESTIONS.values())] * 3, Tier.HIDDEN)

    assert unsafe_dimensions(sheet) == []


@pytest.mark.parametrize(
    ("marks", "tier", "is_safe"),
    [
        ((2, 10, 10), Tier.COARSE, False),
        ((7, 8, 9), Tier.COARSE, True),
        ((2, 10, 10, 10, 10), Tier.DETAIL, False),
        ((6, 7, 8, 9, 10), Tier.DETAIL, True),
        ((2, 10, 10), Tier.HIDDEN, True),
        ((), Tier.DETAIL, True),
    ],
)
def test_a_mark_is_safe_when_every_colleague_keeps_a_point(
    marks: tuple[int, ...], tier: Tier, *, is_safe: bool
) -> None:
    responses = make_responses(MUNICIPALITY, [make_answers(4, X4=mark) for mark in marks])
    scores = score_party(MUNICIPALITY, responses, invited=9, asked=current_questionnaire())

    assert is_mark_safe(scores, tier) is is_safe
