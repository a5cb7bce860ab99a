"""The handover card is one page A4, whatever is on it."""

import re

import pytest

from monitor.domain.partnership import Language
from monitor.reports.handover_card import make_handover_card
from tests.reports.handovers import make_card, make_empty_card
from tests.reports.prints import AMSTERDAM, HOSTILE_NAMES, Print


def test_it_is_one_page_with_everything_on_it() -> None:
    made = Print.of(make_handover_card(make_card(), Language.DUTCH, AMSTERDAM))

    assert len(made.pages) == 1
    assert made.size_mm == (210, 297)
    for words in (
        "Overdrachtskaart Zonnewijk en Veldzicht",
        "Contactpersoon: Noor Visser",
        "In 2032 is de wijk van het gas.",
        "Dit ligt vast: De wijk gaat van het gas",
        "Ligt gevoelig na de verkiezingen.",
        "Elke maand bellen",
        "Het initiatief staat nu bij: Georganiseerd.",
        "portiekgesprek: Een avond met het trappenhuis",
        "geen cijfer",
    ):
        assert words in made.text


def test_it_is_tagged_and_speaks_the_language_asked() -> None:
    made = Print.of(make_handover_card(make_card(), Language.ENGLISH, AMSTERDAM))

    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == "en"
    assert "Whom do you call?" in made.text


def test_an_empty_card_says_that_nothing_was_written_down() -> None:
    made = Print.of(make_handover_card(make_empty_card(), Language.DUTCH, AMSTERDAM))

    assert len(made.pages) == 1
    assert "Nog niet opgeschreven." in made.text
    assert "Niets opgeschreven." in made.text


def test_what_does_not_fit_is_counted() -> None:
    card = make_card(times=12)

    made = Print.of(make_handover_card(card, Language.DUTCH, AMSTERDAM))

    assert len(made.pages) == 1
    assert made.text.count("En nog 5, zie het scherm.") == 2


def test_it_has_no_colour() -> None:
    made = Print.of(make_handover_card(make_card(), Language.DUTCH, AMSTERDAM))

    content = made.reader.pages[0].get_contents()
    assert content is not None
    # A colour would take three numbers, a grey takes one.
    assert re.findall(rb"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG|scn|SCN)\b", content.get_data()) == []


@pytest.mark.parametrize("text", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_hostile_texts_stay_texts_on_one_page(text: str) -> None:
    made = Print.of(make_handover_card(make_card(text, times=9), Language.DUTCH, AMSTERDAM))

    assert len(made.pages) == 1
    assert "De laatste vier check-ins" in made.text
