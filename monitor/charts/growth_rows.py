"""The rows under the line of room to grow: a level per stage, and a bar per kind of support."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import plotly.graph_objects as go

from monitor.charts.layout import Part, line_shape, note, tinted
from monitor.charts.style import SMALL_TEXT_SIZE, Look, Shape
from monitor.charts.trend_events import AFTER, BEFORE, place_day
from monitor.charts.trend_lines import Slot
from monitor.domain.growth import STAGES, GrowthPath
from monitor.domain.register.log import GrowthStage, Support, SupportKind
from monitor.domain.round import RoundId
from monitor.i18n.growth_sentences import name_kind, name_stage
from monitor.i18n.reader import Reader, capitalise, plot_text

_BAR_WIDTH, _PATH_WIDTH = 10, 3
# What a text lies above the line it names, of the distance between two rows.
_ABOVE = 0.06


@dataclass(frozen=True)
class Rows:
    """What the rows show, and on which quarters."""

    path: GrowthPath
    supports: Sequence[Support]
    slots: Sequence[Slot]
    held_on: Mapping[RoundId, date]
    reader: Reader
    look: Look

    @cached_property
    def kinds(self) -> Sequence[SupportKind]:
        """The kinds of support that were ever given, in a fixed order."""
        given = {kind for each in self.supports for kind in each.kinds}
        return [kind for kind in SupportKind if kind in given]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(STAGES) + len(self.kinds)

    @property
    def range(self) -> tuple[float, float]:
        """From where to where the rows lie: stages above 0, support below it."""
        return -len(self.kinds) - 0.3, len(STAGES) - 0.1

    @property
    def end(self) -> float:
        """Where the axis ends."""
        return len(self.slots) - 1 + AFTER

    def x(self, day: date) -> float:
        """Return where a day lies; one before the axis at its beginning."""
        placed = place_day(self.slots, self.held_on, day)
        return -BEFORE if placed is None else placed

    def support_row(self, kind: SupportKind) -> float:
        """Return the height of the row of a kind of support."""
        return -0.85 - self.kinds.index(kind)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of a figure."""

    traces: Sequence[go.Scatter]
    shapes: Sequence[Part]
    texts: Sequence[Part]


def draw_rows(rows: Rows) -> Drawn:
    """Draw all rows on the second pair of axes."""
    return Drawn(
        traces=[*_path(rows), *_own_steps(rows), *_planned(rows), *_supports(rows)],
        shapes=_levels(rows),
        texts=[*_stage_names(rows), *_support_names(rows), *_planned_text(rows)],
    )


def _level(stage: GrowthStage) -> float:
    return STAGES.index(stage)


def _levels(rows: Rows) -> Sequence[Part]:
    style = {"width": 1, "color": rows.look.palette.gridline}
    return [
        line_shape(
            (-BEFORE, _level(stage)), (rows.end, _level(stage)), xref="x2", yref="y2", line=style
        )
        for stage in STAGES
    ]


def _stage_names(rows: Rows) -> Iterator[Part]:
    for stage in STAGES:
        name = plot_text(capitalise(name_stage(stage, rows.reader)))
        yield _row_name(name, _level(stage) + _ABOVE, rows)


def _support_names(rows: Rows) -> Iterator[Part]:
    for kind in rows.kinds:
        name = plot_text(capitalise(name_kind(kind, rows.reader)))
        yield _row_name(name, rows.support_row(kind) + 0.16, rows)


def _row_name(name: str, height: float, rows: Rows) -> Part:
    return note(
        tinted(name, rows.look.palette.muted),
        -BEFORE,
        height,
        xref="x2",
        yref="y2",
        xanchor="left",
        yanchor="bottom",
        font={"size": SMALL_TEXT_SIZE},
        # The path may climb through a name.
        bgcolor=rows.look.palette.page,
        borderpad=0,
    )


