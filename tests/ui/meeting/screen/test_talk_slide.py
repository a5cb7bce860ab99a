"""How this talk was: a round of words, or what came of the question on phones."""

from dataclasses import replace

from monitor.domain.meeting.deck import TalkSlide
from monitor.domain.meeting.live import LiveResult
from monitor.ui.meeting.screen.talk_slide import render_talk
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.pages.conftest import plain
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
DECK = make_pack().deck
SLIDE = slide_in(DECK, TalkSlide)


def test_before_anything_is_asked_everyone_gets_the_word() -> None:
    shown = plain(render_talk(replace(SLIDE, question=None), DECK, DUTCH))

    assert "Wat doen jullie de volgende keer net zo, en wat anders?" in shown
    assert shown.startswith("Om de beurt")


def test_what_was_answered_on_phones_stays_to_be_seen() -> None:
    assert "pm-live-rows" in render_talk(SLIDE, DECK, DUTCH)


def test_too_few_answers_leave_the_round_of_words() -> None:
    question = SLIDE.question
    assert question is not None
    few = replace(SLIDE, question=replace(question, result=LiveResult(has_enough=False)))

    assert "pm-live-rows" not in render_talk(few, DECK, DUTCH)
