"""A question reads to each party as it does on the screen."""

import pytest

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Language, PartyId, Phase, RecordId
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.catalogue import translator
from monitor.i18n.question_texts import (
    find_scale_ends,
    list_values,
    name_partner,
    name_value,
    number_questions,
    write_intro,
    write_question,
    write_source,
)
from monitor.services.checkin.additions import read_additions
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.factories import QUESTIONNAIRE, make_organisation, make_partnership, make_party

DUTCH, ENGLISH = translator(Language.DUTCH), translator(Language.ENGLISH)


def test_the_partner_of_two_is_the_other_one() -> None:
    partnership = make_partnership()
    first, second = partnership.parties

    assert name_partner(partnership, first, DUTCH) == "Zonnewijk"
    assert name_partner(partnership, second, DUTCH) == "Gemeente Veldzicht"


def test_the_partners_of_more_are_all_others() -> None:
    parties = [
        make_party(id=id_, organisation=make_organisation(id=id_, name=name))
        for id_, name in ((1, "A"), (2, "B"), (3, "C"))
    ]

    assert name_partner(make_partnership(parties=parties), parties[0], ENGLISH) == "B and C"


def test_the_partner_is_named_in_the_question_whatever_the_name_holds() -> None:
    question = read_questionnaires()[QUESTIONNAIRE].question("TRU1")

    written = write_question(question, "{partner} {0} %s", ENGLISH)

    assert written == "{partner} {0} %s does what we agree together."


def test_questions_are_numbered_through_all_parts_and_open_ones_are_not() -> None:
    parts = read_questionnaires()[QUESTIONNAIRE].parts_for(Phase.DURING, 1)

    numbers = number_questions(parts)

    questions = [question for part in parts for question in part.questions]
    opened = {each.code for each in questions if each.answer_type is AnswerType.OPEN}
    assert opened
    assert opened.isdisjoint(numbers)
    assert list(numbers.values()) == list(range(1, len(questions) - len(opened) + 1))


@pytest.mark.parametrize(
    ("answer_type", "ends"),
    [
        (AnswerType.AGREEMENT, ("helemaal niet mee eens", "helemaal mee eens")),
        (AnswerType.MARK, ("heel slecht", "heel goed")),
        (AnswerType.EXPECTED, ("heel laag", "heel hoog")),
    ],
)
def test_the_ends_of_a_scale_have_words(answer_type: AnswerType, ends: tuple[str, str]) -> None:
    assert find_scale_ends(answer_type, DUTCH) == ends


def test_a_quote_is_introduced_by_whose_it_is() -> None:
    asked = AskedAgreement(RecordId(1), PartyId(2), "Samen bellen")
    question = read_additions().ask_noticed([asked]).questions[0]
    plain = read_questionnaires()[QUESTIONNAIRE].question("TRU1")

    assert write_source(question, make_partnership(), DUTCH) == "Afspraak van Zonnewijk:"
    assert write_source(plain, make_partnership(), DUTCH) is None


def test_a_page_may_begin_with_words_about_the_partner() -> None:
    mirror = read_additions().mirror
    plain = read_questionnaires()[QUESTIONNAIRE].parts[0]

    written = write_intro(mirror, "Zonnewijk", ENGLISH)

    assert written is not None
    assert "What do you think Zonnewijk answers" in written
    assert write_intro(plain, "Zonnewijk", ENGLISH) is None


def test_words_stand_in_place_of_numbers_that_say_nothing() -> None:
    noticed = [
        name_value(AnswerType.NOTICED, value, ENGLISH) for value in list_values(AnswerType.NOTICED)
    ]
    hours = [name_value(AnswerType.HOURS, each, ENGLISH) for each in list_values(AnswerType.HOURS)]

    assert noticed == ["yes", "a bit", "no"]
    assert hours == ["0", "1–10", "11–40", "41–100", "more than 100"]
    assert name_value(AnswerType.MARK, 7, ENGLISH) is None
