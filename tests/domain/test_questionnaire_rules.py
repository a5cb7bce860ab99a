"""Every rule that a version made in the product must keep to, broken one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import (
    AnswerType,
    Dimension,
    LightCheckin,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
)
from monitor.domain.questionnaire_rules import (
    MAXIMUM_STATEMENTS,
    QuestionnaireFault,
    count_asked,
    find_faults,
    is_fixed,
    reads_alike,
    seems_reversed,
)
from tests.builders import current_questionnaire

DUTCH, ENGLISH = Language.DUTCH, Language.ENGLISH
PRODUCT = current_questionnaire()
OWN = Question(
    "OWN1",
    QuestionKind.SHARED,
    AnswerType.AGREEMENT,
    {DUTCH: "Het dorpshuis helpt ons.", ENGLISH: "The village hall helps us."},
)


def change(asked: str, **fields: object) -> Questionnaire:
    """Return the product's version with one question changed."""
    changed = replace(PRODUCT.question(asked), **fields)  # type: ignore[arg-type] # As named.
    return exchange(lambda each: [changed] if each.code == asked else [each])


def leave_out(code: str) -> Questionnaire:
    return exchange(lambda each: [] if each.code == code else [each])


def with_own(**fields: object) -> Questionnaire:
    """Return the product's version with a question of one's own after X1, in place of X2."""
    own = replace(OWN, **fields)  # type: ignore[arg-type] # As named.
    after = {"X1": [PRODUCT.question("X1"), own], "V5": [], "T5": []}
    return exchange(lambda each: after.get(each.code, [each]))


def exchange(become: Callable[[Question], Sequence[Question]]) -> Questionnaire:
    parts = [
        replace(part, questions=[new for old in part.questions for new in become(old)])
        for part in PRODUCT.parts
    ]
    return replace(PRODUCT, version="2026-2+1", parts=parts)


def faults_of(questionnaire: Questionnaire) -> Sequence[QuestionnaireFault]:
    return find_faults(questionnaire, PRODUCT, [PRODUCT])


def broken(questionnaire: Questionnaire) -> Sequence[tuple[str, str, Language | None]]:
    return [(each.key, each.place, each.language) for each in faults_of(questionnaire)]


def test_the_products_own_version_breaks_no_rule() -> None:
    assert faults_of(PRODUCT) == []


def test_a_question_of_ones_own_breaks_no_rule() -> None:
    assert faults_of(with_own()) == []


def test_the_questions_that_scores_and_flags_need_are_fixed() -> None:
    fixed = [question.code for question in PRODUCT.questions() if is_fixed(question)]

    assert len(fixed) == 15
    assert fixed[-3:] == ["X1", "X3", "X4"]


@pytest.mark.parametrize("code", ["TRU1", "EQU3", "X1", "X3", "X4"])
def test_a_fixed_question_must_be_asked(code: str) -> None:
    assert ("fixed_missing", code, None) in broken(leave_out(code))


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("TRU2", {"text": {DUTCH: "Anders.", ENGLISH: "Otherwise."}}),
        ("TRU2", {"dimension": Dimension.EQUALITY}),
        ("X4", {"answer_type": AnswerType.AGREEMENT}),
    ],
)
def test_a_fixed_question_stays_as_it_is(code: str, fields: dict[str, object]) -> None:
    assert ("fixed_changed", code, None) in broken(change(code, **fields))


@pytest.mark.parametrize(
    "fields", [{"dimension": Dimension.TRUST}, {"answer_type": AnswerType.MARK}]
)
def test_no_other_question_counts_in_a_score(fields: dict[str, object]) -> None:
    assert ("scored", "OWN1", None) in broken(with_own(**fields))


def test_a_code_stands_once() -> None:
    assert ("code_twice", "V1", None) in broken(change("V2", code="V1"))


def test_a_part_stands_once() -> None:
    twice = replace(PRODUCT, parts=[*PRODUCT.parts, PRODUCT.parts[-1]])

    assert ("code_twice", "closing", None) in broken(twice)


def test_a_code_is_never_used_for_other_words() -> None:
    other = change("T3", text={DUTCH: "Wij betrekken de buurt.", ENGLISH: "We involve others."})

    assert broken(other) == [("code_reused", "T3", None)]


def test_other_words_under_a_new_code_break_no_rule() -> None:
    other = change(
        "T3", code="T3_2", text={DUTCH: "De buurt doet mee.", ENGLISH: "Neighbours take part."}
    )

    assert faults_of(other) == []


@pytest.mark.parametrize("code", ["own1", "OWN", "T3_1", "T3-2", "T 3"])
def test_a_new_code_has_a_form_of_its_own(code: str) -> None:
    assert ("code_form", code, None) in broken(with_own(code=code))


@pytest.mark.parametrize("text", [{DUTCH: "Alleen dit."}, {DUTCH: "Alleen dit.", ENGLISH: "  "}])
def test_every_text_is_there_in_both_languages(text: dict[Language, str]) -> None:
    assert broken(with_own(text=text)) == [("text_missing", "OWN1", ENGLISH)]


def test_a_statement_is_short() -> None:
    (fault,) = faults_of(with_own(text={DUTCH: "x" * 141, ENGLISH: "x" * 140}))

    assert (fault.key, fault.language) == ("text_long", DUTCH)
    assert fault.values == {"length": 141, "maximum": 140}


