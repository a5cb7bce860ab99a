"""The handover card on the screen says what the paper says."""

from monitor.domain.partnership import Language
from monitor.ui.log.handover_card_section import render_card
from tests.charts.scenes import make_reader
from tests.pages.conftest import plain
from tests.reports.handovers import make_card, make_empty_card
from tests.reports.prints import HOSTILE_NAMES


def test_everything_is_on_the_screen() -> None:
    text = plain(render_card(make_card(), make_reader()))

    for words in (
        "Contactpersoon: Noor Visser",
        "In 2032 is de wijk van het gas.",
        "Dit ligt vast: De wijk gaat van het gas",
        "Bewoners helpt leidt",
        "Elke maand bellen · Gemeente Veldzicht, geen datum afgesproken",
        "Ligt gevoelig na de verkiezingen.",
        "Vertrouwen Gemeente 3,9 3,9 3,9 3,9",
        "Vertrouwen Initiatief 3,9 – 3,1 3,1",
    ):
        assert words in text


def test_no_part_is_red() -> None:
    html = render_card(make_card(), make_reader())

    assert "pm-signal" not in html
    assert "pm-low" not in html


def test_an_empty_card_says_so_in_every_part() -> None:
    text = plain(render_card(make_empty_card(), make_reader(Language.ENGLISH)))

    assert text.count("Nothing written down.") >= 4
    assert "Not written down yet." in text


def test_hostile_texts_stay_texts() -> None:
    html = render_card(make_card("<script>alert(1)</script>"), make_reader())

    assert "<script>" not in html
    assert all(render_card(make_card(text), make_reader()) for text in HOSTILE_NAMES.values())
