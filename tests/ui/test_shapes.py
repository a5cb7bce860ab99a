import pytest

from monitor.charts.style import PartyMark, Shape
from monitor.domain.partnership import PartyKind
from monitor.ui.shapes import render_shape, shape_styles, svg_shape

SQUARE = PartyMark(PartyKind.MUNICIPALITY, Shape.SQUARE, "solid")
CIRCLE = PartyMark(PartyKind.INITIATIVE, Shape.CIRCLE, "solid")


def test_a_shape_is_decoration_beside_a_word() -> None:
    assert render_shape(SQUARE) == (
        '<span class="pm-shape pm-municipality pm-square" aria-hidden="true"></span>'
    )


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_has_its_style(shape: Shape) -> None:
    assert f".pm-{shape.value}{{" in shape_styles()


def test_a_square_lies_around_its_centre() -> None:
    assert svg_shape(SQUARE, (10, 10), 8) == (
        '<polygon class="pm-solid pm-ink-municipality" '
        'points="6.0,6.0 14.0,6.0 14.0,14.0 6.0,14.0"/>'
    )


def test_a_hollow_circle_is_an_outline() -> None:
    assert svg_shape(CIRCLE, (10, 10), 8, hollow=True) == (
        '<circle class="pm-hollow pm-ink-initiative" cx="10.0" cy="10.0" r="4.0"/>'
    )
