"""The parts that sections of a report are made of, each as the data of its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.charts.table import Table
from monitor.i18n.reader import Reader
from monitor.reports.pack.figures import Figure, fill_figure
from monitor.reports.typesetting import Data

Part = Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of a report: its short name, what it says in a sentence, and its parts."""

    name: str
    headline: str
    parts: Sequence[Part]

    @property
    def data(self) -> Data:
        """What the template needs."""
        return {"name": self.name, "headline": self.headline, "parts": list(self.parts)}


def text_part(text: str, heading: str = "") -> Part:
    """Return a paragraph."""
    return {"kind": "text", "heading": heading, "text": text}


def list_part(heading: str, items: Sequence[str]) -> Part:
    """Return a list of sentences; ``heading``: empty for none."""
    return {"kind": "list", "heading": heading, "items": list(items)}


def quotes_part(items: Sequence[str]) -> Part:
    """Return what people wrote, in their own words."""
    return {"kind": "quotes", "items": list(items)}


def question_part(label: str, text: str) -> Part:
    """Return the question that was put to all parties."""
    return {"kind": "question", "label": label, "text": text}


def notice_part(text: str) -> Part:
    """Return what is not shown, and why."""
    return {"kind": "notice", "text": text}


def figure_part(figure: Figure, reader: Reader) -> Part:
    """Return a figure."""
    return {"kind": "figure", "figure": fill_figure(figure, reader)}


def table_part(heading: str, table: Table, reader: Reader) -> Part:
    """Return a table; columns of numbers are set to the right."""
    columns = range(len(table.headers))
    no_number = reader.t("charts.no_number")
    are_numbers = [
        any((place, column) in table.numbers for place in range(len(table.rows)))
        and all(
            (place, column) in table.numbers or row[column] == no_number
            for place, row in enumerate(table.rows)
        )
        for column in columns
    ]
    return {
        "kind": "table",
        "heading": heading,
        "headers": list(table.headers),
        "rows": [list(row) for row in table.rows],
        "are_numbers": are_numbers,
    }


def agreements_part(heading: str, headers: Sequence[str], rows: Sequence[Data]) -> Part:
    """Return agreements: each its words, whose it is, by when, and what else is told of it."""
    return {"kind": "agreements", "heading": heading, "headers": list(headers), "rows": list(rows)}
