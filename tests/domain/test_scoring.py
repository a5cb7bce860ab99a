import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.questionnaire import Dimension
from monitor.domain.response import Answer
from monitor.domain.scoring import PartyScores, count_needed, person_score, score_party
from tests.builders import (
    CORE_CODES,
    MUNICIPALITY,
    current_questionnaire,
    make_answers,
    make_closed_round,
    make_levels,
    make_responses,
)
from tests.factories import make_response

TRUST = ("TRU1", "TRU2", "TRU3")

forms = st.lists(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(CORE_CODES, st.sampled_from([1, 2, 3, 4, 5, None]))
    ),
    max_size=9,
)


def score(forms: list[dict[str, Answer]], *, invited: int | None = None) -> PartyScores:
    return score_party(
        MUNICIPALITY,
        make_responses(MUNICIPALITY, forms),
        invited=len(forms) if invited is None else invited,
        asked=current_questionnaire(),
    )


@pytest.mark.parametrize(
    ("answers", "mean"),
    [
        ({"TRU1": 2, "TRU2": 3, "TRU3": 5}, 10 / 3),
        ({"TRU1": 2, "TRU2": 5}, 3.5),
        ({"TRU1": 2, "TRU2": 5, "TRU3": None}, 3.5),
        ({"TRU1": 2, "TRU2": None, "TRU3": None}, None),
        ({"TRU1": 2}, None),
        ({"TRU1": None, "TRU2": None, "TRU3": None}, None),
        ({}, None),
    ],
)
def test_a_person_has_a_score_from_two_of_three_answers(
    answers: dict[str, Answer], mean: float | None
) -> None:
    assert person_score(make_response(answers=answers), TRUST) == mean


def test_each_person_has_one_vote_however_many_questions_were_answered() -> None:
    # Three answers of 1 and two of 5: by answers the mean would be 2.6.
    forms = [make_answers(1), make_answers(5, TRU3=None)]

    assert score(forms).dimensions[Dimension.TRUST].mean == 3


def test_a_person_with_one_answer_counts_in_no_mean_of_the_dimension() -> None:
    forms = [make_answers(4), make_answers(4), make_answers(4, TRU1=1, TRU2=None, TRU3=None)]

    trust = score(forms).dimensions[Dimension.TRUST]

    assert trust.mean == 4
    assert trust.people == 2


def test_a_party_that_nobody_answered_for_has_no_score() -> None:
    scores = score([], invited=6)

    assert scores.respondents == 0
    assert {each.mean for each in scores.dimensions.values()} == {None}
    assert (scores.overall, scores.mark, scores.dont_know_share) == (None, None, None)


def test_dont_know_is_no_value() -> None:
    forms = [make_answers(None), make_answers(4)]

    scores = score(forms)

    assert scores.overall == 4
    assert scores.respondents == 2
    assert scores.dimensions[Dimension.GROWTH].people == 1


def test_the_overall_score_is_the_plain_mean_of_the_four_dimensions() -> None:
    levels = {"TRU": 1, "TRA": 2, "GRO": 4, "EQU": 5}

    assert score([{code: levels[code[:3]] for code in CORE_CODES}]).overall == 3


def test_without_one_dimension_there_is_no_overall_score() -> None:
    assert score([make_answers(4, EQU1=None, EQU2=None)]).overall is None


def test_the_share_of_dont_know_counts_what_was_answered_and_skips_what_was_left_out() -> None:
    forms: list[dict[str, Answer]] = [{"TRU1": None, "TRU2": 4, "TRU3": 4, "GRO1": 4}]

    scores = score(forms)

    assert scores.dont_know_share == 0.25
    assert scores.dimensions[Dimension.TRUST].dont_know_share == pytest.approx(1 / 3)
    assert scores.dimensions[Dimension.EQUALITY].dont_know_share is None


def test_questions_outside_the_dimensions_do_not_count_as_dont_know() -> None:
    assert score([make_answers(4, D1=None, X1=None, X4=None)]).dont_know_share == 0


def test_the_mark_is_the_mean_of_those_who_gave_one_and_enters_no_score() -> None:
    forms = [make_answers(3, X4=6), make_answers(3, X4=9), make_answers(3, X4=None)]

    scores = score(forms)

    assert (scores.mark, scores.mark_answers) == (7.5, 2)
    assert scores.overall == 3


def test_a_question_has_its_mean_and_how_often_each_value_was_given() -> None:
    question = score(make_levels(1, 4, 4, None)).questions["TRU1"]

    assert question.mean == 3
    assert question.answers == 3
    assert tuple(question.counts) == (1, 0, 0, 2, 0)


def test_only_questions_on_the_scale_of_agreement_are_scored_one_by_one() -> None:
    questions = score([make_answers(4, X4=7)]).questions

    assert "D1" in questions
    assert {"X4", "O1", "O2"} & set(questions) == set()


@given(forms)
def test_every_mean_lies_on_the_scale(forms: list[dict[str, Answer]]) -> None:
    scores = score(forms)

    means = [each.mean for each in scores.dimensions.values() if each.mean is not None]
    assert all(1 <= mean <= 5 for mean in means)
    assert (scores.overall is None) == (len(means) < 4)


@given(forms)
def test_the_order_of_people_changes_no_score(forms: list[dict[str, Answer]]) -> None:
    assert score(forms[::-1]) == score(forms)


@given(forms)
def test_a_mean_exists_exactly_when_somebody_scored(forms: list[dict[str, Answer]]) -> None:
    scores = score(forms)

    for each in scores.dimensions.values():
        assert (each.mean is None) == (each.people == 0)
        assert each.people <= scores.respondents


@given(forms)
def test_one_more_point_on_every_answer_raises_every_mean_by_one(
    forms: list[dict[str, Answer]],
) -> None:
    capped = [{code: value and min(value, 4) for code, value in form.items()} for form in forms]
    raised = [{code: value and value + 1 for code, value in form.items()} for form in capped]

    for dimension, before in score(capped).dimensions.items():
        after = score(raised).dimensions[dimension].mean
        assert after == (None if before.mean is None else pytest.approx(before.mean + 1))


@pytest.mark.parametrize(("questions", "needed"), [(0, 1), (1, 1), (2, 2), (3, 2)])
def test_where_one_question_was_asked_its_answer_is_the_score(questions: int, needed: int) -> None:
    assert count_needed(questions) == needed


def test_a_person_who_gave_the_only_answer_asked_has_that_score() -> None:
    assert person_score(make_response(answers={"TRU1": 4, "TRU2": 1}), ["TRU1"]) == 4
    assert person_score(make_response(answers={"TRU1": None}), ["TRU1"]) is None


def test_the_forms_of_a_light_round_have_four_places() -> None:
    asked = make_closed_round({}, is_light=True).asked
    responses = make_responses(MUNICIPALITY, [make_answers(4, TRU1=2, GRO2=None)])

    scores = score_party(MUNICIPALITY, responses, invited=1, asked=asked)

    assert scores.forms == [(2, 4, 0, 4)]
    assert scores.dimensions[Dimension.TRUST].mean == 2
    assert scores.dimensions[Dimension.GROWTH].mean is None
    assert set(scores.questions) == {"TRU1", "TRA2", "GRO2", "EQU1"}
