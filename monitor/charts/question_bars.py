"""Counted answers per question as diverging bars, for open mode only."""

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import (
    Part,
    axis_number,
    base_axis,
    base_layout,
    bold,
    line_shape,
    note,
    tinted,
)
from monitor.charts.statements import (
    LARGE_DIFFERENCE,
    STATEMENT_WIDTH,
    Column,
    Section,
    Statement,
    place_rows,
    row_texts,
)
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.i18n.reader import Reader, plot_text

ROW_HEIGHT = 32
NARROW_TEXT_HEIGHT, NARROW_BAR_HEIGHT = 52, 28
LEFT_END, RIGHT_END = -82, 100
# The middle answer is centred on zero.
MIDDLE = 2

Rows = Sequence[tuple[float, Statement]]


def draw_counts(
    sections: Sequence[Section], columns: Sequence[Column], reader: Reader, look: Look
) -> go.Figure:
    """Draw a panel per party (one under the other on a phone), in percent of its answers."""
    height = _row_height(len(columns), look)
    places = place_rows(sections, height, look)
    rows = places.rows
    layout = base_layout(reader, look.palette, height=int(100 + height * (places.end + 0.5)))
    layout |= {
        "barmode": "stack",
        "margin": {
            "l": 14 if look.is_narrow else STATEMENT_WIDTH + 12,
            "r": 44 if look.is_narrow else 70,
            "t": 56,
            "b": 16,
        },
        "yaxis": base_axis(look.palette, range=[places.end, -0.6], showticklabels=False),
        "annotations": [*row_texts(places, look)],
        "shapes": [],
    }
    traces: list[go.Bar] = []
    for place, column in enumerate(columns):
        layout |= _axis(place, len(columns), look)
        layout["shapes"] += _centre_lines(place, rows, len(columns), look)
        layout["annotations"] += _heads(place, column, reader, look)
        layout["annotations"] += _means(place, column, rows, (reader, look))
        traces += _bars(place, rows, len(columns), (reader, look))
    if not look.is_narrow:
        layout["annotations"] += _differences(rows, reader, look)
    return go.Figure(data=traces, layout=layout)


def _axis(place: int, count: int, look: Look) -> dict[str, Part]:
    """Return the party's own axis: a share of the width, or all of it on a phone."""
    share = 1 / count
    domain = [0, 1] if look.is_narrow else [place * share, (place + 0.86) * share]
    overlay = {"overlaying": "x"} if look.is_narrow and place else {}
    return {
        f"xaxis{axis_number(place)}": base_axis(
            look.palette,
            domain=domain,
            anchor="y",
            range=[LEFT_END, RIGHT_END],
            showticklabels=False,
            **overlay,
        )
    }


def _centre_lines(place: int, rows: Rows, parties: int, look: Look) -> Sequence[Part]:
    """Mark the middle of the scale behind the bars; on a phone it stays clear of the texts."""
    line = {"width": 1.5, "color": look.palette.control}
    whole: Part = {"xref": f"x{axis_number(place)}", "line": line, "layer": "below"}
    if not look.is_narrow:
        return [line_shape((0, 0), (0, 1)) | whole | {"yref": "paper"}]
    lanes = [(y + _lane(place, parties, look), _thickness(parties, look)) for y, _ in rows]
    return [line_shape((0, y - height), (0, y + height)) | whole for y, height in lanes]


def _heads(place: int, column: Column, reader: Reader, look: Look) -> Sequence[Part]:
    answers = ""
    if column.respondents is not None:
        answers = f", {reader.t('charts.answers', n=column.respondents)}"
    text = tinted(bold(plot_text(column.name)) + answers, column.colour)
    head = note(
        text, 0, 1, xref=f"x{axis_number(place)}", yref="paper", yanchor="bottom", yshift=24
    )
    if look.is_narrow:
        return [head | {"yshift": 30 - 18 * place}]
    words = tinted(reader.t("charts.questions.sides"), look.palette.muted)
    size = {"size": SMALL_TEXT_SIZE}
    return [head, head | {"text": words, "yshift": 4, "font": size}]


