"""Typesetting is the same every time, tagged, and reads no data as markup."""

import pytest

from monitor.reports.typesetting import Data, Paper, fit_to_font, typeset
from tests.reports.prints import HOSTILE_NAMES, Print


def make_card(name: str, *, paper: Paper = Paper.A4) -> bytes:
    card: dict[str, Data] = {
        "name": name,
        "about": name,
        "kind": "other",
        "qr": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        "qr_alt": name,
        "url": b"https://monitor.example.nl/s/x",
        "code": "ABCD-EFGH",
    }
    words = dict.fromkeys(("scan", "or_code", "until", "yours"), name)
    return typeset("cards.typ", {"title": name, "language": "nl", "cards": [card], **words}, paper)


def test_the_same_data_give_the_same_file() -> None:
    assert make_card("Anna") == make_card("Anna")


def test_the_file_is_tagged_and_in_the_language_of_its_data() -> None:
    made = Print.of(make_card("Anna"))

    assert made.is_tagged
    assert made.claims_pdf_ua
    assert made.language == "nl"
    assert made.reader.metadata is not None
    assert made.reader.metadata.title == "Anna"


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.A3, (297, 420))])
def test_a_sheet_has_the_size_that_was_asked(paper: Paper, size: tuple[int, int]) -> None:
    assert Print.of(make_card("Anna", paper=paper)).size_mm == size


def test_fonts_are_in_the_file_so_that_it_prints_alike_everywhere() -> None:
    made = Print.of(make_card("Anna"))

    assert made.fonts == {"SourceSans3", "LibertinusSerif", "DejaVuSansMono"}


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_a_hostile_name_is_printed_and_never_obeyed(name: str) -> None:
    made = Print.of(make_card(name))

    assert len(made.pages) == 1
    assert made.claims_pdf_ua


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Anna de Wit", "Anna de Wit"),
        ("#strong[x] *y*", "#strong[x] *y*"),
        ("Zoë", "Zoë"),
        ("een\n twee\t drie", "een twee drie"),
        ("\u202eom\x00gekeerd\ud800", "omgekeerd"),
        ("漢字 Li", "?? Li"),
        ("", ""),
    ],
)
def test_a_text_is_made_fit_for_the_font(typed: str, printed: str) -> None:
    assert fit_to_font(typed) == printed


def test_a_word_too_long_for_a_line_may_be_broken() -> None:
    fitted = fit_to_font("Z" * 60)

    assert fitted.replace("\u200b", "") == "Z" * 60
    assert max(map(len, fitted.split("\u200b"))) == 24
