"""One question as it is printed."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, PartyId, Phase, RecordId
from monitor.domain.questionnaire import Question
from monitor.domain.response import Comment, Response
from monitor.services.checkin.additions import read_additions
from monitor.services.checkin.answer_checkin import Checkin
from monitor.services.checkin.questionnaires import CURRENT_VERSION, read_questionnaires
from monitor.web.survey.questions import Line, QuestionBuilder, find_scaled, partner_name, word_of
from monitor.web.survey.reader import Reader
from tests.factories import make_partnership, make_response, make_round

QUESTIONNAIRE = read_questionnaires()[CURRENT_VERSION]
READER = Reader("/s/x", Language.DUTCH, Language.DUTCH, ZoneInfo("Europe/Amsterdam"), "/s")


def make_checkin(response: Response | None = None) -> Checkin:
    partnership = make_partnership(phase=Phase.SET_UP)
    return Checkin(
        partnership=partnership,
        party=partnership.parties[0],
        language=Language.DUTCH,
        round=make_round(phase=Phase.SET_UP),
        parts=QUESTIONNAIRE.parts_for(Phase.SET_UP, 1),
        response=response or make_response(is_sent=False),
        invited=3,
    )


def make_builder(response: Response | None = None, **typed: str) -> QuestionBuilder:
    fields = {name: [value] for name, value in typed.items()}
    return QuestionBuilder(make_checkin(response), READER, fields, {})


def question(code: str) -> Question:
    return QUESTIONNAIRE.question(code)


def test_the_partner_is_named_in_a_mirrored_question() -> None:
    assert make_builder().build(question("TRU1")).text == "Zonnewijk doet wat we samen afspreken."
    assert partner_name(make_checkin(), READER) == "Zonnewijk"


def test_numbers_run_through_all_parts_and_places_start_anew() -> None:
    view = make_builder().build(question("TRA1"))

    assert (view.number, view.place) == ("4", 1)


def test_what_was_typed_goes_before_what_was_saved() -> None:
    saved = make_response(answers={"TRU1": 2}, comments={"O1": Comment("oud")})

    scale = make_builder(saved, TRU1="5").build(question("TRU1")).scale
    comment = make_builder(saved, O1="nieuw").build(question("O1")).comment

    assert [box.value for box in scale if box.is_checked] == ["5"]
    assert comment == "nieuw"


def test_what_was_saved_is_ticked() -> None:
    saved = make_response(answers={"TRU1": None}, choices={"T5": ("money",)})

    view = make_builder(saved).build(question("TRU1"))
    picks = make_builder(saved).build(question("T5")).picks

    assert view.apart is not None
    assert view.apart.is_checked
    assert [box.label for box in picks if box.is_checked] == ["geld"]


@pytest.mark.parametrize(
    ("code", "answers", "line"),
    [
        (
            "T1",
            {"T1": 5},
            Line(
                "13. We hebben hetzelfde beeld van het einddoel.",
                "5 – helemaal mee eens",
                is_open=False,
            ),
        ),
        (
            "T1",
            {"T1": None},
            Line("13. We hebben hetzelfde beeld van het einddoel.", "Weet ik niet", is_open=False),
        ),
        (
            "T1",
            {},
            Line("13. We hebben hetzelfde beeld van het einddoel.", "nog open", is_open=True),
        ),
        (
            "X4",
            {"X4": 7},
            Line("19. Welk cijfer geeft u onze samenwerking?", "7 van 10", is_open=False),
        ),
    ],
)
def test_an_answer_is_repeated_in_words(
    code: str, answers: dict[str, int | None], line: Line
) -> None:
    assert make_builder(make_response(answers=answers)).summarise(question(code)) == [line]


def test_what_was_picked_is_repeated_on_a_line_of_its_own() -> None:
    saved = make_response(answers={"T5": 2}, choices={"T5": ("time", "money")})

    lines = make_builder(saved).summarise(question("T5"))

    assert lines[1] == Line("Wat ontbreekt er?", "tijd en geld", is_open=False)


def test_an_unwritten_comment_is_no_gap() -> None:
    assert make_builder().summarise(question("O1")) == [
        Line("Wat ging goed?", "niets geschreven", is_open=True)
    ]


def test_only_the_ends_of_a_mark_have_words() -> None:
    assert word_of(question("X4"), 1, READER) == "heel slecht"
    assert word_of(question("X4"), 5, READER) == ""
    assert word_of(question("X4"), 10, READER) == "heel goed"


def test_the_ends_of_a_mark_name_their_numbers() -> None:
    assert make_builder().build(question("X4")).ends == ("1 heel slecht", "10 heel goed")
    ends = make_builder().build(question("X1")).ends
    assert ends == ("helemaal niet mee eens", "helemaal mee eens")


def test_open_questions_have_no_scale() -> None:
    codes = [each.code for each in find_scaled(make_checkin().parts)]

    assert "X4" in codes
    assert "O1" not in codes


def make_noticed(text: str = "We bellen elke maand.") -> Question:
    asked = AskedAgreement(RecordId(7), PartyId(2), text)
    return read_additions().ask_noticed([asked]).questions[0]


def build_besides(added: Question, response: Response | None = None) -> QuestionBuilder:
    checkin = make_checkin(response)
    part = replace(checkin.parts[0], questions=[added])
    return QuestionBuilder(replace(checkin, parts=[part]), READER, {}, {})


def test_an_agreement_is_quoted_with_whose_it_is_and_yes_comes_first() -> None:
    asked = make_noticed()

    view = build_besides(asked).build(asked)

    assert (view.source, view.quote) == ("Afspraak van Zonnewijk:", "We bellen elke maand.")
    assert view.text == "Hebt u gemerkt dat dit gebeurd is?"
    assert [(box.value, box.label) for box in view.scale] == [
        ("3", "ja"),
        ("2", "een beetje"),
        ("1", "nee"),
    ]
    assert view.apart is not None
    assert view.ends is None


def test_what_was_noticed_is_repeated_in_words_with_what_it_is_about() -> None:
    asked = make_noticed()
    response = make_response(answers={asked.code: 2})

    (line,) = build_besides(asked, response).summarise(asked)

    assert line.answer == "een beetje"
    assert "Afspraak van Zonnewijk: “We bellen elke maand.” Hebt u gemerkt" in line.label


def test_hours_have_words_and_expectations_have_ends() -> None:
    additions = read_additions()
    hours, expected = additions.load.questions[0], additions.mirror.questions[0]

    bands = build_besides(hours).build(hours)
    guess = build_besides(expected).build(expected)

    assert [box.label for box in bands.scale] == ["0", "1–10", "11–40", "41–100", "meer dan 100"]
    assert guess.text == "Wat vult Zonnewijk in over vertrouwen?"
    assert guess.ends == ("heel laag", "heel hoog")
    assert [box.word for box in guess.scale] == ["heel laag", "", "", "", "heel hoog"]


def test_an_expectation_is_repeated_as_a_number_of_five() -> None:
    expected = read_additions().mirror.questions[0]

    (line,) = build_besides(expected, make_response(answers={"SP1": 4})).summarise(expected)

    assert line == Line("1. Wat vult Zonnewijk in over vertrouwen?", "4 van 5", is_open=False)
