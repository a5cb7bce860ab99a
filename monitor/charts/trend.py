"""How every dimension moved over the last rounds: a small chart each."""

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
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.charts.table import Table
from monitor.charts.trend_lines import (
    LONGEST,
    Line,
    Slot,
    list_declines,
    list_lines,
    list_slots,
    split_runs,
)
from monitor.charts.trend_marks import decline_marks, noise_cones
from monitor.charts.trend_panel import Panel
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind, PublishedRound
from monitor.i18n.reader import Reader, capitalise, join_words, plot_text, shorten

# Where the marks of numbers that are not shown lie: on the floor of the scale.
FLOOR = 1.14
# Labels at the end of the lines are pushed apart to at least this much of the scale.
LABEL_DISTANCE = 0.42
LONGEST_LABEL = 12
PANEL_HEIGHT = 280


def draw_trend(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    reader: Reader,
    look: Look,
    *,
    columns: int = 2,
) -> go.Figure:
    """Draw the last eight rounds (oldest first), a panel per dimension in so many columns."""
    slots = list_slots(rounds)
    panels = [
        Panel(
            place,
            dimension,
            slots,
            list_lines(partnership, slots, dimension, reader),
            reader,
            look,
        )
        for place, dimension in enumerate(Dimension)
    ]
    layout = base_layout(reader, look.palette, height=PANEL_HEIGHT * len(panels) // columns)
    layout |= {
        "margin": {"l": 28, "r": 118, "t": 4, "b": 8},
        "annotations": [text for panel in panels for text in _texts(panel)],
        "shapes": [bar for panel in panels for bar in _single_margins(panel)],
    }
    for panel in panels:
        layout |= _axes(panel, columns)
    traces = [trace for panel in panels for trace in _traces(panel)]
    return go.Figure(data=traces, layout=layout)


def describe_trend(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> str:
    """Say in one sentence what moved beyond the margins between the last two rounds."""
    t = reader.t
    if len(rounds) < 2:  # noqa: PLR2004 - a course takes two rounds.
        return t("charts.trend.alt_first")
    slots = list_slots(rounds)
    moves: dict[tuple[str, str], list[str]] = {}
    for dimension in Dimension:
        for line in list_lines(partnership, slots, dimension, reader):
            if line.move and not line.may_be_chance:
                way = "up" if line.move > 0 else "down"
                moves.setdefault((line.name, way), []).append(reader.dimension(dimension).lower())
    parts = [
        t(f"charts.trend.alt_{way}", party=name, dimensions=join_words(dimensions, t))
        for (name, way), dimensions in moves.items()
    ]
    parts = parts or [t("charts.trend.alt_still")]
    if any(flag.kind is FlagKind.DECLINE for flag in rounds[-1].flags):
        parts.append(t("charts.trend.alt_told"))
    return t(
        "charts.trend.alt",
        rounds=min(len(rounds), LONGEST),
        moves=capitalise("; ".join(parts)),
    )


def table_of_trend(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> Table:
    """Return the numbers of the figure: a row per quarter and party, newest first."""
    t = reader.t
    headers = [t("charts.quarter"), t("charts.party")]
    headers += [reader.dimension(dimension) for dimension in Dimension]
    rows = [
        [
            reader.formatter.quarter(published.quarter),
            capitalise(reader.party(partnership, party.party_id)),
            *(reader.party_score(party, dimension) for dimension in Dimension),
        ]
        for published in reversed(rounds[-LONGEST:])
        for party in published.parties
    ]
    return Table(headers, rows)


def _axes(panel: Panel, columns: int) -> Part:
    row, column = divmod(panel.place, columns)
    height = 1 / (len(Dimension) // columns)
    top = 1 - row * height
    across = [0.0, 1.0] if columns == 1 else ([0.0, 0.4], [0.57, 1.0])[column]
    palette = panel.look.palette
    number = axis_number(panel.place)
    x_axis = base_axis(
        palette,
        domain=across,
        anchor=panel.y,
        range=[-0.4, len(panel.slots) - 0.7],
        tickvals=list(range(len(panel.slots))),
        ticktext=_ticks(panel.slots, panel.reader),
        tickangle=0,
    )
    y_axis = base_axis(
        palette,
        domain=[top - height * 0.8, top - height * 0.13],
        anchor=panel.x,
        range=[0.95, 5.05],
        tickvals=[1, 2, 3, 4, 5],
        showgrid=True,
    )
    return {f"xaxis{number}": x_axis, f"yaxis{number}": y_axis}


def _ticks(slots: Sequence[Slot], reader: Reader) -> Sequence[str]:
    """Write the quarters; the year only under the first tick and under every first quarter."""
    return [
        f"{reader.formatter.quarter_tick(slot.quarter)}<br>{slot.quarter.year}"
        if place == 0 or slot.quarter.number == 1
        else reader.formatter.quarter_tick(slot.quarter)
        for place, slot in enumerate(slots)
    ]


def _texts(panel: Panel) -> Sequence[Part]:
    return [_title(panel), *_end_labels(panel)]


def _title(panel: Panel) -> Part:
    separator = "<br>" if panel.look.is_narrow else "&nbsp;&nbsp; "
    finding = plot_text(_finding(panel))
    text = bold(panel.reader.dimension(panel.dimension)) + separator
    text += f'<span style="font-size:{SMALL_TEXT_SIZE}px">{finding}</span>'
    place = {"xref": f"{panel.x} domain", "yref": f"{panel.y} domain", "yshift": 4}
    return note(text, 0, 1, xanchor="left", yanchor="bottom", align="left", **place)


def _finding(panel: Panel) -> str:
    """Say plainly what a panel shows."""
    t, lines = panel.reader.t, panel.lines
    if max(len(line.held) for line in lines) == 1:
        return t("charts.trend.first")
    if told := _told_now(panel):
        return told
    if all(line.change is None for line in lines):
        return t("charts.trend.unknown")
    moves = [
        t(
            f"charts.trend.{'up' if line.move > 0 else 'down'}",
            party=line.name,
            amount=panel.reader.formatter.points(abs(line.move)),
        )
        for line in lines
        if line.move and not line.may_be_chance
    ]
    if moves:
        return join_words(moves, t)
    return t("charts.trend.unclear" if any(line.move for line in lines) else "charts.trend.still")


def _told_now(panel: Panel) -> str:
    """Name the decline of this dimension that was told in the newest round, if any."""
    last = len(panel.slots) - 1
    declines = list_declines(panel.slots, panel.dimension)
    told = [each for each in declines if each.slot == last and each.is_dimension_named]
    names = [line.name for each in told for line in panel.lines if line.party_id == each.party_id]
    if names:
        return panel.reader.t("charts.trend.told_of", party=join_words(names, panel.reader.t))
    return panel.reader.t("charts.trend.flagged") if told else ""


def _end_labels(panel: Panel) -> Sequence[Part]:
    """Write name and latest number of every party beside the end of its line."""
    reader = panel.reader
    wanted = []
    for line in panel.lines:
        if not line.held:
            continue
        mean = line.mean(line.held[-1])
        name = plot_text(capitalise(shorten(line.name, LONGEST_LABEL)))
        if mean is None:
            text = f"{name}:<br>{reader.t('charts.no_number')}"
        else:
            text = f"{name} {bold(reader.score(mean, fine=line.fine[line.held[-1]]))}"
        colour = panel.colours(line).mark
        wanted.append((FLOOR if mean is None else mean, tinted(text, colour)))
    place = {"xref": f"{panel.x} domain", "yref": panel.y, "xshift": 6, "align": "left"}
    return [
        note(text, 1, height, xanchor="left", yanchor="middle", **place)
        for text, height in _push_apart(wanted)
    ]


def _push_apart(labels: Sequence[tuple[float, str]]) -> Sequence[tuple[str, float]]:
    """Move labels up so that none covers another, from the lowest one."""
    placed: list[tuple[str, float]] = []
    for height, text in sorted(labels):
        lowest = placed[-1][1] + LABEL_DISTANCE if placed else height
        placed.append((text, max(height, lowest)))
    return placed


def _single_margins(panel: Panel) -> Sequence[Part]:
    """Draw the margin of a round without neighbours as a short bar: a band needs two rounds."""
    bars = []
    for line in panel.lines:
        margins = line.margins()
        for slot in [run[0] for run in split_runs(sorted(margins)) if len(run) == 1]:
            low, high = margins[slot]
            style = {"width": 12, "color": panel.colours(line).band}
            bars.append(
                line_shape((slot, low), (slot, high), xref=panel.x, yref=panel.y, line=style)
            )
    return bars


def _traces(panel: Panel) -> Sequence[go.Scatter]:
    """Return all bands first, so that no band covers a line, and what was told last."""
    return [
        *noise_cones(panel),
        *(band for line in panel.lines for band in _bands(line, panel)),
        *(_line_trace(line, panel) for line in panel.lines),
        *(_latest_mark(line, panel) for line in panel.lines),
        *(_hidden_marks(line, panel) for line in panel.lines),
        *decline_marks(panel),
    ]


def _bands(line: Line, panel: Panel) -> Sequence[go.Scatter]:
    margins = line.margins()
    return [
        go.Scatter(
            name=f"{line.name}, margin",
            x=[*run, *reversed(run)],
            y=[margins[slot][0] for slot in run] + [margins[slot][1] for slot in reversed(run)],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=panel.colours(line).band,
            hoverinfo="skip",
            **panel.axes,
        )
        for run in split_runs(sorted(margins))
        if len(run) > 1
    ]


def _line_trace(line: Line, panel: Panel) -> go.Scatter:
    slots, colour = range(len(panel.slots)), panel.colours(line).mark
    return go.Scatter(
        name=line.name,
        x=list(slots),
        y=[line.mean(slot) for slot in slots],
        connectgaps=False,
        mode="lines+markers",
        line={"width": 2.5, "color": colour, "dash": line.mark.dash},
        marker={"symbol": line.mark.shape.value, "size": 6, "color": colour, "opacity": 1},
        text=[_hover_text(line, slot, panel) for slot in slots],
        hovertemplate="%{text}<extra></extra>",
        **panel.axes,
    )


def _latest_mark(line: Line, panel: Panel) -> go.Scatter:
    latest = [slot for slot in line.held[-1:] if line.mean(slot) is not None]
    return go.Scatter(
        name=f"{line.name}, latest",
        x=latest,
        y=[line.mean(slot) for slot in latest],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": line.mark.shape.value,
            "size": 12,
            "opacity": 1,
            "color": panel.colours(line).mark,
            "line": {"width": 1, "color": panel.look.palette.page},
        },
        **panel.axes,
    )


def _hidden_marks(line: Line, panel: Panel) -> go.Scatter:
    """Draw a hollow mark on the floor for every round of which the number is not shown."""
    hidden = [slot for slot in line.held if line.mean(slot) is None]
    return go.Scatter(
        name=f"{line.name}, hidden",
        x=hidden,
        y=[FLOOR] * len(hidden),
        mode="markers",
        text=[_hover_text(line, slot, panel) for slot in hidden],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": line.mark.shape.value,
            "size": 10,
            "opacity": 1,
            "color": panel.look.palette.page,
            "line": {"width": 2, "color": panel.colours(line).mark},
        },
        **panel.axes,
    )


def _hover_text(line: Line, slot: int, panel: Panel) -> str:
    reader, score, mean = panel.reader, line.scores[slot], line.mean(slot)
    texts = [
        bold(plot_text(capitalise(line.name))),
        reader.formatter.quarter(panel.slots[slot].quarter),
    ]
    if mean is not None:
        texts.append(reader.spoken_score(mean, fine=line.fine[slot]))
    if slot in (margins := line.margins()):
        low, high = (reader.formatter.points(end) for end in margins[slot])
        texts.append(reader.t("charts.margin", low=low, high=high))
    if score and score.hidden_because:
        texts.append(reader.t(f"charts.hidden.{score.hidden_because.value}"))
    return "<br>".join(texts)
