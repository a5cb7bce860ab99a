from dataclasses import fields

import pytest

from monitor.charts.style import DARK, LIGHT, SHAPES, Palette, Shape, choose_marks
from monitor.domain.partnership import PartyId, PartyKind
from tests.charts.scenes import make_three_parties
from tests.factories import make_partnership

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@THEMES
def test_every_text_colour_is_readable_on_the_page(palette: Palette) -> None:
    texts = [palette.ink, palette.muted, palette.signal, palette.improvement]
    texts += [palette.of(kind).mark for kind in PartyKind]

    assert min(contrast(text, palette.page) for text in texts) >= 4.5


@THEMES
def test_control_lines_stand_out_from_the_page(palette: Palette) -> None:
    assert contrast(palette.control, palette.page) >= 3


@THEMES
def test_every_count_is_readable_on_its_bar(palette: Palette) -> None:
    pairs = zip(palette.likert_text, palette.likert, strict=True)

    assert min(contrast(text, bar) for text, bar in pairs) >= 4.5


def test_both_themes_fill_every_meaning_and_share_no_page() -> None:
    assert LIGHT.page != DARK.page
    assert all(getattr(theme, f.name) for theme in (LIGHT, DARK) for f in fields(Palette))


def test_a_municipality_is_a_square_and_an_initiative_a_circle() -> None:
    marks = choose_marks(make_partnership())

    assert marks[PartyId(1)].shape is Shape.SQUARE
    assert marks[PartyId(2)].shape is Shape.CIRCLE


def test_parties_of_one_kind_differ_in_shape_and_in_line() -> None:
    marks = choose_marks(make_three_parties())

    assert marks[PartyId(2)].kind is marks[PartyId(3)].kind
    assert marks[PartyId(2)].shape is not marks[PartyId(3)].shape
    assert marks[PartyId(2)].dash != marks[PartyId(3)].dash


def test_no_shape_stands_for_two_kinds() -> None:
    shapes = [shape for kind in PartyKind for shape in SHAPES[kind]]

    assert len(shapes) == len(set(shapes))
