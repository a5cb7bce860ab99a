"""What a round asks besides its questionnaire stands on pages of its own, before the last."""

from dataclasses import replace

import pytest

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, PartyId, Phase, RecordId
from monitor.domain.questionnaire import AnswerType, Dimension, Quote
from monitor.services.checkin.additions import add_parts, read_additions
from tests.builders import current_questionnaire
from tests.factories import make_round

ASKED = [
    AskedAgreement(RecordId(7), PartyId(2), "We bellen elke maand."),
    AskedAgreement(RecordId(3), PartyId(2), "U krijgt de sleutel."),
]
PARTS = current_questionnaire().parts_for(Phase.DURING, 1)
EVERYTHING = replace(make_round(), has_mirror=True, asks_load=True)


def test_they_come_before_the_page_with_the_open_questions() -> None:
    parts = add_parts(PARTS, EVERYTHING, ASKED)

    assert [part.code for part in parts[-4:]] == ["noticed", "mirror", "load", "closing"]
    assert [*parts[:-4], parts[-1]] == list(PARTS)


def test_only_what_a_round_has_is_added() -> None:
    assert add_parts(PARTS, make_round(), []) == PARTS
    assert [part.code for part in add_parts(PARTS, make_round(), ASKED)][-2] == "noticed"


def test_a_light_round_asks_nothing_besides() -> None:
    light = current_questionnaire().parts_for(Phase.DURING, 1, is_light=True)

    assert add_parts(light, replace(EVERYTHING, is_light=True), ASKED) == light


def test_each_agreement_is_quoted_under_a_code_of_its_own() -> None:
    questions = read_additions().ask_noticed(ASKED).questions

    assert [each.code for each in questions] == ["NOTICED:7", "NOTICED:3"]
    assert questions[0].quote == Quote(PartyId(2), "We bellen elke maand.")
    assert {each.answer_type for each in questions} == {AnswerType.NOTICED}


def test_the_mirror_asks_one_question_of_each_dimension() -> None:
    questionnaire = read_additions().mirror_questionnaire

    asked = [questionnaire.questions_of(each) for each in Dimension]
    assert [[question.code for question in each] for each in asked] == [
        ["SP1"],
        ["SP2"],
        ["SP3"],
        ["SP4"],
    ]


@pytest.mark.parametrize("language", Language)
def test_every_page_has_its_words(language: Language) -> None:
    for part in read_additions().parts:
        assert part.title[language]
        assert part.intro is not None
        assert part.intro[language]
        assert all(question.text[language] for question in part.questions)


def test_no_code_is_one_of_a_questionnaire() -> None:
    own = {question.code for part in read_additions().parts for question in part.questions}

    assert own.isdisjoint(question.code for question in current_questionnaire().questions())
