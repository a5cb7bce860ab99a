"""How every dimension moved over the last rounds: a small chart each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from monitor.charts.reader import COARSE_STEP, Reader, capitalise, join_words, plot_text, shorten
from monitor.charts.style import SMALL_TEXT_SIZE, Look, PartyMark, choose_marks
from monitor.charts.table import Table
from monitor.domain.partnership import Partnership, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedRound, PublishedScore
from monitor.domain.round import Quarter

LONGEST = 8
MOVED = 0.25
FLOOR = 1.14
# Labels at the end of the lines are pushed apart to at least this much of the scale.
LABEL_DISTANCE = 0.42
PANEL_HEIGHT = 280
LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class _Slot:
    """A quarter on the axis; None where no round was held."""

    quarter: Quarter
    published: PublishedRound | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One party on one dimension: a score per slot (None: no round, or the party was absent)."""

    name: str
    mark: PartyMark
    colour: str
    band: str
    scores: Sequence[PublishedScore | None]
    fine: Sequence[bool]

    def mean(self, slot: int) -> float | None:
        """Return the mean in a slot, where there is one."""
        score = self.scores[slot]
        return score.mean if score else None

    def is_hidden(self, slot: int) -> bool:
        """Tell whether a round was held of which this party's number is not shown."""
        score = self.scores[slot]
        return score is not None and score.mean is None