def test_a_title_is_shorter() -> None:
    first, *others = PRODUCT.parts
    long = replace(first, title={DUTCH: "x" * 61, ENGLISH: "Trust"})

    assert broken(replace(PRODUCT, parts=[long, *others])) == [("text_long", "trust", DUTCH)]


@pytest.mark.parametrize("words", ["{naam} helpt.", "Dat {kan.", "{} helpt."])
def test_nothing_but_the_partner_stands_between_braces(words: str) -> None:
    kind = QuestionKind.MIRRORED

    assert broken(with_own(kind=kind, text={DUTCH: words, ENGLISH: "{partner} helps."})) == [
        ("braces", "OWN1", DUTCH)
    ]


def test_only_a_question_about_the_other_party_names_it() -> None:
    text = {DUTCH: "{partner} helpt ons.", ENGLISH: "They help us."}

    assert broken(with_own(text=text)) == [("partner_not_mirrored", "OWN1", DUTCH)]


def test_only_statements_take_turns() -> None:
    assert ("rotates", "OWN1", None) in broken(with_own(answer_type=AnswerType.OPEN, rotates=True))


@pytest.mark.parametrize(
    ("follow_up", "options", "key"),
    [
        ("Wat?", [], "options_few"),
        ("Wat?", ["time"], "options_few"),
        (None, ["time", "money"], "options_few"),
        ("Wat?", ["time", "time"], "options_twice"),
    ],
)
def test_a_pick_list_has_a_question_and_two_different_options(
    follow_up: str | None, options: Sequence[str], key: str
) -> None:
    question = {DUTCH: follow_up, ENGLISH: follow_up} if follow_up else None
    listed = [Option(each, {DUTCH: each, ENGLISH: each}) for each in options]

    assert broken(with_own(follow_up=question, options=listed)) == [(key, "OWN1", None)]


def test_the_texts_of_a_pick_list_are_looked_at_too() -> None:
    listed = [Option(each, {DUTCH: "x" * 41, ENGLISH: each}) for each in ("time", "money")]

    assert broken(with_own(follow_up={DUTCH: "Wat?"}, options=listed)) == [
        ("text_missing", "OWN1", ENGLISH),
        ("text_long", "OWN1", DUTCH),
        ("text_long", "OWN1", DUTCH),
    ]


@pytest.mark.parametrize(
    "codes",
    [
        ["TRU1", "TRA2", "GRO2"],
        ["TRU1", "TRU2", "GRO2", "EQU1"],
        ["TRU1", "TRA2", "GRO2", "EQU1", "X1"],
        ["TRU1", "TRA2", "GRO2", "X99"],
    ],
)
def test_the_short_check_in_asks_one_question_of_each_dimension(codes: Sequence[str]) -> None:
    light = LightCheckin({DUTCH: "Kort", ENGLISH: "Short"}, codes)

    assert broken(replace(PRODUCT, light=light)) == [("light", "light", None)]


def test_there_is_a_short_check_in() -> None:
    assert broken(replace(PRODUCT, light=None)) == [("light", "light", None)]


def test_a_round_takes_no_more_than_five_minutes_in_any_phase() -> None:
    one_more = exchange(lambda each: [each, OWN] if each.code == "X1" else [each])

    faults = faults_of(one_more)

    assert [(each.key, each.values["phase"]) for each in faults] == [
        ("long", "before"),
        ("long", "set_up"),
    ]
    assert faults[0].values["count"] == MAXIMUM_STATEMENTS + 1


def test_there_are_not_too_many_open_questions() -> None:
    open_ones = [replace(OWN, code=f"OWN{n}", answer_type=AnswerType.OPEN) for n in range(1, 4)]
    more = exchange(lambda each: [each, *open_ones] if each.code == "X1" else [each])

    assert [each.key for each in faults_of(more)] == ["long_open"] * len(Phase)


@pytest.mark.parametrize(("phase", "statements"), [(Phase.BEFORE, 20), (Phase.DURING, 19)])
def test_the_longest_round_of_a_phase_is_counted(phase: Phase, statements: int) -> None:
    assert count_asked(PRODUCT, phase) == (statements, 2)


def test_the_place_in_turn_and_the_guideline_are_no_part_of_the_words() -> None:
    question = PRODUCT.question("T3")

    assert reads_alike(question, replace(question, code="Z1", guideline="T1", rotates=True))
    assert not reads_alike(question, replace(question, kind=QuestionKind.OWN))


@pytest.mark.parametrize(
    ("dutch", "english", "expected"),
    [
        ("Wij helpen elkaar.", "We help each other.", False),
        ("Wij helpen elkaar niet.", "We help each other.", True),
        ("Het is fijn.", "It isn't hard.", True),
        ("Wij knopen het aan elkaar.", "We know a notion.", False),
        ("Er is geen ruzie.", "There is no quarrel.", True),
    ],
)
def test_a_statement_with_a_denial_is_noticed(dutch: str, english: str, expected: bool) -> None:  # noqa: FBT001 - A fact of the table.
    assert seems_reversed(replace(OWN, text={DUTCH: dutch, ENGLISH: english})) is expected


def test_an_open_question_may_deny() -> None:
    text = {DUTCH: "Wat ging niet goed?", ENGLISH: "What did not go well?"}

    assert not seems_reversed(replace(OWN, answer_type=AnswerType.OPEN, text=text))


def test_no_question_of_the_product_seems_reversed() -> None:
    assert [each.code for each in PRODUCT.questions() if seems_reversed(each)] == []
