"""What the trend says beside its lines: where chance alone would bring them, and told declines."""

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import bold
from monitor.charts.trend_lines import Decline, Line, list_declines
from monitor.charts.trend_panel import Panel
from monitor.i18n.reader import capitalise, plot_text

# A mark lies this much above the point of its line; of no party in particular, at the top.
_ABOVE, _TOP = 0.42, 4.85


def noise_cones(panel: Panel) -> Sequence[go.Scatter]:
    """Draw how far each line could have gone since the previous round by chance alone."""
    return [_cone(line, line.chance_band, panel) for line in panel.lines if line.chance_band]


def _cone(line: Line, band: tuple[float, float], panel: Panel) -> go.Scatter:
    before, now = line.held[-2:]
    return go.Scatter(
        name=f"{line.name}, chance",
        x=[before, now, now],
        y=[line.mean(before), *band],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=panel.look.palette.noise,
        hoverinfo="skip",
        **panel.axes,
    )


def decline_marks(panel: Panel) -> Sequence[go.Scatter]:
    """Draw a mark in every round in which a decline was told; hollow where the topic is not."""
    declines = list_declines(panel.slots, panel.dimension)
    if not declines:
        return []
    signal, page = panel.look.palette.signal, panel.look.palette.page
    return [
        go.Scatter(
            name="declines",
            x=[each.slot for each in declines],
            y=[_height(each, panel) for each in declines],
            mode="markers",
            text=[_hover_text(each, panel) for each in declines],
            hovertemplate="%{text}<extra></extra>",
            marker={
                "symbol": "triangle-down",
                "size": 12,
                "opacity": 1,
                "color": [signal if each.is_dimension_named else page for each in declines],
                "line": {"width": 2, "color": signal},
            },
            **panel.axes,
        )
    ]


def _height(decline: Decline, panel: Panel) -> float:
    means = [
        mean
        for line in panel.lines
        if line.party_id == decline.party_id and (mean := line.mean(decline.slot)) is not None
    ]
    return min(means[0] + _ABOVE, _TOP) if means else _TOP


def _hover_text(decline: Decline, panel: Panel) -> str:
    t = panel.reader.t
    names = [line.name for line in panel.lines if line.party_id == decline.party_id]
    key = "flagged" if decline.is_dimension_named else "flagged_somewhere"
    lines = [
        *(bold(plot_text(capitalise(name))) for name in names),
        panel.reader.formatter.quarter(panel.slots[decline.slot].quarter),
        t(f"charts.trend.{key}"),
    ]
    return "<br>".join(lines)
