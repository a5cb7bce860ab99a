"""Lists of people as files, for the tests that take them in."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook


def make_workbook(rows: Sequence[Sequence[object]], *, empty_sheets: int = 0) -> bytes:
    """Make a workbook with these rows, behind some sheets that hold nothing."""
    book = Workbook()
    for _ in range(empty_sheets):
        book.create_sheet()
    for row in rows:
        book.worksheets[-1].append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()
