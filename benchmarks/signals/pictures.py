"""The pictures of the benchmark: lines in small frames, as SVG, without a drawing library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np

from benchmarks.signals.comparison import Performance
from benchmarks.signals.scenarios import CHANGES
from benchmarks.signals.study import Outcome
from benchmarks.signals.tables import by_band

_WIDTH, _HEIGHT = 190, 130
_GAP, _TOP, _LEFT = 40, 46, 44
_PER_ROW = 4
_LEGEND = 26
_STYLES = (
    'stroke="#0b5fa5" stroke-width="3"',
    'stroke="#0b5fa5" stroke-width="2.5" stroke-dasharray="7 3"',
    'stroke="#b3541e" stroke-width="2"',
    'stroke="#5b5b5b" stroke-width="2" stroke-dasharray="2 3"',
    'stroke="#7a3b8f" stroke-width="2" stroke-dasharray="9 3 2 3"',
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One small picture: lines by name over the same places, as shares of ``top``."""

    title: str
    places: Sequence[str]
    lines: Mapping[str, Sequence[float]]
    top: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG and what it shows."""

    title: str
    drawing: str


def draw_detection(outcomes: Sequence[Outcome], band: str) -> Picture:
    """Draw for each change which part is seen by each round, at equal false alarms."""
    group = [each for each in outcomes if each.case.band == band]
    lines = {
        "this monitor, linked": [each.linked.watch.ours for each in group],
        "this monitor, unlinked": [each.unlinked.watch.ours for each in group],
        **{
            label: [each.unlinked.watch.peers[name] for each in group]
            for label, name in {
                "EWMA-n per dimension": "EWMA-n, dimension",
                "drop since last round": "drop, dimension",
                "below own history": "history, party",
            }.items()
        },
    }
    frames = [
        Frame(
            scenario.value,
            ("1", "2", "3", "4"),
            {
                name: _average([each.detection[scenario].by_round for each in performances])
                for name, performances in lines.items()
            },
        )
        for scenario in CHANGES
    ]
    return _draw(f"Share seen by round 1 to 4 of a change, {band} people a party", frames)


def draw_false_alarms(outcomes: Sequence[Outcome]) -> Picture:
    """Draw new alarms in a quiet round by size: ours, and rules as they are deployed."""
    groups = [group for band, group in by_band(outcomes).items() if band.isdigit()]
    bands = [band for band in by_band(outcomes) if band.isdigit()]
    lines = {
        "this monitor, linked": [_rate([e.linked.watch.ours for e in g]) for g in groups],
        "this monitor, unlinked": [_rate([e.unlinked.watch.ours for e in g]) for g in groups],
        **{
            label: [_rate([each.deployed[name] for each in group]) for group in groups]
            for label, name in {
                "drop over 0.5": "drop, dimension",
                "mean below 3.0": "mean, dimension",
                "XmR chart": "XmR, dimension",
            }.items()
        },
    }
    frame = Frame("by people a party; the top is 30%", bands, lines, top=0.3)
    return _draw("New alarms in a round in which nothing happened", [frame])


def _average(courses: Sequence[Sequence[float]]) -> Sequence[float]:
    return [float(share) for share in np.mean(courses, axis=0)]


def _rate(performances: Sequence[Performance]) -> float:
    return float(np.mean([each.alarm_rate for each in performances]))


def _draw(title: str, frames: Sequence[Frame]) -> Picture:
    columns = min(_PER_ROW, len(frames))
    rows = -(-len(frames) // columns)
    legend_top = _TOP + rows * (_HEIGHT + _GAP)
    width = max(_LEFT + columns * (_WIDTH + _GAP), 460)
    height = legend_top + _LEGEND * len(frames[0].lines)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            'font-family="sans-serif" font-size="12" role="img">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="8" y="20" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for number, frame in enumerate(frames):
        row, column = divmod(number, columns)
        left = _LEFT + column * (_WIDTH + _GAP)
        parts += _draw_frame(frame, left, _TOP + row * (_HEIGHT + _GAP))
    parts += [
        f'<path d="M{_LEFT},{y} h36" fill="none" {style}/>'
        f'<text x="{_LEFT + 46}" y="{y + 4}">{escape(name)}</text>'
        for name, style, y in zip(
            frames[0].lines, _STYLES, range(legend_top, height, _LEGEND), strict=False
        )
    ]
    return Picture(title, "\n".join([*parts, "</svg>", ""]))


def _draw_frame(frame: Frame, left: int, top: int) -> Sequence[str]:
    step = _WIDTH / len(frame.places)
    places = [left + step * (number + 0.5) for number in range(len(frame.places))]
    bottom = top + _HEIGHT
    parts = [
        f'<text x="{left}" y="{top - 6}">{escape(frame.title)}</text>',
        (
            f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" '
            'fill="none" stroke="#999999"/>'
        ),
    ]
    for share in (0, 0.5, 1):
        y = bottom - share * _HEIGHT
        parts.append(f'<path d="M{left},{y} h{_WIDTH}" stroke="#dddddd"/>')
        label = f"{100 * share * frame.top:.0f}%"
        parts.append(f'<text x="{left - 4}" y="{y + 4}" text-anchor="end">{label}</text>')
    parts += [
        f'<text x="{x:.0f}" y="{bottom + 14}" text-anchor="middle">{place}</text>'
        for x, place in zip(places, frame.places, strict=True)
    ]
    for values, style in zip(frame.lines.values(), _STYLES, strict=True):
        points = " ".join(
            f"{x:.1f},{bottom - min(value / frame.top, 1) * _HEIGHT:.1f}"
            for x, value in zip(places, values, strict=True)
        )
        parts.append(f'<polyline points="{points}" fill="none" {style}/>')
    return parts
