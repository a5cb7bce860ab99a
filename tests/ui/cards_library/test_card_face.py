from dataclasses import replace

import pytest

from monitor.domain.cards import Form, Opener
from monitor.domain.partnership import Language
from monitor.i18n.card_words import write_card
from monitor.services.cards.library import read_shipped_cards
from monitor.ui.cards_library.card_face import render_card, render_grounds, render_tile
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from tests.charts.scenes import make_reader
from tests.factories import make_card
from tests.pages.conftest import plain

READER = make_reader()
HOSTILE = "<script>alert(1)</script>"


def test_a_tile_tells_the_aim_the_time_the_form_and_a_first_question() -> None:
    card = make_card()

    tile = plain(render_tile(card, write_card(card, READER), []))

    assert tile == "Waar het om gaat (nl) 15 minuten In duo’s Wat ging goed? (nl)"


def test_a_tile_wears_its_chips() -> None:
    card = make_card()
    chip = Chip("Gekozen", Icon.CHECK, Tone.GOOD)

    assert plain(render_tile(card, write_card(card, READER), [chip])).startswith("Gekozen")


def test_a_big_card_holds_every_text_once_and_one_title() -> None:
    card = make_card()
    words = write_card(card, READER)

    shown = render_card(card, words, READER)

    for text in (*words.steps, *words.questions, words.aim, words.write_down, words.example):
        assert plain(shown).count(text) == 1
    assert shown.count("<h1>") == 1
    assert card.code in shown


def test_an_own_card_names_its_organisation_in_place_of_a_code() -> None:
    card = make_card(organisation_id=1)

    shown = render_card(card, write_card(card, READER), READER, origin="Zonnewijk")

    assert "Zonnewijk" in shown
    assert card.code not in shown


@pytest.mark.parametrize(
    ("opener", "mark"),
    [
        (Opener.INITIATIVE, "pm-shape pm-initiative pm-circle"),
        (Opener.MUNICIPALITY, "pm-shape pm-municipality pm-square"),
        (Opener.EVERYONE, "pm-icon-voice"),
    ],
)
def test_who_begins_is_told_in_words_and_with_the_shape_of_the_party(
    opener: Opener, mark: str
) -> None:
    card = replace(make_card(), opener=opener)
    words = write_card(card, READER)

    shown = render_card(card, words, READER)

    assert mark in shown
    assert words.opener in shown


@pytest.mark.parametrize("form", list(Form))
def test_every_form_has_a_picture_and_a_word(form: Form) -> None:
    card = replace(make_card(), form=form)
    words = write_card(card, READER)

    assert words.form in render_tile(card, words, [])


def test_what_a_card_is_for_is_told_where_it_is_for_something() -> None:
    shipped, plain_card = read_shipped_cards()[0], make_card()

    assert "Goed bij deze signalen" in render_grounds(write_card(shipped, READER), READER)
    assert render_grounds(write_card(plain_card, READER), READER) == ""


def test_every_text_of_a_card_is_shown_literally() -> None:
    texts = dict.fromkeys(Language, HOSTILE)
    card = replace(
        make_card(),
        title=texts,
        aim=texts,
        steps=(texts, texts),
        questions=(texts, texts),
        write_down=texts,
        example=texts,
    )
    words = write_card(card, READER)

    for shown in (render_card(card, words, READER, origin=HOSTILE), render_tile(card, words, [])):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
