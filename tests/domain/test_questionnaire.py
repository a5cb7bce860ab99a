import pytest

from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import (
    AnswerType,
    Dimension,
    LightCheckin,
    Part,
    Question,
    QuestionKind,
    Questionnaire,
)

TEXT = {Language.DUTCH: "Tekst", Language.ENGLISH: "Text"}


def make_question(
    code: str,
    *,
    kind: QuestionKind = QuestionKind.SHARED,
    answer_type: AnswerType = AnswerType.AGREEMENT,
    dimension: Dimension | None = None,
    from_round: int = 1,
    rotates: bool = False,
) -> Question:
    return Question(
        code, kind, answer_type, TEXT, dimension, from_round=from_round, rotates=rotates
    )


def make_questionnaire(*parts: Part) -> Questionnaire:
    return Questionnaire("2026-1", parts)


@pytest.mark.parametrize(
    ("answer_type", "accepted", "refused"),
    [
        (AnswerType.AGREEMENT, [1, 2, 3, 4, 5, None], [0, 6, -1]),
        (AnswerType.MARK, [1, 10, None], [0, 11]),
        (AnswerType.OPEN, [None], [1]),
    ],
)
def test_a_question_accepts_its_scale_and_dont_know(
    answer_type: AnswerType, accepted: list[int | None], refused: list[int]
) -> None:
    question = make_question("Q", answer_type=answer_type)

    assert all(question.accepts(value) for value in accepted)
    assert not any(question.accepts(value) for value in refused)


def test_a_round_holds_the_parts_of_every_phase_and_of_its_own() -> None:
    questionnaire = make_questionnaire(
        Part("always", TEXT, [make_question("A")]),
        Part("before", TEXT, [make_question("B")], Phase.BEFORE),
        Part("during", TEXT, [make_question("D")], Phase.DURING),
    )

    parts = questionnaire.parts_for(Phase.DURING, 1)

    assert [part.code for part in parts] == ["always", "during"]
    assert parts[1].phase is Phase.DURING


def test_a_question_is_asked_from_its_first_round_on() -> None:
    part = Part("part", TEXT, [make_question("A"), make_question("B", from_round=2)])
    questionnaire = make_questionnaire(part)

    first, second = (questionnaire.parts_for(Phase.DURING, sequence)[0] for sequence in (1, 2))

    assert [question.code for question in first.questions] == ["A"]
    assert [question.code for question in second.questions] == ["A", "B"]


def rotating_in(questionnaire: Questionnaire, sequence: int) -> list[str]:
    (part,) = questionnaire.parts_for(Phase.DURING, sequence)
    return [question.code for question in part.questions if question.rotates]


def test_of_the_questions_that_rotate_each_round_asks_one_in_turn() -> None:
    rotating = [make_question(code, rotates=True) for code in "ABC"]
    questionnaire = make_questionnaire(Part("part", TEXT, [make_question("Z"), *rotating]))

    assert [rotating_in(questionnaire, sequence) for sequence in (1, 2, 3)] == [["A"], ["B"], ["C"]]


def test_also_where_every_other_round_is_light_every_question_gets_its_turn() -> None:
    rotating = [make_question(code, rotates=True) for code in "ABCDEF"]
    questionnaire = make_questionnaire(Part("part", TEXT, rotating))

    asked = [rotating_in(questionnaire, sequence)[0] for sequence in range(1, 13, 2)]

    assert sorted(asked) == list("ABCDEF")


def test_without_questions_that_rotate_a_round_asks_all() -> None:
    questionnaire = make_questionnaire(Part("part", TEXT, [make_question("A")]))

    assert [each.code for each in questionnaire.parts_for(Phase.DURING, 9)[0].questions] == ["A"]


def test_a_light_round_is_one_page_of_the_questions_named_for_it() -> None:
    part = Part("part", TEXT, [make_question("A"), make_question("B"), make_question("C")])
    questionnaire = Questionnaire("2026-1", [part], LightCheckin(TEXT, ["C", "A"]))

    (page,) = questionnaire.parts_for(Phase.DURING, 1, is_light=True)

    assert [question.code for question in page.questions] == ["C", "A"]


def test_a_version_without_a_short_form_has_no_light_rounds() -> None:
    with pytest.raises(KeyError):
        make_questionnaire().parts_for(Phase.DURING, 1, is_light=True)


def test_questions_are_found_over_all_parts() -> None:
    first, second = make_question("A"), make_question("B")
    questionnaire = make_questionnaire(Part("1", TEXT, [first]), Part("2", TEXT, [second]))

    assert list(questionnaire.questions()) == [first, second]
    assert questionnaire.question("B") is second


def test_a_question_of_another_version_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make_questionnaire().question("A")


def test_a_dimension_has_the_questions_that_name_it() -> None:
    trust = make_question("T", dimension=Dimension.TRUST)
    growth = make_question("G", dimension=Dimension.GROWTH)
    questionnaire = make_questionnaire(Part("1", TEXT, [trust, growth, make_question("X")]))

    assert questionnaire.questions_of(Dimension.TRUST) == [trust]
    assert questionnaire.questions_of(Dimension.EQUALITY) == []


def test_the_gap_of_a_dimension_is_of_the_kind_of_most_of_its_questions() -> None:
    questions = [
        make_question("1", kind=QuestionKind.SHARED, dimension=Dimension.TRUST),
        make_question("2", kind=QuestionKind.MIRRORED, dimension=Dimension.TRUST),
        make_question("3", kind=QuestionKind.MIRRORED, dimension=Dimension.TRUST),
        make_question("4", kind=QuestionKind.OWN, dimension=Dimension.GROWTH),
    ]
    questionnaire = make_questionnaire(Part("1", TEXT, questions))

    assert questionnaire.gap_kind(Dimension.TRUST) is QuestionKind.MIRRORED
    assert questionnaire.gap_kind(Dimension.GROWTH) is QuestionKind.OWN
