from dataclasses import replace

import pytest

from monitor.domain.cards import (
    LONGEST,
    Card,
    CardFault,
    CardProblem,
    find_faults,
)
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Text
from tests.factories import make_card


def both(text: str) -> Text:
    return dict.fromkeys(Language, text)


def test_a_card_that_keeps_the_rules_has_no_faults() -> None:
    assert list(find_faults(make_card())) == []


@pytest.mark.parametrize("missing", ["", "   "])
@pytest.mark.parametrize("language", list(Language))
def test_every_text_exists_in_both_languages(language: Language, missing: str) -> None:
    card = make_card()

    faults = find_faults(replace(card, aim={**card.aim, language: missing}))

    assert faults == [CardFault("aim", CardProblem.MISSING, language)]


@pytest.mark.parametrize("part", ["title", "aim", "write_down", "example"])
def test_a_text_that_fits_no_sheet_is_too_long(part: str) -> None:
    fitting, too_long = both("x" * LONGEST[part]), both("x" * (LONGEST[part] + 1))

    assert find_faults(replace(make_card(), **{part: fitting})) == []  # type: ignore[arg-type]
    assert find_faults(replace(make_card(), **{part: too_long})) == [  # type: ignore[arg-type]
        CardFault(part, CardProblem.TOO_LONG, language) for language in Language
    ]


def test_a_fault_in_a_list_says_which_one_it_is() -> None:
    card = replace(make_card(), questions=(both("Wat?"), {Language.DUTCH: "Hoe?"}))

    (fault,) = find_faults(card)

    assert fault == CardFault("questions", CardProblem.MISSING, Language.ENGLISH, number=2)
    assert str(fault) == "questions.2.en: missing"


@pytest.mark.parametrize(
    ("part", "count", "problem"),
    [
        ("steps", 1, CardProblem.TOO_FEW),
        ("steps", 6, CardProblem.TOO_MANY),
        ("questions", 1, CardProblem.TOO_FEW),
        ("questions", 5, CardProblem.TOO_MANY),
    ],
)
def test_a_card_has_a_handful_of_steps_and_questions(
    part: str, count: int, problem: CardProblem
) -> None:
    card: Card = replace(make_card(), **{part: (both("Kijk."),) * count})  # type: ignore[arg-type]

    assert find_faults(card) == [CardFault(part, problem)]


@pytest.mark.parametrize("minutes", [4, 61])
def test_a_card_takes_between_five_minutes_and_an_hour(minutes: int) -> None:
    assert find_faults(make_card(minutes=minutes)) == [CardFault("minutes", CardProblem.MINUTES)]


@pytest.mark.parametrize("code", ["", "t1", "1T", "T-1", "T" * 41])
def test_a_code_is_written_in_capitals(code: str) -> None:
    assert find_faults(make_card(code=code)) == [CardFault("code", CardProblem.CODE)]


def test_a_guideline_that_does_not_exist_is_named() -> None:
    assert find_faults(make_card(guidelines=("T9",))) == [
        CardFault("guidelines", CardProblem.GUIDELINE)
    ]
