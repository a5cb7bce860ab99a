"""Tables as files that a spreadsheet opens: CSV and XLSX, with nothing in them that runs."""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from monitor.domain.partnership import Language
from monitor.services.results.export_files import defuse

# Where a comma stands in numbers, Excel parts the cells of a CSV by semicolons.
_DELIMITER = {Language.DUTCH: ";", Language.ENGLISH: ","}
_NARROWEST, _WIDEST = 12, 60


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


def write_table(rows: Sequence[Sequence[str]], kind: FileKind, language: Language) -> bytes:
    """Return a file with these rows, the first of which is the header."""
    safe = [[_make_safe(cell) for cell in row] for row in rows]
    return _write_csv(safe, language) if kind is FileKind.CSV else _write_workbook(safe)


def _write_csv(rows: Sequence[Sequence[str]], language: Language) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=_DELIMITER[language]).writerows(rows)
    # With its mark, or Excel takes it for Windows-1252.
    return text.getvalue().encode("utf-8-sig")


def _write_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if isinstance(cell, Cell):
                # Said outright: a text that begins with "=" would be taken for a formula.
                cell.value, cell.data_type = text, "s"
                cell.font = Font(bold=number == 1)
    for place in range(1, max(map(len, rows), default=0) + 1):
        widest = max(len(row[place - 1]) for row in rows if len(row) >= place)
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = min(max(widest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _make_safe(text: str) -> str:
    """Return a text that no spreadsheet runs, and that a workbook can hold."""
    return str(defuse(ILLEGAL_CHARACTERS_RE.sub("", text)))
