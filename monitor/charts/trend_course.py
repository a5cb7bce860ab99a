"""How the parties went through the rounds of one panel: bands, lines, marks and end labels."""

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import Part, bold, line_shape, note, tinted
from monitor.charts.trend_events import draw_event_points
from monitor.charts.trend_lines import Line, split_runs
from monitor.charts.trend_marks import decline_marks, noise_cones
from monitor.charts.trend_panel import Panel
from monitor.i18n.reader import capitalise, plot_text, shorten

# Where the marks of numbers that are not shown lie: on the floor of the scale.
FLOOR = 1.14
# Labels at the end of the lines are pushed apart to at least this much of the scale.
LABEL_DISTANCE = 0.42
LONGEST_LABEL = 12


def end_labels(panel: Panel) -> Sequence[Part]:
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


def single_margins(panel: Panel) -> Sequence[Part]:
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


def course_traces(panel: Panel) -> Sequence[go.Scatter]:
    """Return all bands first, so that no band covers a line, and what was told last."""
    return [
        *noise_cones(panel),
        *(band for line in panel.lines for band in _bands(line, panel)),
        *(_line_trace(line, panel) for line in panel.lines),
        *(_latest_mark(line, panel) for line in panel.lines),
        *(_hidden_marks(line, panel) for line in panel.lines),
        *decline_marks(panel),
        *draw_event_points(panel.events, (panel.x, panel.y), panel.look),
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
