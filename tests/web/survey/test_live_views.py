"""The form of a question as a phone shows it."""

import re

import pytest

from monitor.domain.meeting.live import LiveKind, Vote
from monitor.domain.partnership import Language
from monitor.services.context import DEFAULT_TIME_ZONE, Context
from monitor.services.meeting.answer_live import AskedLive, read_asked
from monitor.web.survey.live_form import fill_form, parse_live
from monitor.web.survey.live_views import show_form
from monitor.web.survey.reader import Reader
from tests.live import begin_talk, token_of
from tests.web.visitor import checked_values, visible_text

DEVICE = "a" * 32
READER = Reader("/s/live/1/x", Language.DUTCH, Language.DUTCH, DEFAULT_TIME_ZONE, "/s")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: what is printed does not depend on it."""
    return sqlite_url


def ask(context: Context, kind: LiveKind, minimum_group: int = 3) -> AskedLive:
    question = begin_talk(context, minimum_group=minimum_group).ask(kind)
    return read_asked(context, question.id, token_of(question), None)


def show(asked: AskedLive, vote: Vote | None = None) -> str:
    page = show_form(asked, READER, DEVICE, fill_form(asked.question, vote))
    return bytes(page.body).decode()


def test_whom_one_speaks_for_comes_before_the_numbered_statements(context: Context) -> None:
    page = show(ask(context, LiveKind.TALK))

    legends = re.findall(r"<legend>(.*?)</legend>", page)
    assert legends[:2] == ["Voor wie spreekt u?", "1. Ik kon zeggen wat ik wilde zeggen."]
    assert len(legends) == 4


def test_the_cards_of_the_meeting_are_offered_by_their_titles(context: Context) -> None:
    asked = ask(context, LiveKind.CARDS)

    text = visible_text(show(asked))

    for card in asked.cards:
        assert card.title[Language.DUTCH] in text
    assert "Weet ik niet" in text


@pytest.mark.parametrize(
    ("kind", "minimum_group", "fewest"),
    [(LiveKind.TALK, 3, 3), (LiveKind.TALK, 4, 4), (LiveKind.CARDS, 3, 5)],
)
def test_the_page_promises_from_how_many_answers_something_is_shown(
    context: Context, kind: LiveKind, minimum_group: int, fewest: int
) -> None:
    page = visible_text(show(ask(context, kind, minimum_group)))

    assert f"vanaf {fewest} antwoorden" in page


def test_what_was_chosen_is_ticked(context: Context) -> None:
    asked = ask(context, LiveKind.TALK)
    party = asked.partnership.parties[1].id

    page = show(asked, Vote(party, {"said": 4}))

    assert checked_values(page, "party") == [str(party)]
    assert (checked_values(page, "said"), checked_values(page, "heard")) == (["4"], ["dk"])


def test_what_is_missing_is_named_on_top_and_beside_its_question(context: Context) -> None:
    asked = ask(context, LiveKind.TALK)
    form = parse_live(asked.question, asked.partnership, {"said": ["4"], "heard": ["1"]})

    answer = show_form(asked, READER, DEVICE, form)
    page = bytes(answer.body).decode()

    assert answer.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', page) == ["party", "helped"]
    assert 'aria-describedby="helped-error"' in page
    assert "<title>Fout: Hoe was dit gesprek?" in page
