"""Pictures that explain a signal: what chance does to a small group, and how evidence builds up."""

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import Part, base_axis, base_layout, line_shape, note
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.charts.table import Table
from monitor.domain.analysis.findings import ACT_EVIDENCE, WATCH_EVIDENCE
from monitor.domain.examples import ExampleCourse, SteadyParty
from monitor.domain.results import Severity
from monitor.i18n.reader import Reader

_SCALE = {"range": [0.95, 5.3], "tickvals": [1, 2, 3, 4, 5], "showgrid": True}
_THRESHOLDS = {Severity.WATCH: WATCH_EVIDENCE, Severity.ACT: ACT_EVIDENCE}
_MOST_EVIDENCE = 400.0


def draw_repeats(party: SteadyParty, reader: Reader, look: Look) -> go.Figure:
    """Draw one party measured many times, with the band in which chance alone would put it."""
    palette, (low, high), places = look.palette, party.band, _places(party.scores)
    ends = 0.4, len(places) + 0.6
    level = {"color": palette.muted, "width": 1, "dash": "dot"}
    band = {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.noise}
    layout = base_layout(reader, palette, height=260)
    layout |= {
        "margin": {"l": 28, "r": 12, "t": 8, "b": 28},
        "xaxis": base_axis(palette, range=ends, tickvals=places),
        "yaxis": base_axis(palette, **_SCALE),
        "shapes": [
            {**band, "x0": ends[0], "x1": ends[1], "y0": low, "y1": high},
            line_shape((ends[0], party.level), (ends[1], party.level), line=level),
        ],
    }
    marks = go.Scatter(
        x=places,
        y=list(party.scores),
        mode="markers+text",
        text=[reader.formatter.points(score) for score in party.scores],
        textposition="top center",
        textfont={"size": SMALL_TEXT_SIZE, "color": palette.ink},
        marker={"symbol": "circle", "size": 11, "color": palette.initiative.mark, "opacity": 1},
        hoverinfo="skip",
    )
    return go.Figure(data=[marks], layout=layout)


def describe_repeats(party: SteadyParty, reader: Reader) -> str:
    """Say between which numbers the measurements lie."""
    write = reader.formatter.points
    low, high = write(min(party.scores)), write(max(party.scores))
    return reader.t("how.noise.finding", people=party.people, low=low, high=high)


def table_of_repeats(party: SteadyParty, reader: Reader) -> Table:
    """Return the numbers of the figure."""
    rows = [
        [reader.formatter.number(place), reader.formatter.points(score)]
        for place, score in zip(_places(party.scores), party.scores, strict=True)
    ]
    return Table([reader.t("how.noise.time"), reader.t("how.score")], rows)


def draw_course(course: ExampleCourse, reader: Reader, look: Look) -> go.Figure:
    """Draw the scores of an example party, and under them the evidence that it fell."""
    palette, places = look.palette, _places(course.scores)
    layout = base_layout(reader, palette, height=330)
    x_axis = {"range": [0.4, len(places) + 0.6], "tickvals": places}
    layout |= {
        "margin": {"l": 28, "r": 12, "t": 24, "b": 28},
        "xaxis": base_axis(palette, anchor="y", showticklabels=False, **x_axis),
        "yaxis": base_axis(palette, domain=[0.52, 1], anchor="x", **_SCALE),
        "xaxis2": base_axis(palette, anchor="y2", **x_axis),
        "yaxis2": base_axis(
            palette, domain=[0, 0.4], anchor="x2", range=[0, _height(_MOST_EVIDENCE)], tickvals=[]
        ),
        "bargap": 0.35,
        "annotations": _headings(reader) + _threshold_names(reader, look),
        "shapes": _threshold_lines(len(places), look),
    }
    line = go.Scatter(
        x=places,
        y=list(course.scores),
        mode="lines+markers",
        line={"width": 2.5, "color": palette.initiative.mark},
        marker={"symbol": "circle", "size": 8, "opacity": 1},
        hoverinfo="skip",
    )
    bars = go.Bar(
        x=places,
        y=[_height(evidence) for evidence in course.evidence],
        marker={"color": [_colour(each, look) for each in course.evidence]},
        hoverinfo="skip",
        xaxis="x2",
        yaxis="y2",
    )
    return go.Figure(data=[line, bars], layout=layout)


def table_of_course(course: ExampleCourse, reader: Reader) -> Table:
    """Return the scores of a figure, and what the evidence says in each round."""
    t = reader.t
    rows = [
        [
            reader.formatter.number(place),
            reader.formatter.points(score),
            t(f"how.level.{severity.value}") if severity else t("how.level.none"),
        ]
        for place, score, severity in zip(
            _places(course.scores), course.scores, course.severities, strict=True
        )
    ]
    return Table([t("how.round"), t("how.score"), t("how.evidence")], rows)


def _places(values: Sequence[float]) -> list[int]:
    return [*range(1, len(values) + 1)]


def _height(evidence: float) -> float:
    """Return how high a bar is: evidence multiplies, so its logarithm adds up."""
    return math.log1p(min(evidence, _MOST_EVIDENCE))


def _colour(evidence: float, look: Look) -> str:
    if evidence < WATCH_EVIDENCE:
        return look.palette.control
    return look.palette.signal


def _headings(reader: Reader) -> list[Part]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return [
        note(reader.t("how.score"), 0, 1, **place),
        note(reader.t("how.evidence"), 0, 0.4, **place),
    ]


def _threshold_lines(rounds: int, look: Look) -> list[Part]:
    style = {"color": look.palette.muted, "width": 1, "dash": "dot"}
    return [
        line_shape(
            (0.4, _height(threshold)),
            (rounds + 0.6, _height(threshold)),
            xref="x2",
            yref="y2",
            line=style,
        )
        for threshold in _THRESHOLDS.values()
    ]


def _threshold_names(reader: Reader, look: Look) -> list[Part]:
    """Write the name of each threshold on its line."""
    place = {"xref": "x2 domain", "yref": "y2", "xanchor": "left", "yanchor": "bottom"}
    font = {"size": SMALL_TEXT_SIZE, "color": look.palette.muted}
    return [
        note(reader.t(f"how.level.{severity.value}"), 0, _height(threshold), font=font, **place)
        for severity, threshold in _THRESHOLDS.items()
    ]
