"""Events on a trend: a dotted line between the rounds, at its day, with a label at the top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from monitor.charts.layout import Part, line_shape, note
from monitor.charts.style import SMALL_TEXT_SIZE, Look
from monitor.charts.trend_lines import Slot
from monitor.domain.partnership import Partnership
from monitor.domain.register.log import EventKind
from monitor.domain.round import Quarter, RoundId
from monitor.domain.timeline import Timeline, TimelineEvent
from monitor.i18n.event_sentences import label_event, write_event
from monitor.i18n.reader import Reader, capitalise, plot_text, shorten

TOP, BOTTOM = 5.05, 0.95
_FOOT = 1.05  # Above the quarters under the axis.
# How much room there is before the first and after the last round, in quarters.
BEFORE, AFTER = 0.4, 0.28
_A_QUARTER = 91
_LONGEST_LABEL = 24
# How wide a sign of a label is, in quarters of the axis, and how high a row of labels on the scale.
_SIGN, _SIGN_NARROW = 0.11, 0.22
_ROWS, _ROW_HEIGHT = 2, 0.36


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event on the axis of the quarters: where it lies, and its words, short and in full."""

    x: float
    on: date
    kind: EventKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class EventLabel:
    """A place for the label of an event; ``is_left``: of its line. From ``start`` to ``end``."""

    mark: EventMark
    is_left: bool
    row: int
    start: float
    end: float

    def covers(self, other: "EventLabel") -> bool:
        """Tell whether two labels would lie over each other."""
        return self.row == other.row and self.start < other.end and other.start < self.end

    def crosses(self, lines: Sequence[float]) -> bool:
        """Tell whether it lies over one of these upright lines."""
        return any(self.start < x < self.end for x in lines)


def list_event_marks(
    partnership: Partnership, slots: Sequence[Slot], timeline: Timeline, reader: Reader
) -> Sequence[EventMark]:
    """Return the events that fall on the axis, oldest first."""
    marks = []
    for event in timeline.events:
        x = place_day(slots, timeline.held_on, event.on)
        if x is not None:
            label = capitalise(shorten(label_event(event, reader), _LONGEST_LABEL))
            text = capitalise(write_event(event, partnership, reader))
            day = reader.formatter.long_day(event.on)
            full = reader.t("event.with_day", event=text, day=day)
            marks.append(EventMark(x, event.on, event.kind, label, full))
    return marks


def find_shown_events(slots: Sequence[Slot], timeline: Timeline) -> Sequence[TimelineEvent]:
    """Return the events that fall on the axis, as they are."""
    return [
        each for each in timeline.events if place_day(slots, timeline.held_on, each.on) is not None
    ]


def place_day(slots: Sequence[Slot], held_on: Mapping[RoundId, date], day: date) -> float | None:
    """Return where a day lies between the rounds; None when it lies before the axis."""
    days = _days_of(slots, held_on)
    if day < days[0]:
        x = (day - days[0]).days / _A_QUARTER
        return x if x >= -BEFORE else None
    if day >= days[-1]:
        return len(days) - 1 + min(AFTER, (day - days[-1]).days / _A_QUARTER)
    place = max(place for place, start in enumerate(days) if start <= day)
    start, end = days[place], days[place + 1]
    return place + (day - start).days / (end - start).days


def find_labels(marks: Sequence[EventMark], quarters: int, look: Look) -> Sequence[EventLabel]:
    """Give labels their room, the newest first; an event without room keeps its line and mark.

    An agreement's label lies left of its line and the others lie right, where there is room. A
    label crosses the line of another event only where it must.
    """
    sign = _SIGN_NARROW if look.is_narrow else _SIGN
    labels: list[EventLabel] = []
    for mark in reversed(marks):
        others = [other.x for other in marks if other is not mark]
        free = [
            label
            for label in _choices(mark, sign)
            if label.start >= -BEFORE
            and label.end <= quarters - 1 + BEFORE
            and not any(label.covers(other) for other in labels)
        ]
        labels += sorted(free, key=lambda label: label.crosses(others))[:1]
    return labels


def draw_event_labels(
    labels: Sequence[EventLabel], axes: tuple[str, str], look: Look
) -> Sequence[Part]:
    """Return the labels as annotations at the top inside a panel."""
    x, y = axes
    # On the colour of the page, for where one crosses a line.
    ground = {"bgcolor": look.palette.page, "borderpad": 0}
    return [
        note(
            plot_text(label.mark.label),
            label.mark.x,
            TOP - label.row * _ROW_HEIGHT,
            xref=x,
            yref=y,
            xanchor="right" if label.is_left else "left",
            xshift=-3 if label.is_left else 3,
            yanchor="top",
            font={"size": SMALL_TEXT_SIZE},
            **(ground if label.crosses([each.mark.x for each in labels]) else {}),
        )
        for label in labels
    ]


def draw_event_lines(
    marks: Sequence[EventMark], axes: tuple[str, str], look: Look
) -> Sequence[Part]:
    """Return a dotted line for each event."""
    x, y = axes
    style = {"width": 1.5, "dash": "dot", "color": look.palette.control}
    return [
        line_shape((each.x, BOTTOM), (each.x, TOP), xref=x, yref=y, line=style) for each in marks
    ]


def draw_event_points(
    marks: Sequence[EventMark], axes: tuple[str, str], look: Look
) -> Sequence[go.Scatter]:
    """Return a small mark at the foot of each line, which tells its event in full."""
    if not marks:
        return []
    x, y = axes
    palette = look.palette
    return [
        go.Scatter(
            name="events",
            x=[each.x for each in marks],
            y=[_FOOT] * len(marks),
            mode="markers",
            cliponaxis=False,
            text=[plot_text(each.text) for each in marks],
            hovertemplate="%{text}<extra></extra>",
            marker={
                "symbol": "diamond",
                "size": 7,
                "opacity": 1,
                "color": palette.page,
                "line": {"width": 1.5, "color": palette.muted},
            },
            xaxis=x,
            yaxis=y,
        )
    ]


def _choices(mark: EventMark, sign: float) -> Iterator[EventLabel]:
    is_left_first = mark.kind is EventKind.AGREEMENT_SIGNED
    x, width = mark.x, (len(mark.label) + 1) * sign
    for row in range(_ROWS):
        for is_left in (is_left_first, not is_left_first):
            start, end = (x - width, x) if is_left else (x, x + width)
            yield EventLabel(mark, is_left, row, start, end)


def _days_of(slots: Sequence[Slot], held_on: Mapping[RoundId, date]) -> Sequence[date]:
    """Return the day of each slot: when its round closed, else the middle of the quarter."""
    days: list[date] = []
    for slot in slots:
        held = held_on.get(slot.published.round_id) if slot.published else None
        day = held or middle_of(slot.quarter)
        # A round may close after its quarter; days must go up all the same.
        after = date.fromordinal(days[-1].toordinal() + 1) if days else day
        days.append(max(day, after))
    return days


def middle_of(quarter: Quarter) -> date:
    """Return the day on which a quarter is half over."""
    return date(quarter.year, quarter.number * 3 - 1, 15)
