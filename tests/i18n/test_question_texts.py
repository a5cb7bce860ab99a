"""A question reads to each party as it does on the screen."""

import pytest

from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import AnswerType
from monitor.i18n.catalogue import translator
from monitor.i18n.question_texts import (
    find_scale_ends,
    name_partner,
    number_questions,
    write_question,
)
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
    ],
)
def test_the_ends_of_a_scale_have_words(answer_type: AnswerType, ends: tuple[str, str]) -> None:
    assert find_scale_ends(answer_type, DUTCH) == ends
