"""Tables as files that a spreadsheet opens: CSV and XLSX, with nothing in them that runs."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from monitor.domain.partnership import Language
from monitor.services.results.export_files import defuse

# Where a comma stands in numbers, Excel parts the cells of a CSV by semicolons.
_DELIMITER = {Language.DUTCH: ";", Language.ENGLISH: ","}
_NARROWEST, _WIDEST = 12, 60
_LONGEST_NAME = 28  # Of a sheet, with room for what makes it one of a kind.
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_DIGITS = re.compile(r"-?\d+[.,]\d")
_ONE_DECIMAL = "0.0"


class FileKind(StrEnum):
    """How a table is written; the value is how the name of the file ends."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def mime(self) -> str:
        """The media type."""
        if self is FileKind.CSV:
            return "text/csv"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell; ``text``: as people read it, which may say more: "about 3.5"."""

    value: float
    text: str


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name; the first of its rows is the header."""

    title: str
    rows: Sequence[Sequence[Cell]]


def write_table(rows: Sequence[Sequence[str]], kind: FileKind, language: Language) -> bytes:
    """Return a file with these rows, the first of which is the header."""
    if kind is FileKind.CSV:
        return _write_csv(rows, language)
    return _write_workbook([Sheet("", rows)])


def write_sheets(sheets: Sequence[Sheet], kind: FileKind, language: Language) -> bytes:
    """Return a file with several tables; a CSV names in its first column where a row belongs."""
    if kind is FileKind.CSV:
        rows = [[sheet.title, *row] for sheet in sheets for row in sheet.rows]
        return _write_csv(rows, language)
    return _write_workbook(sheets)


def _write_csv(rows: Sequence[Sequence[Cell]], language: Language) -> bytes:
    text = io.StringIO(newline="")
    safe = [[_make_safe(cell) for cell in row] for row in rows]
    csv.writer(text, delimiter=_DELIMITER[language]).writerows(safe)
    # With its mark, or Excel takes it for Windows-1252.
    return text.getvalue().encode("utf-8-sig")


def _write_workbook(sheets: Sequence[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        # The library makes the name one of a kind.
        page = book.create_sheet(_NOT_IN_A_NAME.sub(" ", sheet.title)[:_LONGEST_NAME] or None)
        _fill_page(page, sheet.rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_page(page: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, content in enumerate(row, start=1):
            cell = page.cell(number, place)
            if isinstance(cell, BookCell):
                _fill_cell(cell, content)
                cell.font = Font(bold=number == 1)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    for place in range(1, max(map(len, rows), default=0) + 1):
        widest = max(len(_text_of(row[place - 1])) for row in rows if len(row) >= place)
        column = page.column_dimensions[get_column_letter(place)]
        column.width = min(max(widest + 2, _NARROWEST), _WIDEST)
    page.freeze_panes = "A2"


def _fill_cell(cell: BookCell, content: Cell) -> None:
    if isinstance(content, Number):
        cell.value, cell.number_format = content.value, _format_of(content)
    else:
        # Said outright: a text that begins with "=" would be taken for a formula.
        cell.value, cell.data_type = _make_safe(content), "s"


def _format_of(number: Number) -> str:
    """Return the format that shows a number with the words around it."""
    found = _DIGITS.search(number.text)
    if found is None:
        return _ONE_DECIMAL
    before, after = number.text[: found.start()], number.text[found.end() :]
    around = [f'"{part}"' if part else "" for part in (before, after)]
    return _ONE_DECIMAL.join(around)


def _text_of(cell: Cell) -> str:
    return cell.text if isinstance(cell, Number) else cell


def _make_safe(cell: Cell) -> str:
    """Return a text that no spreadsheet runs, and that a workbook can hold."""
    return str(defuse(ILLEGAL_CHARACTERS_RE.sub("", _text_of(cell))))
