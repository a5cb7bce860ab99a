"""QR codes hold exactly the address, and anybody's phone or screen reader can read them."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
import segno

from monitor.reports.qr import draw_qr

URL = "https://monitor.example.nl/s/qN0b3vTj1mX8yqkq2d0u5WJr4yN7b9aC"
SVG = "{http://www.w3.org/2000/svg}"
QUIET = 4


def draw_parts(url: str = URL, title: str = "QR-code") -> tuple[ET.Element, str]:
    """Return the root of the picture and the line that draws the dark modules."""
    root = ET.fromstring(draw_qr(url, title))  # noqa: S314 - our own.
    lines = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("stroke")]
    assert len(lines) == 1
    return root, lines[0]


def read_dark(line: str) -> set[tuple[int, int]]:
    """Return the dark modules (row, column) that a line of moves and strokes draws."""
    dark, row, column = set(), 0, 0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", line):
        if command == "M":
            column, row = int(float(first)), int(float(second) - 0.5)
        elif command == "m":
            column, row = column + int(float(first)), row + int(float(second))
        else:
            dark |= {(row, place) for place in range(column, column + int(first))}
            column += int(first)
    return dark


def dark_modules(url: str) -> set[tuple[int, int]]:
    """Return where the standard's encoder puts dark modules for an address."""
    matrix = segno.make(url, error="m", micro=False).matrix
    return {
        (row + QUIET, column + QUIET)
        for row, modules in enumerate(matrix)
        for column, module in enumerate(modules)
        if module
    }


@pytest.mark.parametrize("url", [URL, URL[:-1] + "D", "http://localhost:8501/s/party/" + "A" * 32])
def test_the_picture_holds_exactly_the_address(url: str) -> None:
    _, line = draw_parts(url)

    assert read_dark(line) == dark_modules(url)
    assert read_dark(line) != dark_modules(url + "x")


def test_the_picture_has_a_quiet_zone_and_the_highest_contrast() -> None:
    root, line = draw_parts()

    side = int(root.get("viewBox", "").split()[-1])
    inside = range(QUIET, side - QUIET)
    paths = {path.get("fill") or path.get("stroke") for path in root.iter(f"{SVG}path")}
    assert all(row in inside and column in inside for row, column in read_dark(line))
    assert paths == {"#fff", "#000"}


def test_a_screen_reader_says_its_title() -> None:
    root, _ = draw_parts(title='Formulier van <b>"Anna" & Co</b>')

    title = root.find(f"{SVG}title")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == 'Formulier van <b>"Anna" & Co</b>'


def test_a_title_holds_nothing_that_breaks_the_picture() -> None:
    root, _ = draw_parts(title="An\x00na\ud800")

    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Anna"


def test_a_code_survives_damage_to_a_seventh_of_it() -> None:
    code = segno.make(URL, error="m", micro=False)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=QUIET)

    # The standard lets an encoder take a better level than asked, never a worse one.
    assert code.error in {"M", "Q", "H"}
    assert str(code.symbol_size(border=QUIET)[0]) in draw_qr(URL, "QR-code")
