"""The growth path of an initiative and the support it gets, under the line of its room to grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from monitor.charts.growth_rows import Rows, draw_rows
from monitor.charts.layout import Part, base_axis, base_layout, bold, note
from monitor.charts.style import Look
from monitor.charts.table import Table
from monitor.charts.trend_course import course_traces, end_labels, single_margins
from monitor.charts.trend_events import middle_of
from monitor.charts.trend_lines import (
    LONGEST,
    Slot,
    list_lines,
    list_quarters,
    list_slots,
    quarter_ticks,
)
from monitor.charts.trend_panel import Panel
from monitor.domain.growth import GrowthPath, is_running
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.log import GrowthStep, Support
from monitor.domain.results import PublishedRound
from monitor.domain.round import Quarter
from monitor.domain.timeline import EMPTY_TIMELINE, Timeline
from monitor.i18n.growth_sentences import name_kinds, name_stage, write_now, write_step
from monitor.i18n.reader import Reader, capitalise, join_words

_Row = tuple[date, Sequence[str]]  # The day it begins, and the other cells.
_COURSE_HEIGHT, _ROW_HEIGHT, _MARGINS, _TICKS = 230, 34, 60, 44


@dataclass(frozen=True, slots=True)
class Growth:
    """What is drawn under the line: the path, the support, and when the rounds were held."""

    path: GrowthPath
    supports: Sequence[Support]
    today: date
    timeline: Timeline = EMPTY_TIMELINE


def draw_growth(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    growth: Growth,
    reader: Reader,
    look: Look,
) -> go.Figure:
    """Draw the room to grow over at most eight rounds, and under it path and support."""
    slots = list_slots(rounds)
    lines = list_lines(partnership, slots, Dimension.GROWTH, reader)
    panel = Panel(0, Dimension.GROWTH, slots, lines, reader, look)
    rows = Rows(growth.path, growth.supports, slots, growth.timeline.held_on, reader, look)
    lower = _ROW_HEIGHT * rows.count
    height = _COURSE_HEIGHT + lower + _MARGINS
    share = lower / (height - _MARGINS)
    drawn = draw_rows(rows)
    layout = base_layout(reader, look.palette, height=height)
    layout |= {
        "margin": {"l": 28, "r": 118, "t": 4, "b": 8},
        "annotations": [_title(panel), *end_labels(panel), *drawn.texts],
        "shapes": [*single_margins(panel), *drawn.shapes],
        **_axes(panel, rows, share),
    }
    return go.Figure(data=[*course_traces(panel), *drawn.traces], layout=layout)


def draw_path(growth: Growth, reader: Reader, look: Look) -> go.Figure:
    """Draw path and support alone, over the two years up to today."""
    slots = list_quarters(Quarter.of(growth.today))
    rows = Rows(growth.path, growth.supports, slots, {}, reader, look)
    drawn = draw_rows(rows)
    height = _ROW_HEIGHT * rows.count + _MARGINS
    layout = base_layout(reader, look.palette, height=height)
    layout |= {
        "margin": {"l": 8, "r": 118, "t": 4, "b": 8},
        "annotations": drawn.texts,
        "shapes": drawn.shapes,
        "xaxis2": _quarters(slots, reader, look, anchor="y2"),
        "yaxis2": _levels(rows, look, domain=[_TICKS / height, 1]),
    }
    return go.Figure(data=drawn.traces, layout=layout)


def describe_growth(growth: Growth, reader: Reader) -> str:
    """Say where the initiative stands, what comes next and which support it gets now."""
    t, running = reader.t, [each for each in growth.supports if is_running(each, growth.today)]
    sentences = [write_now(growth.path, reader)]
    if growth.path.next_step is not None:
        step = growth.path.next_step.content
        day = reader.formatter.long_day(step.on)
        sentences.append(t("growth.next", step=write_step(step, reader), day=day))
    kinds = [kind for each in running for kind in each.kinds]
    if kinds:
        sentences.append(t("growth.support_now", kinds=name_kinds(kinds, reader)))
    return " ".join(sentences)


def describe_room(
    partnership: Partnership, rounds: Sequence[PublishedRound], growth: Growth, reader: Reader
) -> str:
    """Say how much room to grow each party sees now, and where the initiative stands."""
    scores = _write_scores(partnership, rounds[-1], reader)
    return f"{reader.t('growth.room', scores=scores)} {describe_growth(growth, reader)}"


def table_of_growth(growth: Growth, reader: Reader) -> Table:
    """Return steps and support with their days, oldest first."""
    return _make_table(_list_rows(growth, reader), reader)


def table_of_room(
    partnership: Partnership, rounds: Sequence[PublishedRound], growth: Growth, reader: Reader
) -> Table:
    """Return steps, support and the numbers of the line above them, oldest first."""
    rows = [
        (
            growth.timeline.held_on.get(each.round_id) or middle_of(each.quarter),
            ["", _write_scores(partnership, each, reader), reader.dimension(Dimension.GROWTH)],
        )
        for each in rounds[-LONGEST:]
    ]
    return _make_table([*_list_rows(growth, reader), *rows], reader)


def _write_scores(partnership: Partnership, published: PublishedRound, reader: Reader) -> str:
    scores = [
        f"{reader.party(partnership, party.party_id)} {reader.party_score(party, Dimension.GROWTH)}"
        for party in published.parties
    ]
    return join_words(scores, reader.t)


def _make_table(rows: Sequence[_Row], reader: Reader) -> Table:
    headers = [reader.t(f"growth.table.{each}") for each in ("from", "until", "what", "kind")]
    in_order = sorted(rows, key=lambda row: row[0])
    return Table(headers, [[reader.formatter.long_day(on), *cells] for on, cells in in_order])


def _list_rows(growth: Growth, reader: Reader) -> Sequence[_Row]:
    planned = [each.content for each in growth.path.planned]
    steps = [
        _step_row(each.content, reader, is_planned=each.content in planned)
        for each in (*growth.path.taken, *growth.path.planned)
    ]
    return [*steps, *(_support_row(each, reader) for each in growth.supports)]


def _step_row(step: GrowthStep, reader: Reader, *, is_planned: bool) -> _Row:
    kind = name_stage(step.stage, reader) if step.stage else reader.t("growth.own_step")
    if is_planned:
        kind = reader.t("growth.planned_kind", kind=kind)
    return step.on, ["", step.text, capitalise(kind)]


def _support_row(support: Support, reader: Reader) -> _Row:
    until = reader.formatter.long_day(support.until) if support.until else ""
    kinds = capitalise(name_kinds(support.kinds, reader))
    return support.on, [until, support.text, kinds]


def _title(panel: Panel) -> Part:
    text = bold(panel.reader.dimension(panel.dimension))
    place = {"xref": "x domain", "yref": "y domain", "yshift": 4}
    return note(text, 0, 1, xanchor="left", yanchor="bottom", align="left", **place)


def _axes(panel: Panel, rows: Rows, share: float) -> Part:
    reader, look = panel.reader, panel.look
    return {
        "xaxis": _quarters(panel.slots, reader, look, anchor="y"),
        "yaxis": base_axis(
            look.palette,
            domain=[share + 0.12, 0.94],
            anchor="x",
            range=[0.95, 5.05],
            tickvals=[1, 2, 3, 4, 5],
            showgrid=True,
        ),
        "xaxis2": _quarters(panel.slots, reader, look, anchor="y2") | {"showticklabels": False},
        "yaxis2": _levels(rows, look, domain=[0, share]),
    }


def _quarters(slots: Sequence[Slot], reader: Reader, look: Look, *, anchor: str) -> Part:
    return base_axis(
        look.palette,
        anchor=anchor,
        range=[-0.4, len(slots) - 0.7],
        tickvals=list(range(len(slots))),
        ticktext=quarter_ticks(slots, reader),
        tickangle=0,
    )


def _levels(rows: Rows, look: Look, *, domain: Sequence[float]) -> Part:
    return base_axis(
        look.palette, domain=domain, anchor="x2", range=list(rows.range), showticklabels=False
    )
