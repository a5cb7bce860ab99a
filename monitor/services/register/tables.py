"""Reading a table from a file of unknown make: CSV however it was written, or XLSX."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from monitor.domain.errors import InvalidTableError
from monitor.domain.typed_text import clean_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[str, ...]

MAXIMUM_BYTES = 2 * 1024 * 1024
MAXIMUM_ROWS = 2000
_MAXIMUM_COLUMNS = 40
# A sheet may have empty rows in between, but one with its last cell at the very end is no list.
_MAXIMUM_LINES = 10_000
# Cells in quotes may have lines of their own; a text of nothing else would take minutes to read.
_MAXIMUM_LINE_ENDS = 5 * _MAXIMUM_LINES
# Of 2 MB a workbook can be made that keeps the machine busy for minutes and fills its memory: all
# of its parts that are read become objects in memory, many times their size.
_MAXIMUM_PARTS = 500
_MAXIMUM_PART_BYTES = 1024 * 1024
_MAXIMUM_CELLS_BYTES = 3 * 1024 * 1024
_CELLS = ("xl/worksheets/", "xl/sharedStrings")
_READ_PARTS = (".xml", ".rels")
_LONGEST_CELL = 1000
_ZIP = b"PK\x03\x04"
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # What Excel puts before a CSV.


def read_table(content: bytes, fitness: Callable[[Sequence[Row]], int]) -> Sequence[Row]:
    """Return the rows of a file, empty ones included, so that they count as in the spreadsheet.

    ``fitness`` tells how much rows look like what is wanted: by it the delimiter is chosen. In a
    workbook a formula is what was stored as its outcome; nothing is ever computed.

    Raises:
        InvalidTableError: it is too big, or no table; the message is a key of ``import.fault``.
    """
    if len(content) > MAXIMUM_BYTES:
        raise InvalidTableError("too_big")
    rows = _read_workbook(content) if content.startswith(_ZIP) else _read_csv(content, fitness)
    filled = sum(1 for row in rows if any(row))
    if not filled:
        raise InvalidTableError("empty")
    if filled > MAXIMUM_ROWS + 1 or len(rows) > _MAXIMUM_LINES:  # One is the header.
        raise InvalidTableError("too_many_rows")
    return rows


def _read_workbook(content: bytes) -> Sequence[Row]:
    """Read the first sheet that has anything in it."""
    try:
        _check_size(content)
        # It loads numpy; processes that never read a workbook start sooner without both.
        from openpyxl import load_workbook  # noqa: PLC0415

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = _rows_of(sheet)
            if any(any(row) for row in rows):
                return rows
    except InvalidTableError:
        raise
    except Exception as error:
        # A broken workbook makes the library fail in many ways, none of them documented.
        raise InvalidTableError("unreadable") from error
    return []


def _check_size(content: bytes) -> None:
    """Pass if a workbook stays small when it is unpacked; pictures and the like are never read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(_READ_PARTS)]
    cells = [part.file_size for part in parts if part.filename.startswith(_CELLS)]
    others = [part.file_size for part in parts if not part.filename.startswith(_CELLS)]
    is_small = sum(cells) <= _MAXIMUM_CELLS_BYTES and sum(others) <= _MAXIMUM_PART_BYTES
    if len(parts) > _MAXIMUM_PARTS or not is_small:
        raise InvalidTableError("too_big")


def _rows_of(sheet: "Worksheet") -> Sequence[Row]:
    """Return the rows of a sheet up to the last that has anything in it.

    Asked for with bounds, because what a file says of its own size may be wrong.
    """
    rows = [
        _clean(_write_cell(value) for value in values)
        for values in sheet.iter_rows(
            max_row=_MAXIMUM_LINES + 1, max_col=_MAXIMUM_COLUMNS, values_only=True
        )
    ]
    return _without_tail(rows)


def _write_cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _read_csv(content: bytes, fitness: Callable[[Sequence[Row]], int]) -> Sequence[Row]:
    text = _decode(content)
    if max(text.count("\n"), text.count("\r")) > _MAXIMUM_LINE_ENDS:
        raise InvalidTableError("too_many_rows")
    first, _, rest = text.partition("\n")
    if separator := _SEPARATOR_LINE.fullmatch(first):
        return [(), *_split(rest, separator[1])]
    tables = [_split(text, delimiter) for delimiter in _DELIMITERS]
    return max(tables, key=fitness)


def _decode(content: bytes) -> str:
    """Return a text as it was meant: by its mark, else UTF-8 if it is that, else Windows-1252."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for order, halves in (("be", content[::2]), ("le", content[1::2])):
        # Of plain letters in UTF-16 every second byte is nought: which one tells the order.
        if 2 * halves.count(0) > len(halves):
            return content.decode(f"utf-16-{order}", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _split(text: str, delimiter: str) -> Sequence[Row]:
    """Return the rows of a text; a quote that is never closed spoils its own row only."""
    lines = list(io.StringIO(text, newline=""))
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        rows = [_split_line(line, delimiter) for line in lines]
    return _without_tail([_clean(row[:_MAXIMUM_COLUMNS]) for row in rows])


def _split_line(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # One cell of more than 131,072 signs.
        return line.split(delimiter)


def _clean(cells: Iterable[str]) -> Row:
    cleaned = [clean_text(cell).strip()[:_LONGEST_CELL] for cell in cells]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    return tuple(cleaned)


def _without_tail(rows: list[Row]) -> Sequence[Row]:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
