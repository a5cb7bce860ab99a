"""How every dimension moved over the last rounds: a small chart each."""

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.layout import (
    Part,
    axis_number,
    base_axis,
    base_layout,
    bold,
    note,
)
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.charts.table import Table
from monitor.charts.trend_course import course_traces, end_labels, single_margins
from monitor.charts.trend_events import (
    EventMark,
    draw_event_labels,
    draw_event_lines,
    find_labels,
    find_shown_events,
    list_event_marks,
)
from monitor.charts.trend_lines import (
    LONGEST,
    list_declines,
    list_lines,
    list_slots,
    quarter_ticks,
)
from monitor.charts.trend_panel import Panel
from monitor.domain.partnership import Partnership
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind, PublishedRound
from monitor.domain.round import Quarter
from monitor.domain.timeline import EMPTY_TIMELINE, Timeline, find_new_contacts
from monitor.i18n.event_sentences import write_careful_reading, write_events
from monitor.i18n.reader import Reader, capitalise, join_words, plot_text

PANEL_HEIGHT = 280


def draw_trend(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    reader: Reader,
    look: Look,
    timeline: Timeline = EMPTY_TIMELINE,
) -> go.Figure:
    """Draw the last eight rounds (oldest first), a panel per dimension, two in a row if it fits."""
    columns = 1 if look.is_narrow else 2
    slots = list_slots(rounds)
    events = list_event_marks(partnership, slots, timeline, reader)
    panels = [
        Panel(
            place,
            dimension,
            slots,
            list_lines(partnership, slots, dimension, reader),
            reader,
            look,
            events,
        )
        for place, dimension in enumerate(Dimension)
    ]
    layout = base_layout(reader, look.palette, height=PANEL_HEIGHT * len(panels) // columns)
    layout |= {
        "margin": {"l": 28, "r": 118, "t": 4, "b": 8},
        "annotations": [text for panel in panels for text in _texts(panel)],
        "shapes": [line for panel in panels for line in _shapes(panel)],
    }
    for panel in panels:
        layout |= _axes(panel, columns)
    traces = [trace for panel in panels for trace in course_traces(panel)]
    return go.Figure(data=traces, layout=layout)


def describe_trend(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    reader: Reader,
    timeline: Timeline = EMPTY_TIMELINE,
) -> str:
    """Say what moved beyond the margins between the last two rounds, and what happened besides."""
    course = _describe_course(partnership, rounds, reader)
    new = find_new_contacts(timeline, rounds)
    shown = [each for each in find_shown_events(list_slots(rounds), timeline) if each not in new]
    happened = write_events(shown, partnership, reader)
    careful = write_careful_reading(new, partnership, reader)
    return " ".join(filter(None, [course, happened, careful]))


def _describe_course(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> str:
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
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    reader: Reader,
    timeline: Timeline = EMPTY_TIMELINE,
) -> Table:
    """Return the numbers of the figure: a row per quarter and party, newest first, and events."""
    t = reader.t
    marks = list_event_marks(partnership, list_slots(rounds), timeline, reader)
    headers = [t("charts.quarter"), t("charts.party")]
    headers += [reader.dimension(dimension) for dimension in Dimension]
    lines = [
        (
            published.quarter,
            [
                capitalise(reader.party(partnership, party.party_id)),
                *(reader.party_score(party, dimension) for dimension in Dimension),
            ],
        )
        for published in reversed(rounds[-LONGEST:])
        for party in published.parties
    ]
    if not marks:
        return Table(headers, [[reader.formatter.quarter(each), *cells] for each, cells in lines])
    return Table([*headers, t("event.column")], _add_events(lines, marks, reader))


def _add_events(
    lines: Sequence[tuple[Quarter, Sequence[str]]], marks: Sequence[EventMark], reader: Reader
) -> Sequence[Sequence[str]]:
    """Add what happened in a quarter to its first row, or as a row of its own."""
    happened: dict[Quarter, list[str]] = {}
    for mark in marks:
        happened.setdefault(Quarter.of(mark.on), []).append(mark.text)
    held = {quarter for quarter, _ in lines}
    others = [(each, [""] * (1 + len(Dimension))) for each in happened if each not in held]
    rows = []
    for quarter, cells in sorted([*lines, *others], key=lambda line: line[0], reverse=True):
        told = "; ".join(happened.pop(quarter, []))
        rows.append([reader.formatter.quarter(quarter), *cells, told])
    return rows


def _shapes(panel: Panel) -> Sequence[Part]:
    lines = draw_event_lines(panel.events, (panel.x, panel.y), panel.look)
    return [*lines, *single_margins(panel)]


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
        ticktext=quarter_ticks(panel.slots, panel.reader),
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


def _texts(panel: Panel) -> Sequence[Part]:
    room = find_labels(panel.events, len(panel.slots), panel.look)
    labels = draw_event_labels(room, (panel.x, panel.y), panel.look)
    return [_title(panel), *end_labels(panel), *labels]


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
