"""A draft becomes a version: what is switched, moved and reworded, and under which codes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from monitor.domain.partnership import Language
from monitor.domain.questionnaire import AnswerType, Question, QuestionKind, Questionnaire
from monitor.domain.questionnaire_draft import (
    Draft,
    add_own,
    build,
    move,
    name_questions,
    remove,
    reword,
    start_draft,
    stem_of,
    switch,
)
from tests.builders import current_questionnaire

PRODUCT = current_questionnaire()
OTHER_WORDS = {Language.DUTCH: "De hele buurt doet mee.", Language.ENGLISH: "All take part."}
OWN = Question("", QuestionKind.SHARED, AnswerType.AGREEMENT, OTHER_WORDS)


def start(*known: Questionnaire) -> Draft:
    versions = [PRODUCT, *known]
    return start_draft(versions[-1], versions)


def make(draft: Draft, *known: Questionnaire, version: str = "2026-2+1") -> Questionnaire:
    return build(draft, [PRODUCT, *known], version)


def codes_in(questionnaire: Questionnaire, part: str) -> Sequence[str]:
    (found,) = [each for each in questionnaire.parts if each.code == part]
    return [question.code for question in found.questions]


def test_a_draft_that_nobody_touched_becomes_the_same_version() -> None:
    assert make(start()) == replace(PRODUCT, version="2026-2+1")


def test_what_is_switched_off_is_not_asked() -> None:
    made = make(switch(start(), "T3", is_on=False))

    assert codes_in(made, "set_up") == ["T1", "T2", "T4", "T5"]


def test_what_another_version_asks_can_be_switched_on_again() -> None:
    without = make(switch(start(), "T3", is_on=False))
    again = start(without)
    assert not again.row("T3").is_on

    made = make(switch(again, "T3", is_on=True), without, version="2026-2+2")

    assert set(codes_in(made, "set_up")) == {"T1", "T2", "T3", "T4", "T5"}


def test_other_words_get_a_new_code() -> None:
    draft = reword(start(), "T3", OTHER_WORDS)

    made = make(draft)

    assert draft.row("T3").is_reworded
    assert codes_in(made, "set_up") == ["T1", "T2", "T3_2", "T4", "T5"]
    assert made.question("T3_2") == replace(PRODUCT.question("T3"), code="T3_2", text=OTHER_WORDS)


def test_one_language_is_enough_to_make_it_another_question() -> None:
    text = {**PRODUCT.question("T3").text, Language.ENGLISH: "We involve clubs."}

    assert name_questions(reword(start(), "T3", text), [PRODUCT])["T3"] == "T3_2"


def test_white_space_around_a_text_does_not() -> None:
    text = {each: f" {words}\n" for each, words in PRODUCT.question("T3").text.items()}

    draft = reword(start(), "T3", text)

    assert not draft.row("T3").is_reworded
    assert make(draft) == replace(PRODUCT, version="2026-2+1")


def test_each_new_wording_gets_the_next_number() -> None:
    second = make(reword(start(), "T3", OTHER_WORDS))
    third = {**OTHER_WORDS, Language.ENGLISH: "Everyone takes part."}

    made = make(reword(start(second), "T3_2", third), second, version="2026-2+2")

    assert codes_in(made, "set_up")[2] == "T3_3"


def test_earlier_words_get_back_their_code() -> None:
    second = make(reword(start(), "T3", OTHER_WORDS))

    made = make(
        reword(start(second), "T3_2", PRODUCT.question("T3").text), second, version="2026-2+2"
    )

    assert codes_in(made, "set_up")[2] == "T3"


def test_a_reworded_question_is_not_offered_in_its_first_words_as_well() -> None:
    second = make(reword(start(), "T3", OTHER_WORDS))

    assert [row.key for row in start(second).rows_of("set_up")] == ["T1", "T2", "T3_2", "T4", "T5"]


def test_questions_of_ones_own_are_numbered() -> None:
    made = make(add_own(add_own(start(), "closing", OWN), "before", OWN))

    assert codes_in(made, "closing")[-1] == "OWN1"
    assert codes_in(made, "before")[-1] == "OWN2"


def test_the_number_of_a_question_that_is_gone_is_not_given_again() -> None:
    first = make(add_own(start(), "closing", OWN))
    without = make(switch(start(first), "OWN1", is_on=False), first, version="2026-2+2")
    text = {Language.DUTCH: "Nieuw.", Language.ENGLISH: "New."}

    draft = add_own(start_draft(PRODUCT, [PRODUCT, first]), "closing", replace(OWN, text=text))

    assert codes_in(make(draft, first, without, version="2026-2+3"), "closing")[-1] == "OWN2"


def test_rows_that_were_added_have_lasting_keys() -> None:
    two = add_own(add_own(start(), "closing", OWN), "closing", OWN)

    three = add_own(remove(two, "new1"), "closing", OWN)

    assert [row.key for row in three.rows if row.before is None] == ["new2", "new3"]


@pytest.mark.parametrize(
    ("key", "steps", "expected"),
    [
        ("T1", 1, ["T2", "T1", "T3", "T4", "T5"]),
        ("T5", -1, ["T1", "T2", "T3", "T5", "T4"]),
        ("T1", -1, ["T1", "T2", "T3", "T4", "T5"]),
        ("T5", 1, ["T1", "T2", "T3", "T4", "T5"]),
    ],
)
def test_a_question_moves_within_its_part(key: str, steps: int, expected: Sequence[str]) -> None:
    made = make(move(start(), key, steps))

    assert codes_in(made, "set_up") == expected
    assert codes_in(made, "closing") == codes_in(PRODUCT, "closing")


def test_fixed_questions_are_known_by_their_rows() -> None:
    draft = add_own(start(), "closing", OWN)

    assert draft.row("TRU1").is_fixed
    assert draft.row("X4").is_fixed
    assert not draft.row("X2").is_fixed
    assert not draft.row("new1").is_fixed


def test_a_row_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        switch(start(), "T9", is_on=True)


@pytest.mark.parametrize(("code", "stem"), [("T3", "T3"), ("T3_2", "T3"), ("OWN12_10", "OWN12")])
def test_the_stem_of_a_code_is_what_it_began_with(code: str, stem: str) -> None:
    assert stem_of(code) == stem
