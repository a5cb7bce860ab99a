"""What came of a question on phones, drawn for all to see: never who, and never how many."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.build_deck import build_deck
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.live import Bound, LiveResult, LiveScore
from monitor.domain.meeting.plan import card_step
from monitor.ui.meeting.live.result import render_favourites, render_scores
from tests.builders import current_questionnaire
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY, make_material, make_plan
from tests.factories import make_card
from tests.pages.conftest import plain

READER = make_reader()
FIRST, SECOND = make_card(code="FIRST", title="Eerst"), make_card(code="SECOND", title="Dan")


@pytest.fixture
def deck() -> Deck:
    return build_deck(make_material())


def draw(deck: Deck, *scores: LiveScore) -> str:
    return str(render_scores(LiveResult(has_enough=True, scores=scores), {}, deck, READER))


def test_a_mean_of_all_together_is_a_number_and_a_mark_on_the_scale(deck: Deck) -> None:
    drawn = draw(deck, LiveScore("said", mean=3.0))

    assert plain(drawn).startswith("Ik kon zeggen wat ik wilde zeggen. ≈ 3,0 ongeveer 3,0")
    assert 'style="left:50.0%"' in drawn


def test_a_fine_mean_is_not_said_to_be_rounded(deck: Deck) -> None:
    assert "≈" not in draw(deck, LiveScore("said", mean=3.4, is_fine=True))


@pytest.mark.parametrize(
    ("bound", "said", "place"),
    [
        (Bound.AT_MOST, "≤ 2,5 2,5 of lager", "left:0.0%;width:37.5%"),
        (Bound.AT_LEAST, "≥ 2,5 2,5 of hoger", "left:37.5%;width:62.5%"),
    ],
)
def test_an_end_is_drawn_as_all_that_it_may_be(
    deck: Deck, bound: Bound, said: str, place: str
) -> None:
    drawn = draw(deck, LiveScore("heard", mean=2.5, bound=bound))

    assert said in plain(drawn)
    assert place in drawn
    assert "pm-screen-mark" not in drawn


def test_each_party_has_its_own_shape_and_is_named_to_who_listens(deck: Deck) -> None:
    drawn = draw(
        deck,
        LiveScore("said", MUNICIPALITY, 3.0),
        LiveScore("said", INITIATIVE, 4.0, bound=Bound.AT_LEAST),
    )

    assert "gemeente: ongeveer 3,0" in plain(drawn)
    assert "initiatief: 4,0 of hoger" in plain(drawn)
    assert drawn.count("Ik kon zeggen wat ik wilde zeggen.") == 1
    assert "pm-live-end pm-live-initiative" in drawn


def test_a_statement_that_too_few_answered_says_so_and_draws_nothing(deck: Deck) -> None:
    drawn = draw(deck, LiveScore("helped"))

    assert "te weinig antwoorden om te tonen" in plain(drawn)
    assert "left:" not in drawn


def test_the_statements_of_a_check_in_are_those_of_the_questionnaire(deck: Deck) -> None:
    questions = {"TRU1": current_questionnaire().question("TRU1")}
    result = LiveResult(has_enough=True, scores=(LiveScore("TRU1", mean=3.0),))

    drawn = plain(render_scores(result, questions, deck, READER))

    assert drawn.startswith("De ander doet wat we samen afspreken.")


@pytest.mark.parametrize(
    ("favourites", "said"),
    [
        (("SECOND",), "Jullie kozen het vaakst Dan (nl)"),
        (("FIRST", "SECOND"), "Jullie kozen deze even vaak Eerst (nl) Dan (nl)"),
    ],
)
def test_favourite_cards_are_named_in_the_order_of_the_meeting(
    favourites: tuple[str, ...], said: str
) -> None:
    plan = make_plan()
    steps = (card_step(FIRST), card_step(SECOND))
    cards = {card.code: card for card in (FIRST, SECOND)}
    deck = build_deck(make_material(plan=replace(plan, steps=steps), cards=cards))

    assert plain(render_favourites(favourites, deck, READER)) == said
