from random import Random
from statistics import fmean, pvariance

import pytest

from monitor.domain.partnership import Phase
from monitor.domain.questionnaire import AnswerType, Dimension, Question
from monitor.domain.sample.simulation import (
    Change,
    Condition,
    Course,
    Form,
    Mood,
    Temper,
    does_answer,
    draw_mood,
    draw_question_effects,
    draw_tempers,
    fill_in,
)
from tests.builders import codes_of, current_questionnaire

EVERYONE = Temper(0, dict.fromkeys(Dimension, 0.0), unsure=1, direction=1)


def questions(phase: Phase = Phase.SET_UP) -> list[Question]:
    parts = current_questionnaire().parts_for(phase, 2)
    return [
        question
        for part in parts
        for question in part.questions
        if question.answer_type is not AnswerType.OPEN
    ]


def make_mood(level: float, *, response: float = 0.8, split: float = 0.0) -> Mood:
    effects = {question.code: 0.0 for question in current_questionnaire().questions()}
    return Mood(dict.fromkeys(Dimension, level), response, split, effects)


def fill_in_many(mood: Mood, temper: Temper = EVERYONE, count: int = 400) -> list[Form]:
    random = random_from(11)
    return [fill_in(random, mood, temper, questions()) for _ in range(count)]


def given_values(forms: list[Form], code: str) -> list[int]:
    return [value for form in forms if (value := form.answers.get(code)) is not None]


def random_from(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - A test wants the same chance every time.


@pytest.mark.parametrize(("sequence", "share"), [(3, 0), (4, 0.25), (6, 0.75), (7, 1), (12, 1)])
def test_a_change_comes_in_equal_steps_and_stays(sequence: int, share: float) -> None:
    assert Change(from_round=4, over=4).share(sequence) == share


def test_a_change_at_once_is_there_in_its_own_round() -> None:
    change = Change(from_round=4)

    assert (change.share(3), change.share(4)) == (0, 1)


def test_a_course_adds_up_what_happened() -> None:
    course = Course(
        levels={Dimension.TRUST: 3.5, Dimension.GROWTH: 3.0},
        response=0.9,
        changes=[
            Change(2, points={Dimension.TRUST: -1.0}, response=-0.4),
            Change(4, points={Dimension.TRUST: 0.5}, split=0.8),
        ],
    )

    assert course.at(1) == Condition({Dimension.TRUST: 3.5, Dimension.GROWTH: 3.0}, 0.9, 0)
    assert course.at(4) == Condition({Dimension.TRUST: 3.0, Dimension.GROWTH: 3.0}, 0.5, 0.8)


def test_people_differ_and_together_are_the_level_of_their_party() -> None:
    tempers = draw_tempers(random_from(3), 7)

    assert pvariance(temper.leaning for temper in tempers) > 0
    assert fmean(temper.leaning for temper in tempers) == pytest.approx(0)
    for dimension in Dimension:
        assert fmean(temper.by_dimension[dimension] for temper in tempers) == pytest.approx(0)


def test_one_person_alone_is_the_level_of_their_party() -> None:
    (only,) = draw_tempers(random_from(3), 1)

    assert only.leaning == 0


def test_the_mood_of_a_day_lies_around_the_condition() -> None:
    random = random_from(5)
    condition = Condition(dict.fromkeys(Dimension, 3.5), 0.8, 0.4)

    moods = [draw_mood(random, condition, {}) for _ in range(500)]

    assert fmean(mood.levels[Dimension.TRUST] for mood in moods) == pytest.approx(3.5, abs=0.05)
    assert {(mood.response, mood.split) for mood in moods} == {(0.8, 0.4)}


@pytest.mark.parametrize("level", [2.0, 3.0, 4.0])
def test_answers_lie_around_the_level(level: float) -> None:
    forms = fill_in_many(make_mood(level))

    values = [value for code in codes_of(Dimension.TRUST) for value in given_values(forms, code)]

    assert fmean(values) == pytest.approx(level, abs=0.1)


def test_answers_stay_on_the_scale() -> None:
    for level in (-3.0, 9.0):
        for form in fill_in_many(make_mood(level), count=50):
            for question in questions():
                assert question.accepts(form.answers.get(question.code))


def test_a_question_keeps_its_own_effect() -> None:
    mood = make_mood(3.0)
    easy = Mood(mood.levels, mood.response, mood.split, {**mood.question_effects, "TRU1": 1.0})

    forms = fill_in_many(easy)

    assert fmean(given_values(forms, "TRU1")) > fmean(given_values(forms, "TRU2")) + 0.7


def test_marks_are_kinder_than_a_straight_line() -> None:
    forms = fill_in_many(make_mood(3.3))

    assert fmean(given_values(forms, "X4")) == pytest.approx(6.4, abs=0.2)


def test_a_few_answers_are_dont_know_and_fewer_are_left_out() -> None:
    forms = fill_in_many(make_mood(3.3))
    asked = [code for dimension in Dimension for code in codes_of(dimension)]

    unknown = fmean(form.answers.get(code, 0) is None for form in forms for code in asked)
    left_out = fmean(code not in form.answers for form in forms for code in asked)

    assert 0.04 < unknown < 0.20
    assert 0 < left_out < unknown


def test_who_is_low_says_what_is_missing_and_nobody_else_does() -> None:
    low, high = fill_in_many(make_mood(1.5)), fill_in_many(make_mood(4.9))

    assert sum("T5" in form.choices for form in low) > len(low) / 2
    assert all(
        set(form.choices["T5"]) <= {"time", "money", "knowledge", "people", "mandate"}
        and (form.answers["T5"] or 5) <= 2
        for form in low
        if "T5" in form.choices
    )
    assert sum("T5" in form.choices for form in high) == 0


def test_a_split_moves_neighbours_apart_and_not_their_mean() -> None:
    mood = make_mood(3.0, split=1.0)
    sides = [Temper(0, dict.fromkeys(Dimension, 0.0), 1, direction) for direction in (-1, 1)]

    down, up = (fmean(form.level for form in fill_in_many(mood, side)) for side in sides)

    assert [temper.direction for temper in draw_tempers(random_from(2), 4)] == [-1, 1, -1, 1]
    assert down == pytest.approx(2.0, abs=0.1)
    assert up == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("response", [0.4, 0.8])
def test_people_answer_as_often_as_their_party_does(response: float) -> None:
    random, mood = random_from(8), make_mood(3.0, response=response)

    answered = fmean(does_answer(random, mood, EVERYONE) for _ in range(2000))

    assert answered == pytest.approx(response, abs=0.04)


def test_the_less_content_answer_less() -> None:
    random, mood = random_from(8), make_mood(3.0)
    content, discontent = (
        Temper(leaning, dict.fromkeys(Dimension, 0.0), 1, 1) for leaning in (1.0, -1.0)
    )

    shares = [
        fmean(does_answer(random, mood, temper) for _ in range(1000))
        for temper in (content, discontent)
    ]

    assert shares[0] > shares[1] + 0.1


@pytest.mark.parametrize(("response", "answers"), [(1.0, True), (0.0, False), (-0.2, False)])
def test_at_the_ends_there_is_no_chance(response: float, answers: bool) -> None:  # noqa: FBT001
    mood = make_mood(3.0, response=response)

    assert {does_answer(random_from(seed), mood, EVERYONE) for seed in range(50)} == {answers}


def test_the_same_seed_gives_the_same_form() -> None:
    effects = [draw_question_effects(random_from(4), questions()) for _ in range(2)]

    assert effects[0] == effects[1]
    assert fill_in_many(make_mood(3.0), count=5) == fill_in_many(make_mood(3.0), count=5)
