"""A conversation card on the shared screen."""

from dataclasses import replace

from monitor.domain.meeting.deck import CardSlide
from monitor.domain.meeting.plan import card_step
from monitor.domain.partnership import Language
from monitor.ui.meeting.screen.card_slide import render_card
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import CARD
from tests.pages.conftest import plain

DUTCH = make_reader()
SLIDE = CardSlide(card_step(CARD), CARD)


def test_the_first_question_is_large_and_the_steps_stand_in_order() -> None:
    shown = render_card(SLIDE, DUTCH)

    assert "<h1>Wat ging goed? (nl)</h1>" in shown
    assert plain(shown) == (
        "Hoe gaat het (nl) · 15 minuten Wat ging goed? (nl) Wat willen we anders? (nl) "
        "1 Eerst (nl) 2 Daarna (nl)"
    )


def test_the_card_that_was_chosen_most_says_so() -> None:
    assert "het meest gekozen" in render_card(replace(SLIDE, is_favourite=True), DUTCH)
    assert "het meest gekozen" not in render_card(SLIDE, DUTCH)


def test_a_long_question_and_many_steps_become_smaller() -> None:
    words = dict.fromkeys(Language, "Waarover willen we het vandaag samen hebben? " * 3)
    long = replace(SLIDE, card=replace(CARD, questions=(words, words), steps=(words,) * 5))

    shown = render_card(long, DUTCH)

    assert "pm-screen-long" in shown
    assert "pm-screen-walk-many" in shown