def draw_trend(
    partnership: Partnership,
    rounds: Sequence[PublishedRound],
    reader: Reader,
    look: Look,
    *,
    columns: int = 2,
) -> go.Figure:
    """Draw the last eight rounds (oldest first), a panel per dimension in so many columns."""
    slots = _slots(rounds)
    panels = [_lines(partnership, slots, dimension, reader, look) for dimension in Dimension]
    layout = base_layout(reader, look.palette, height=PANEL_HEIGHT * len(panels) // columns)
    layout |= {"margin": {"l": 28, "r": 118, "t": 4, "b": 8}, "annotations": [], "shapes": []}
    traces: list[go.Scatter] = []
    for place, (dimension, lines) in enumerate(zip(Dimension, panels, strict=True)):
        axes = {name: f"{name[0]}{axis_number(place)}" for name in ("xaxis", "yaxis")}
        layout |= _axes(place, columns, slots, (reader, look))
        layout["annotations"] += _title(dimension, lines, axes, (reader, look))
        layout["annotations"] += _end_labels(lines, axes, reader)
        layout["shapes"] += [bar for line in lines for bar in _single_margins(line, axes)]
        traces += [band for line in lines for band in _bands(line, axes)]
        traces += [_line_trace(line, axes, slots, reader) for line in lines]
        traces += [_last_mark(line, axes, look) for line in lines]
        traces += [_hidden_marks(line, axes, slots, (reader, look)) for line in lines]
    return go.Figure(data=traces, layout=layout)


def describe_trend(
    partnership: Partnership, rounds: Sequence[PublishedRound], reader: Reader
) -> str:
    """Say in one sentence what moved between the last two rounds."""
    t = reader.t
    if len(rounds) < 2:  # noqa: PLR2004 - a course takes two rounds.
        return t("charts.trend.alt_first")
    slots = _slots(rounds)
    moves: dict[tuple[str, str], list[str]] = {}
    for dimension in Dimension:
        for line in _plain_lines(partnership, slots, dimension, reader):
            change = _change(line)
            if change is not None and _is_move(line, change):
                way = "up" if change > 0 else "down"
                moves.setdefault((line.name, way), []).append(reader.dimension(dimension).lower())
    count = min(len(rounds), LONGEST)
    if not moves:
        return t("charts.trend.alt_still", rounds=count)
    parts = [
        t(f"charts.trend.alt_{way}", party=name, dimensions=join_words(dimensions, t))
        for (name, way), dimensions in moves.items()
    ]
    return t("charts.trend.alt", rounds=count, moves=capitalise("; ".join(parts)))


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


def _slots(rounds: Sequence[PublishedRound]) -> Sequence[_Slot]:
    """Lay the last rounds on an unbroken row of quarters, eight at least."""
    slots: list[_Slot] = []
    for published in rounds[-LONGEST:]:
        while slots and slots[-1].quarter.shift(1) < published.quarter:
            slots.append(_Slot(slots[-1].quarter.shift(1), None))
        slots.append(_Slot(published.quarter, published))
    while len(slots) < LONGEST:
        slots.insert(0, _Slot(slots[0].quarter.shift(-1), None))
    return slots


def _plain_lines(
    partnership: Partnership, slots: Sequence[_Slot], dimension: Dimension, reader: Reader
) -> Sequence[_Line]:
    marks = choose_marks(partnership)
    return [
        _Line(
            reader.party(partnership, party.id),
            marks[party.id],
            "",
            "",
            [_score(slot.published, party.id, dimension) for slot in slots],
            [_is_fine(slot.published, party.id) for slot in slots],
        )
        for party in partnership.parties
    ]


def _lines(
    partnership: Partnership,
    slots: Sequence[_Slot],
    dimension: Dimension,
    reader: Reader,
    look: Look,
) -> Sequence[_Line]:
    return [
        _Line(line.name, line.mark, colours.mark, colours.band, line.scores, line.fine)
        for line in _plain_lines(partnership, slots, dimension, reader)
        for colours in [look.palette.of(line.mark.kind)]
    ]


def _score(
    published: PublishedRound | None, party_id: PartyId, dimension: Dimension
) -> PublishedScore | None:
    for party in published.parties if published else ():
        if party.party_id == party_id:
            return party.scores.get(dimension)
    return None


def _is_fine(published: PublishedRound | None, party_id: PartyId) -> bool:
    parties = published.parties if published else ()
    return any(party.party_id == party_id and party.tier.is_fine for party in parties)


def _held(line: _Line) -> Sequence[int]:
    return [slot for slot, score in enumerate(line.scores) if score is not None]


def _change(line: _Line) -> float | None:
    """Return how much the mean moved between the last two rounds, if both are shown."""
    held = _held(line)
    if len(held) < 2:  # noqa: PLR2004 - a change takes two rounds.
        return None
    before, now = line.mean(held[-2]), line.mean(held[-1])
    return None if before is None or now is None else round(now - before, 6)


def _is_move(line: _Line, change: float) -> bool:
    before, now = _held(line)[-2:]
    if line.fine[before] and line.fine[now]:
        return abs(change) >= MOVED
    return abs(change) > COARSE_STEP


def _finding(lines: Sequence[_Line], reader: Reader) -> str:
    """Say plainly what a panel shows."""
    t = reader.t
    if max(len(_held(line)) for line in lines) == 1:
        return t("charts.trend.first")
    changes = [(line, _change(line)) for line in lines]
    if all(change is None for _, change in changes):
        return t("charts.trend.unknown")
    moves = [
        t(
            f"charts.trend.{'up' if change > 0 else 'down'}",
            party=line.name,
            amount=reader.formatter.points(abs(change)),
        )
        for line, change in changes
        if change is not None and _is_move(line, change)
    ]
    return join_words(moves, t) if moves else t("charts.trend.still")


def _axes(
    place: int, columns: int, slots: Sequence[_Slot], view: tuple[Reader, Look]
) -> Mapping[str, Part]:
    reader, look = view
    row, column = divmod(place, columns)
    height = 1 / (len(Dimension) // columns)
    top = 1 - row * height
    left, right = (0.0, 1.0) if columns == 1 else ((0.0, 0.4), (0.57, 1.0))[column]
    suffix = axis_number(place)
    x_axis = base_axis(
        look.palette,
        domain=[left, right],
        anchor=f"y{suffix}",
        range=[-0.4, len(slots) - 0.7],
        tickvals=list(range(len(slots))),
        ticktext=_ticks(slots, reader),
        tickangle=0,
    )
    y_axis = base_axis(
        look.palette,
        domain=[top - height * 0.8, top - height * 0.13],
        anchor=f"x{suffix}",
        range=[0.95, 5.05],
        tickvals=[1, 2, 3, 4, 5],
        showgrid=True,
    )
    return {f"xaxis{suffix}": x_axis, f"yaxis{suffix}": y_axis}


def _ticks(slots: Sequence[_Slot], reader: Reader) -> Sequence[str]:
    """Write the quarters; the year only under the first tick and under every first quarter."""
    return [
        f"{reader.formatter.quarter_tick(slot.quarter)}<br>{slot.quarter.year}"
        if place == 0 or slot.quarter.number == 1
        else reader.formatter.quarter_tick(slot.quarter)
        for place, slot in enumerate(slots)
    ]


def _title(
    dimension: Dimension, lines: Sequence[_Line], axes: Part, view: tuple[Reader, Look]
) -> Sequence[Part]:
    reader, look = view
    finding = plot_text(_finding(lines, reader))
    separator = "<br>" if look.is_narrow else "&nbsp;&nbsp; "
    text = bold(reader.dimension(dimension)) + separator
    text += f'<span style="font-size:{SMALL_TEXT_SIZE}px">{finding}</span>'
    return [
        note(
            text,
            0,
            1,
            xref=f"{axes['xaxis']} domain",
            yref=f"{axes['yaxis']} domain",
            xanchor="left",
            yanchor="bottom",
            align="left",
            yshift=4,
        )
    ]


def _end_labels(lines: Sequence[_Line], axes: Part, reader: Reader) -> Sequence[Part]:
    wanted = []
    for line in lines:
        held = _held(line)
        if not held:
            continue
        mean = line.mean(held[-1])
        name = plot_text(capitalise(shorten(line.name, LONGEST_LABEL)))
        if mean is None:
            text, height = f"{name}:<br>{reader.t('charts.no_number')}", FLOOR
        else:
            text = f"{name} {bold(reader.score(mean, fine=line.fine[held[-1]]))}"
            height = mean
        wanted.append((height, tinted(text, line.colour)))
    return [
        note(
            text,
            1,
            height,
            xref=f"{axes['xaxis']} domain",
            yref=axes["yaxis"],
            xanchor="left",
            yanchor="middle",
            align="left",
            xshift=6,
        )
        for text, height in _push_apart(wanted)
    ]


def _push_apart(labels: Sequence[tuple[float, str]]) -> Sequence[tuple[str, float]]:
    """Move labels up so that none covers another, from the lowest one."""
    placed: list[tuple[str, float]] = []
    for height, text in sorted(labels):
        lowest = placed[-1][1] + LABEL_DISTANCE if placed else height
        placed.append((text, max(height, lowest)))
    return placed


def _runs(slots: Sequence[int]) -> Sequence[Sequence[int]]:
    """Split slots into unbroken runs."""
    runs: list[list[int]] = []
    for slot in slots:
        if runs and runs[-1][-1] == slot - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return runs


def _margins(line: _Line) -> Mapping[int, tuple[float, float]]:
    return {
        slot: (score.low, score.high)
        for slot, score in enumerate(line.scores)
        if score and score.low is not None and score.high is not None
    }


def _bands(line: _Line, axes: Part) -> Sequence[go.Scatter]:
    margins = _margins(line)
    return [
        go.Scatter(
            x=[*run, *reversed(run)],
            y=[margins[slot][0] for slot in run] + [margins[slot][1] for slot in reversed(run)],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=line.band,
            hoverinfo="skip",
            name=f"{line.name}, margin",
            **axes,
        )
        for run in _runs(sorted(margins))
        if len(run) > 1
    ]


def _single_margins(line: _Line, axes: Part) -> Sequence[Part]:
    margins = _margins(line)
    alone = [run[0] for run in _runs(sorted(margins)) if len(run) == 1]
    return [
        line_shape(
            (slot, margins[slot][0]),
            (slot, margins[slot][1]),
            xref=axes["xaxis"],
            yref=axes["yaxis"],
            line={"width": 12, "color": line.band},
        )
        for slot in alone
    ]


def _line_trace(line: _Line, axes: Part, slots: Sequence[_Slot], reader: Reader) -> go.Scatter:
    means = [line.mean(slot) for slot in range(len(slots))]
    return go.Scatter(
        name=line.name,
        x=list(range(len(slots))),
        y=means,
        connectgaps=False,
        mode="lines+markers",
        line={"width": 2.5, "color": line.colour, "dash": line.mark.dash},
        marker={"symbol": line.mark.shape.value, "size": 6, "color": line.colour, "opacity": 1},
        text=[_hover_text(line, slot, slots, reader) for slot in range(len(slots))],
        hovertemplate="%{text}<extra></extra>",
        **axes,
    )


def _hover_text(line: _Line, slot: int, slots: Sequence[_Slot], reader: Reader) -> str:
    mean, score = line.mean(slot), line.scores[slot]
    lines = [
        bold(plot_text(capitalise(line.name))),
        reader.formatter.quarter(slots[slot].quarter),
        reader.t("charts.no_number")
        if mean is None
        else reader.spoken_score(mean, fine=line.fine[slot]),
    ]
    if score and score.low is not None and score.high is not None:
        low, high = reader.formatter.points(score.low), reader.formatter.points(score.high)
        lines.append(reader.t("charts.margin", low=low, high=high))
    return "<br>".join(lines)


def _last_mark(line: _Line, axes: Part, look: Look) -> go.Scatter:
    held = [slot for slot in _held(line)[-1:] if line.mean(slot) is not None]
    return go.Scatter(
        name=f"{line.name}, latest",
        x=held,
        y=[line.mean(slot) for slot in held],
        mode="markers",
        hoverinfo="skip",
        marker={
            "symbol": line.mark.shape.value,
            "size": 12,
            "opacity": 1,
            "color": line.colour,
            "line": {"width": 1, "color": look.palette.page},
        },
        **axes,
    )


def _hidden_marks(
    line: _Line, axes: Part, slots: Sequence[_Slot], view: tuple[Reader, Look]
) -> go.Scatter:
    reader, look = view
    hidden = [slot for slot in _held(line) if line.is_hidden(slot)]
    return go.Scatter(
        name=f"{line.name}, hidden",
        x=hidden,
        y=[FLOOR] * len(hidden),
        mode="markers",
        text=[
            f"{_hover_text(line, slot, slots, reader)}<br>{_why_hidden(line, slot, reader)}"
            for slot in hidden
        ],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": line.mark.shape.value,
            "size": 10,
            "opacity": 1,
            "color": look.palette.page,
            "line": {"width": 2, "color": line.colour},
        },
        **axes,
    )


def _why_hidden(line: _Line, slot: int, reader: Reader) -> str:
    score = line.scores[slot]
    reason = score.hidden_because if score else None
    return reader.t(f"charts.hidden.{reason.value}") if reason else ""
