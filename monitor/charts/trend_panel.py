"""One small chart of the trend: its dimension, its lines, and where in the figure it lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.charts.layout import Part, axis_number
from monitor.charts.style import Look, PartyColours
from monitor.charts.trend_events import EventMark
from monitor.charts.trend_lines import Line, Slot
from monitor.domain.questionnaire import Dimension
from monitor.i18n.reader import Reader


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart, and how it is to look."""

    place: int
    dimension: Dimension
    slots: Sequence[Slot]
    lines: Sequence[Line]
    reader: Reader
    look: Look
    events: Sequence[EventMark] = ()

    @property
    def x(self) -> str:
        """Name of the horizontal axis."""
        return f"x{axis_number(self.place)}"

    @property
    def y(self) -> str:
        """Name of the vertical axis."""
        return f"y{axis_number(self.place)}"

    @property
    def axes(self) -> Part:
        """Both axes, as a trace wants them."""
        return {"xaxis": self.x, "yaxis": self.y}

    def colours(self, line: Line) -> PartyColours:
        """Return the colours of a line."""
        return self.look.palette.of(line.mark.kind)
