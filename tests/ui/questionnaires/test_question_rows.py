"""A question is shown in both languages, each marked as such, with what it rests on."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.ui.questionnaires.question_rows import describe, render_question, render_questions
from tests.builders import current_questionnaire

READER = Reader(
    translator(Language.ENGLISH), Formatter(Language.ENGLISH, ZoneInfo("Europe/Amsterdam"))
)
ASKED = current_questionnaire()


def test_each_language_is_marked_and_names_the_partner_in_its_own_words() -> None:
    html = render_question(ASKED.question("TRU1"), READER)

    assert '<p lang="nl">De andere partij doet wat we samen afspreken.</p>' in html
    assert '<p lang="en">The other party does what we agree together.</p>' in html


def test_a_question_tells_who_judges_what_and_on_what_it_rests() -> None:
    facts = describe(ASKED.question("TRU1"), READER)

    assert facts[:2] == ["Mirrored", "Trust"]
    assert READER.t("guideline.D1") in facts[2]


def test_a_pick_list_is_told_with_its_options() -> None:
    assert "What is missing? (time, money, knowledge, people, mandate)" in describe(
        ASKED.question("T5"), READER
    )


def test_when_a_question_is_asked_is_told() -> None:
    assert "From round 2 on" in describe(ASKED.question("X3"), READER)
    assert "In turn with other questions" in describe(ASKED.question("X8"), READER)


def test_how_it_is_answered_is_told_where_it_is_no_statement() -> None:
    assert "Mark from 1 to 10" in describe(ASKED.question("X4"), READER)
    assert "Open question" in describe(ASKED.question("O1"), READER)


def test_words_are_escaped() -> None:
    text = dict.fromkeys(Language, "<b>Luid</b>")

    html = render_questions([replace(ASKED.question("D1"), text=text)], READER)

    assert "<b>" not in html
    assert "&lt;b&gt;Luid" in html
