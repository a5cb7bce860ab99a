"""The shared screen while phones answer: how to take part, and no result before it is shown."""

import pytest
from streamlit.testing.v1 import AppTest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.live import (
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveResult,
    LiveScore,
    Vote,
)
from monitor.domain.meeting.meeting import MeetingId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.ask_live import LiveView, read_live, show_results
from monitor.ui.meeting.live.square_code import render_code
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, make_material
from tests.factories import NOW
from tests.live import TALK, Talk, answer, begin_talk
from tests.pages.conftest import Screen

READER = make_reader()
DECK = build_deck(make_material())


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


def look(view: LiveView) -> Screen:
    def draw(view: "LiveView", deck: "Deck", reader: "Reader") -> None:
        import streamlit as st  # noqa: PLC0415 - runs as a script.

        from monitor.ui.meeting.live.live_screen import show_live  # noqa: PLC0415 - the same.

        if not show_live(view, deck, reader):
            st.text("the slide")

    app = AppTest.from_function(draw, args=(view, DECK, READER), default_timeout=60).run()
    assert not app.exception
    return Screen(app)


def shown(result: LiveResult, kind: LiveKind = LiveKind.TALK) -> Screen:
    question = LiveQuestion(LiveQuestionId(1), MeetingId(1), kind, "0" * 32, NOW, result=result)
    return look(LiveView(question))


def test_without_a_question_the_slide_is_shown(talk: Talk) -> None:
    assert look(read_live(talk.context, talk.meeting.id)).text == "the slide"


def test_an_open_question_shows_how_to_take_part_and_no_count(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 37)
    view = read_live(talk.context, talk.meeting.id)

    screen = look(view)

    assert screen.text.startswith("Hoe was dit gesprek? Pak uw telefoon.")
    assert f"localhost:8501/s/live/{question.id} en typ de code {view.code[:4]}-" in screen.text
    assert "37" not in screen.text
    drawn = " ".join(each.value for each in screen.app.html)
    assert render_code(view.address, "QR-code naar de vraag voor op uw telefoon") in drawn


def test_a_result_is_shown_for_all_together(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, dict.fromkeys(TALK, 3))] * 3)
    show_results(talk.context, question.id)

    text = look(read_live(talk.context, talk.meeting.id)).text

    assert text.startswith("Hoe was dit gesprek? Gemiddelde van allen samen, van 1 tot 5")
    assert "Er is naar elkaar geluisterd. ≈ 3,0" in text


def test_a_result_per_party_names_the_parties_by_their_shapes() -> None:
    scores = (LiveScore("said", MUNICIPALITY, 3.0), LiveScore("said", INITIATIVE, 2.0))

    text = shown(LiveResult(has_enough=True, scores=scores)).text

    assert "De gemeente Het initiatief Gemiddelde van elke partij, van 1 tot 5" in text


@pytest.mark.parametrize(("kind", "fewest"), [(LiveKind.TALK, 3), (LiveKind.CARDS, 5)])
def test_too_few_answers_say_from_how_many_something_is_shown(kind: LiveKind, fewest: int) -> None:
    text = shown(LiveResult(has_enough=False, scores=(LiveScore("said"),)), kind).text

    assert f"Vanaf {fewest} antwoorden" in text
    assert "Gemiddelde" not in text


def test_the_favourite_cards_are_shown_without_means() -> None:
    text = shown(LiveResult(has_enough=True, favourites=("TRIAL",)), LiveKind.CARDS).text

    assert text == "Welke kaart pakken we eerst? Jullie kozen het vaakst Hoe gaat het (nl)"
