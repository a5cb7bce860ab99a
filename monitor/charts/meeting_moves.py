"""What moved since the round before, on the shared screen: a small course for each dimension."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from monitor.charts.layout import Part, axis_number, base_axis, base_layout, bold, note
from monitor.charts.style import Palette, Shape, choose_marks
from monitor.domain.meeting.deck import Deck, MovedSlide
from monitor.domain.questionnaire import Dimension
from monitor.i18n.meeting_moves import Move, list_moves, write_move
from monitor.i18n.reader import Reader

WIDTH, HEIGHT = 1760, 356
TEXT, SMALL = 27, 24
_APART = 0.5  # Between the labels of two values, in points.
_THEN, _NOW = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A move as it is drawn: its colours, its mark and where its label stands."""

    move: Move
    place: int
    colour: str
    band: str
    shape: Shape
    label_at: float


def draw_meeting_moves(
    slide: MovedSlide, deck: Deck, reader: Reader, palette: Palette
) -> go.Figure:
    """Draw then and now for each dimension: of each party once that is open, else of all."""
    lines = [
        line
        for place, dimension in enumerate(Dimension)
        for line in _lines(place, list_moves(slide, dimension), deck, palette)
    ]
    layout = base_layout(reader, palette, height=HEIGHT)
    layout |= {
        "width": WIDTH,
        "font": layout["font"] | {"size": TEXT},
        "margin": {"l": 36, "r": 0, "t": 52, "b": 46},
        "annotations": [*_write_heads(reader), *(_write_label(each, reader) for each in lines)],
    }
    for place in range(len(Dimension)):
        layout |= _make_axes(place, slide, deck, (reader, palette))
    bands = [_draw_band(each) for each in lines if each.move.has_margins]
    return go.Figure(data=[*bands, *(_draw_line(each, palette) for each in lines)], layout=layout)


def describe_meeting_moves(slide: MovedSlide, deck: Deck, reader: Reader) -> str:
    """Say of every dimension how it moved, and what of that may be chance."""
    rows = []
    for dimension in Dimension:
        moves = [
            write_move(each, deck.partnership, reader) for each in list_moves(slide, dimension)
        ]
        if moves:
            said = "; ".join(
                f"{each.text} ({each.note})" if each.note else each.text for each in moves
            )
            name = reader.dimension(dimension)
            rows.append(reader.t("screen.alt.row", dimension=name, scores=said))
    return reader.t("screen.alt.moved", rows=" ".join(rows))


def _lines(place: int, moves: Sequence[Move], deck: Deck, palette: Palette) -> Sequence[_Line]:
    marks = choose_marks(deck.partnership)
    labels = _push_apart([each.after for each in moves])
    lines = []
    for move, label_at in zip(moves, labels, strict=True):
        if move.party_id is None:
            lines.append(_Line(move, place, palette.ink, palette.noise, Shape.CIRCLE, label_at))
            continue
        mark = marks[move.party_id]
        colours = palette.of(mark.kind)
        lines.append(_Line(move, place, colours.mark, colours.band, mark.shape, label_at))
    return lines


def _push_apart(values: Sequence[float]) -> Sequence[float]:
    """Return heights for labels beside values, far enough apart to read each."""
    placed: dict[int, float] = {}
    lowest = 0.0
    for place in sorted(range(len(values)), key=values.__getitem__):
        placed[place] = lowest = max(values[place], lowest)
        lowest += _APART
    # What was pushed up comes down again by half, so that labels stay around their values.
    excess = max((placed[each] - values[each] for each in placed), default=0.0) / 2
    return [placed[each] - excess for each in range(len(values))]


def _make_axes(place: int, slide: MovedSlide, deck: Deck, view: tuple[Reader, Palette]) -> Part:
    reader, palette = view
    number = axis_number(place)
    width = 1 / len(Dimension)
    ticks = [
        f"{reader.formatter.quarter_tick(quarter)} {quarter.year}"
        for quarter in (slide.before, deck.quarter)
        if quarter is not None
    ]
    tickfont = {"size": SMALL, "color": palette.muted}
    return {
        f"xaxis{number}": base_axis(
            palette,
            domain=[place * width, (place + 0.9) * width],
            anchor=f"y{number}",
            range=[-0.3, 1.5],
            tickvals=[_THEN, _NOW],
            ticktext=ticks,
            tickangle=0,
            tickfont=tickfont,
        ),
        f"yaxis{number}": base_axis(
            palette,
            anchor=f"x{number}",
            range=[0.9, 5.1],
            tickvals=[1, 2, 3, 4, 5],
            showgrid=True,
            showticklabels=place == 0,
            tickfont=tickfont,
        ),
    }


def _write_heads(reader: Reader) -> Sequence[Part]:
    return [
        note(
            bold(reader.dimension(dimension)),
            0,
            1,
            xref=f"x{axis_number(place)} domain",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=12,
        )
        for place, dimension in enumerate(Dimension)
    ]


def _write_label(line: _Line, reader: Reader) -> Part:
    number = axis_number(line.place)
    return note(
        bold(reader.score(line.move.after, fine=line.move.is_fine), line.colour),
        _NOW,
        line.label_at,
        xref=f"x{number}",
        yref=f"y{number}",
        xanchor="left",
        xshift=22,
    )


def _draw_line(line: _Line, palette: Palette) -> go.Scatter:
    number = axis_number(line.place)
    return go.Scatter(
        x=[_THEN, _NOW],
        y=[line.move.before, line.move.after],
        xaxis=f"x{number}",
        yaxis=f"y{number}",
        mode="lines+markers",
        hoverinfo="skip",
        cliponaxis=False,
        line={"width": 5, "color": line.colour},
        marker={
            "symbol": line.shape.value,
            "size": [16, 26],
            "opacity": 1,
            "color": line.colour,
            "line": {"width": 2, "color": palette.page},
        },
    )


def _draw_band(line: _Line) -> go.Scatter:
    number = axis_number(line.place)
    (low_then, high_then), (low_now, high_now) = line.move.margins
    return go.Scatter(
        x=[_THEN, _NOW, _NOW, _THEN],
        y=[low_then, low_now, high_now, high_then],
        xaxis=f"x{number}",
        yaxis=f"y{number}",
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=line.band,
        hoverinfo="skip",
    )
