"""The figures of a meeting as data that a template draws: marks on lines from 1 to 5.

Every figure has its numbers as labels, its parties as shapes, and the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.charts.style import LIGHT, choose_marks
from monitor.domain.partnership import Partnership, PartyKind
from monitor.i18n.reader import Reader, shorten
from monitor.reports.typesetting import Data

JOINT = "joint"  # Beside the kinds of parties: all of them together.
_LONGEST_NAME = 80
_LOWEST, _HIGHEST = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a line. ``kind``: of the party, or :data:`JOINT`; ``name``: whose it is.

    ``is_hollow``: it was before, or is what somebody expected. ``margin``: within which the value
    lies; None where it may not be shown, or says nothing here.
    """

    kind: str
    shape: str
    value: float
    label: str
    name: str
    is_hollow: bool = False
    margin: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a figure; ``label`` is empty where it goes on with the line above."""

    label: str
    marks: tuple[Mark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. ``subject``: what it is about, for its words; ``note``: heads the last column.

    ``is_bars``: each value is a bar that begins at 1. ``is_wide``: its labels are sentences.
    ``has_moves``: a line leads from the first of two marks to the other.
    """

    subject: str
    rows: tuple[Row, ...]
    note: str = ""
    is_bars: bool = False
    is_wide: bool = False
    has_moves: bool = False


def describe_figure(figure: Figure) -> str:
    """Say in words what a figure shows: whatever is read there can be heard."""
    rows: list[str] = []
    for row in figure.rows:
        marks = [f"{each.name} {each.label}".strip() for each in row.marks]
        note = f"{figure.note} {row.note}".strip() if row.note else ""
        said = ", ".join(each for each in (*marks, note) if each)
        rows.append(f"{row.label.rstrip('.')}: {said}" if row.label else said)
    subject = figure.subject if figure.subject.endswith("?") else f"{figure.subject}."
    return f"{subject} {'; '.join(rows)}."


def fill_figure(figure: Figure, reader: Reader) -> Data:
    """Return what the template needs to draw a figure."""
    t = reader.t
    return {
        "alt": describe_figure(figure),
        "subject": figure.subject,
        "note": figure.note,
        "is_bars": figure.is_bars,
        "is_wide": figure.is_wide,
        "has_moves": figure.has_moves,
        "low": t("charts.scale.1"),
        "high": t("charts.scale.5"),
        "legend": [*_fill_legend(figure)],
        "rows": [
            {"label": row.label, "note": row.note, "marks": [_fill_mark(m) for m in row.marks]}
            for row in figure.rows
        ],
    }


def fill_colours() -> Data:
    """Return the colours of marks by kind; a shape or a word always says the same."""
    colours = {kind.value: LIGHT.of(kind).mark for kind in PartyKind}
    return {**colours, JOINT: LIGHT.improvement, "gap": LIGHT.gap}


def fill_parties(partnership: Partnership, longest: int = _LONGEST_NAME) -> Sequence[Data]:
    """Return the parties with their shapes, in the order of the partnership."""
    marks = choose_marks(partnership)
    return [
        {
            "name": shorten(party.name, longest),
            "kind": marks[party.id].kind.value,
            "shape": marks[party.id].shape.value,
        }
        for party in partnership.parties
    ]


def _fill_mark(mark: Mark) -> dict[str, Data]:
    return {
        "kind": mark.kind,
        "shape": mark.shape,
        "at": _place(mark.value),
        "margin": [_place(end) for end in mark.margin] if mark.margin else None,
        "label": mark.label,
        "is_hollow": mark.is_hollow,
    }


def _place(value: float) -> int:
    """Return where a value lies on its line, in thousandths."""
    share = (value - _LOWEST) / (_HIGHEST - _LOWEST)
    return round(1000 * min(max(share, 0.0), 1.0))


def _fill_legend(figure: Figure) -> Sequence[Data]:
    """Return each sort of mark once; a figure of bars needs none."""
    if figure.is_bars:
        return []
    sorts = {
        (mark.name, mark.kind, mark.shape, mark.is_hollow): mark
        for row in figure.rows
        for mark in row.marks
    }
    return [{**_fill_mark(mark), "name": mark.name} for mark in sorts.values()]
