"""What all figures share: a still picture in our own type, with lists instead of loops of calls."""

from typing import Any

from monitor.charts.style import FONT_FAMILY, SMALL_TEXT_SIZE, TEXT_SIZE, Palette
from monitor.i18n.reader import Reader

# Plotly has no types of its own; a part of a layout is a JSON-like mapping.
Part = dict[str, Any]


def base_layout(reader: Reader, palette: Palette, *, height: int) -> Part:
    """Return the layout that every figure starts from."""
    return {
        "height": height,
        "dragmode": False,
        "showlegend": False,
        "separators": reader.separators,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": palette.ink},
        "hoverlabel": {
            "bgcolor": palette.page,
            "bordercolor": palette.control,
            "align": "left",
            "font": {"family": FONT_FAMILY, "size": TEXT_SIZE, "color": palette.ink},
        },
    }


def base_axis(palette: Palette, **more: object) -> Part:
    """Return an axis without title, line or zoom; fixed, so that a phone scrolls past it."""
    return {
        "fixedrange": True,
        "showline": False,
        "zeroline": False,
        "showgrid": False,
        "gridcolor": palette.gridline,
        "gridwidth": 1,
        "tickfont": {"size": SMALL_TEXT_SIZE, "color": palette.muted},
        **more,
    }


def axis_number(place: int) -> str:
    """Return what Plotly writes after x, y, xaxis and yaxis for the first, second ... axis."""
    return "" if place == 0 else str(place + 1)


def note(text: str, x: float, y: float, **more: object) -> Part:
    """Return a text annotation without an arrow."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}


def bold(text: str, colour: str = "") -> str:
    """Make a piece of Plotly text bold, in a colour when one is given."""
    return f'<b style="color:{colour}">{text}</b>' if colour else f"<b>{text}</b>"


def tinted(text: str, colour: str) -> str:
    """Give a piece of Plotly text a colour."""
    return f'<span style="color:{colour}">{text}</span>'


def line_shape(start: tuple[float, float], end: tuple[float, float], **more: object) -> Part:
    """Return a straight line between two points, drawn between gridlines and marks."""
    (x0, y0), (x1, y1) = start, end
    return {
        "type": "line",
        "layer": "between",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        **more,
    }
