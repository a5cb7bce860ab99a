"""The difference between two versions is told by what became of each question."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Question, QuestionKind
from monitor.domain.questionnaire_differences import Change, compare
from monitor.domain.questionnaire_draft import (
    Draft,
    add_own,
    build,
    move,
    reword,
    start_draft,
    switch,
)
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.builders import current_questionnaire

PRODUCT = current_questionnaire()
WORDS = {Language.DUTCH: "De buurt doet mee.", Language.ENGLISH: "Neighbours take part."}
OWN = Question("", QuestionKind.SHARED, AnswerType.AGREEMENT, WORDS)
START = start_draft(PRODUCT, [PRODUCT])


def told(draft: Draft) -> Sequence[tuple[Change, str | None, str | None]]:
    return [
        (
            each.change,
            each.before.code if each.before else None,
            each.after.code if each.after else None,
        )
        for each in compare(PRODUCT, build(draft, [PRODUCT], "2026-2+1"))
    ]


def test_a_version_does_not_differ_from_itself() -> None:
    assert compare(PRODUCT, PRODUCT) == []


def test_other_words_are_told_with_both_codes() -> None:
    assert told(reword(START, "T3", WORDS)) == [(Change.REWORDED, "T3", "T3_2")]


def test_what_was_added_and_dropped_is_told() -> None:
    draft = switch(add_own(START, "closing", OWN), "V1", is_on=False)

    assert told(draft) == [(Change.ADDED, None, "OWN1"), (Change.DROPPED, "V1", None)]


def test_a_question_that_moved_is_told_and_those_it_passed_are_not() -> None:
    assert told(move(START, "T5", -3)) == [(Change.MOVED, "T5", "T5")]


def test_a_question_that_takes_turns_from_now_on_is_told() -> None:
    parts = [
        replace(part, questions=[replace(q, rotates=q.code == "D4") for q in part.questions])
        if part.code == "during"
        else part
        for part in PRODUCT.parts
    ]

    (difference,) = compare(PRODUCT, replace(PRODUCT, parts=parts))

    assert difference.change is Change.TURN


def test_the_versions_of_the_product_differ_in_the_questions_that_take_turns() -> None:
    differences = compare(read_questionnaires()["2026-1"], PRODUCT)

    assert {each.change for each in differences} == {Change.ADDED}
    assert [each.after.code for each in differences if each.after] == [
        *("X2", "X5", "X6", "X7", "X8", "X9")
    ]