def _path(rows: Rows) -> Sequence[go.Scatter]:
    """Draw the stages as a staircase up to the end of the axis, with a mark at each step."""
    stages = rows.path.stages
    if not stages:
        return []
    colour = rows.look.palette.initiative.mark
    formatter = rows.reader.formatter
    last_x, last_y = rows.end, _level(stages[-1][1])
    texts = [
        f"{capitalise(name_stage(stage, rows.reader))}<br>{formatter.long_day(on)}"
        for on, stage in stages
    ]
    return [
        _trace(
            "growth path",
            [*(rows.x(on) for on, _ in stages), last_x],
            [*(_level(stage) for _, stage in stages), last_y],
            mode="lines",
            hoverinfo="skip",
            line={"width": _PATH_WIDTH, "color": colour, "shape": "hv"},
        ),
        _trace(
            "stages",
            [rows.x(on) for on, _ in stages],
            [_level(stage) for _, stage in stages],
            mode="markers",
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            marker={"symbol": Shape.CIRCLE.value, "size": 11, "opacity": 1, "color": colour},
        ),
    ]


def _own_steps(rows: Rows) -> Sequence[go.Scatter]:
    """Draw a small mark for each step within a stage, on the level of that stage."""
    steps = [each.content for each in rows.path.taken if each.content.stage is None]
    if not steps:
        return []
    return [
        _trace(
            "own steps",
            [rows.x(step.on) for step in steps],
            [_height_on(step.on, rows) for step in steps],
            mode="markers",
            text=[plot_text(f"{step.text} ({_day(step.on, rows)})") for step in steps],
            hovertemplate="%{text}<extra></extra>",
            marker=_hollow(Shape.DIAMOND, 10, rows),
        )
    ]


def _planned(rows: Rows) -> Sequence[go.Scatter]:
    step = rows.path.next_step
    if step is None:
        return []
    return [
        _trace(
            "planned",
            [rows.x(step.content.on)],
            [_planned_height(rows)],
            mode="markers",
            text=[plot_text(f"{step.content.text} ({_day(step.content.on, rows)})")],
            hovertemplate="%{text}<extra></extra>",
            marker=_hollow(Shape.CIRCLE, 12, rows),
        )
    ]


def _planned_text(rows: Rows) -> Iterator[Part]:
    """Write beside the axis for when the next step is planned."""
    step = rows.path.next_step
    if step is not None:
        day = rows.reader.formatter.month(step.content.on)
        yield note(
            rows.reader.t("growth.planned_for", month=day),
            1,
            _planned_height(rows),
            xref="x2 domain",
            yref="y2",
            xanchor="left",
            xshift=6,
            yanchor="middle",
            align="left",
            font={"size": SMALL_TEXT_SIZE},
        )


def _planned_height(rows: Rows) -> float:
    step = rows.path.next_step
    if step is not None and step.content.stage is not None:
        return _level(step.content.stage)
    return _level(rows.path.stage) if rows.path.stage else 0


def _supports(rows: Rows) -> Iterator[go.Scatter]:
    """Draw each support as a bar in the row of its kinds; one without an end goes on."""
    for each in rows.supports:
        for kind in each.kinds:
            height, until = rows.support_row(kind), each.until
            end = rows.end if until is None else rows.x(until)
            start = rows.x(each.on)
            yield _trace(
                f"support {kind.value}",
                [start, (start + end) / 2, end],
                [height] * 3,
                mode="lines",
                text=[_support_text(each, rows)] * 3,
                hovertemplate="%{text}<extra></extra>",
                line={"width": _BAR_WIDTH, "color": rows.look.palette.control},
            )


def _support_text(support: Support, rows: Rows) -> str:
    days = _day(support.on, rows)
    if support.until is not None:
        days = f"{days} – {_day(support.until, rows)}"
    return f"{plot_text(support.text)}<br>{days}"


def _height_on(day: date, rows: Rows) -> float:
    """Return the level of the stage on a day; the lowest before any was written down."""
    reached = [stage for on, stage in rows.path.stages if on <= day]
    return _level(reached[-1]) if reached else 0


def _hollow(shape: Shape, size: int, rows: Rows) -> Part:
    palette = rows.look.palette
    return {
        "symbol": shape.value,
        "size": size,
        "opacity": 1,
        "color": palette.page,
        "line": {"width": 2, "color": palette.initiative.mark},
    }


def _day(day: date, rows: Rows) -> str:
    return rows.reader.formatter.long_day(day)


def _trace(name: str, x: Sequence[float], y: Sequence[float], **more: object) -> go.Scatter:
    return go.Scatter(name=name, x=x, y=y, cliponaxis=False, xaxis="x2", yaxis="y2", **more)