def _row_height(parties: int, look: Look) -> int:
    """Return the pixels of a row; on a phone the bars of all parties lie under the statement."""
    return NARROW_TEXT_HEIGHT + NARROW_BAR_HEIGHT * parties if look.is_narrow else ROW_HEIGHT


def _lane(place: int, parties: int, look: Look) -> float:
    """Return how far below its row the bar of a party lies, in rows."""
    if not look.is_narrow:
        return 0.0
    return (18 + NARROW_BAR_HEIGHT * place) / _row_height(parties, look)


def _thickness(parties: int, look: Look) -> float:
    pixels = NARROW_BAR_HEIGHT - 5 if look.is_narrow else ROW_HEIGHT - 11
    return pixels / _row_height(parties, look)


def _means(place: int, column: Column, rows: Rows, view: tuple[Reader, Look]) -> Sequence[Part]:
    reader, look = view
    count = len(rows[0][1].answers)
    return [
        note(
            tinted(reader.formatter.score(mean), column.colour),
            1,
            y + _lane(place, count, look),
            xref=f"x{axis_number(place)} domain",
            xanchor="left",
            yanchor="middle",
            xshift=8,
        )
        for y, row in rows
        if (mean := row.means[place]) is not None
    ]


def _differences(rows: Rows, reader: Reader, look: Look) -> Sequence[Part]:
    place = {"xref": "paper", "xanchor": "right", "yanchor": "middle", "xshift": 62}
    head = tinted(reader.t("charts.difference"), look.palette.muted)
    size = {"size": SMALL_TEXT_SIZE}
    texts = [note(head, 1, 1, yref="paper", font=size) | place | {"yanchor": "bottom", "yshift": 4}]
    for y, row in rows:
        if row.difference is None:
            continue
        number = reader.formatter.points(row.difference)
        is_large = row.difference >= LARGE_DIFFERENCE
        text = bold(number, look.palette.signal) if is_large else tinted(number, look.palette.muted)
        texts.append(note(text, 1, y) | place)
    return texts


def _bars(place: int, rows: Rows, parties: int, view: tuple[Reader, Look]) -> Sequence[go.Bar]:
    """Return a trace per answer value; the length is a share, the label a number of people."""
    reader, look = view
    counted = [
        (y, answer.counts)
        for y, row in rows
        if (answer := row.answers[place]) is not None and answer.counts and sum(answer.counts)
    ]
    return [
        go.Bar(
            name=reader.t(f"scale.{value + 1}"),
            orientation="h",
            base=[_start(counts, value) for _, counts in counted],
            x=[100 * counts[value] / sum(counts) for _, counts in counted],
            y=[y + _lane(place, parties, look) for y, _ in counted],
            width=_thickness(parties, look),
            text=[
                reader.formatter.number(counts[value]) if counts[value] else ""
                for _, counts in counted
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": SMALL_TEXT_SIZE, "color": look.palette.likert_text[value]},
            hovertemplate=f"{reader.t(f'scale.{value + 1}')}: %{{text}}<extra></extra>",
            marker={
                "color": look.palette.likert[value],
                "line": {"width": 1, "color": look.palette.page},
            },
            xaxis=f"x{axis_number(place)}",
            yaxis="y",
        )
        for value in range(len(look.palette.likert))
    ]


def _label(count: int, reader: Reader) -> str:
    return reader.formatter.number(count) if count else ""


def _start(counts: Sequence[int], value: int) -> float:
    """Return where a segment starts, with the middle of the middle answer at zero."""
    total = sum(counts)
    before_middle = sum(counts[:MIDDLE]) + counts[MIDDLE] / 2
    return 100 * (sum(counts[:value]) - before_middle) / total
