"""Tables in files of every make: which rows they hold, and that none brings the reader down."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from monitor.domain.errors import InvalidTableError
from monitor.domain.partnership import Language
from monitor.reports.spreadsheets import FileKind, write_table
from monitor.services.register.tables import MAXIMUM_BYTES, MAXIMUM_ROWS, Row, read_table
from monitor.settings import ROOT
from tests.services.register.bombs import make_bombs
from tests.services.register.lists import make_workbook

ROWS = [("naam", "e-mail"), ("José Şahin", "jose@example.org")]


def by_width(rows: Sequence[Row]) -> int:
    return len(rows[0]) if rows else 0


def read(content: bytes) -> Sequence[Row]:
    return read_table(content, by_width)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_however_it_was_written(encoding: str, delimiter: str, line_end: str) -> None:
    text = line_end.join(delimiter.join(row) for row in ROWS) + line_end

    assert read(text.encode(encoding)) == ROWS


def test_what_is_not_utf_8_is_taken_for_windows_1252() -> None:
    assert read("naam;plaats\nJosé;’s-Hertogenbosch".encode("cp1252")) == [
        ("naam", "plaats"),
        ("José", "’s-Hertogenbosch"),
    ]


def test_the_line_in_which_excel_names_the_delimiter_counts_as_a_row() -> None:
    assert read(b"sep=|\nnaam|e-mail\nBo|bo@example.org") == [
        (),
        ("naam", "e-mail"),
        ("Bo", "bo@example.org"),
    ]


def test_cells_in_quotes_may_hold_anything() -> None:
    assert read(b'naam;opmerking\n"Wit; Anna de";"zegt ""ja""\nen blijft"\n') == [
        ("naam", "opmerking"),
        ("Wit; Anna de", 'zegt "ja"\nen blijft'),
    ]


def test_a_quote_that_is_never_closed_spoils_its_own_row_only() -> None:
    assert read(b'naam;e-mail\n"Anna;anna@example.org\nBo;bo@example.org\n') == [
        ("naam", "e-mail"),
        ("Anna;anna@example.org",),
        ("Bo", "bo@example.org"),
    ]


def test_empty_rows_in_between_are_kept_so_that_rows_count_as_in_the_spreadsheet() -> None:
    assert read(b"naam\n\n;;\nBo\n\n\n") == [("naam",), (), (), ("Bo",)]
    assert read(make_workbook([["naam"], [], ["Bo"]])) == [("naam",), (), ("Bo",)]


def test_a_workbook_is_read_from_its_first_sheet_that_holds_anything() -> None:
    assert read(make_workbook(ROWS, empty_sheets=2)) == ROWS


def test_cells_of_a_workbook_become_text() -> None:
    row = [datetime(2027, 1, 5, 9, 30), date(2027, 1, 5), 3.0, 3.5, 7, True, None]  # noqa: DTZ001 - As Excel has it.

    assert read(make_workbook([row])) == [
        ("2027-01-05", "2027-01-05", "3", "3.5", "7", "True"),
    ]


def test_a_formula_is_never_computed() -> None:
    assert read(make_workbook([["naam", "=1+1"], ["=CMD()", "Bo"]])) == [
        ("naam",),
        ("", "Bo"),
    ]


def test_what_stands_far_away_in_a_sheet_takes_no_time_and_no_memory() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "naam"
    sheet["XFD2"] = "ver weg"
    sheet["A1048576"] = "nog verder"
    file = BytesIO()
    book.save(file)

    assert read(file.getvalue()) == [("naam",)]


def test_signs_that_cannot_be_stored_fall_away() -> None:
    assert read(b"naam;e-mail\nB\x07o\x1b;bo@example.org") == [
        ("naam", "e-mail"),
        ("Bo", "bo@example.org"),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (make_workbook([]), "empty"),
        (b"PK\x03\x04", "unreadable"),
        (make_workbook(ROWS)[:-400], "unreadable"),
        (b"a" * (MAXIMUM_BYTES + 1), "too_big"),
        (b"naam\n" + b"Bo\n" * (MAXIMUM_ROWS + 1), "too_many_rows"),
        (b"\n" * 10_001 + b"Bo", "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, fault: str) -> None:
    with pytest.raises(InvalidTableError, match=fault):
        read(content)


def test_as_many_rows_as_may_be_are_read() -> None:
    assert len(read(b"naam\n" + b"Bo\n" * MAXIMUM_ROWS)) == MAXIMUM_ROWS + 1


def test_a_workbook_that_swells_when_it_is_unpacked_is_refused_before() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (65 * 1024 * 1024))

    with pytest.raises(InvalidTableError, match="too_big"):
        read(file.getvalue())


# Reads the files named on its command line; tells of each what came of it, and what it took most.
READER = """
import resource, sys
from pathlib import Path
from openpyxl import load_workbook
from monitor.domain.errors import InvalidTableError
from monitor.services.register.tables import read_table

def measure():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = measure()
for path in map(Path, sys.argv[1:]):
    try:
        read_table(path.read_bytes(), lambda rows: max(map(len, rows), default=0))
        outcome = "read"
    except InvalidTableError:
        outcome = "refused"
    print(path.name, outcome, measure() - before, sep=";")
"""


# H30.
def test_a_hostile_file_is_read_or_refused_in_little_time_and_memory(tmp_path: Path) -> None:
    bombs = make_bombs()
    for name, content in bombs.items():
        (tmp_path / name).write_bytes(content)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        READER,
        *(str(tmp_path / name) for name in bombs),
    ]

    done = subprocess.run(  # noqa: S603 - fixed.
        command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120
    )
    told = [line.split(";") for line in done.stdout.splitlines()]

    assert [name for name, _, _ in told] == list(bombs)
    assert [(name, size) for name, _, size in told if int(size) >= 100] == []


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\x00" * 5)
@example(b'"' * 7)
def test_any_file_is_read_or_refused(content: bytes) -> None:
    for beginning in (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n"):
        try:
            rows = read(beginning + content)
        except InvalidTableError:
            continue
        assert all(isinstance(cell, str) for row in rows for cell in row)


CELLS = st.text(
    st.characters(exclude_categories=["C"], exclude_characters="\ufffe\uffff"), max_size=20
).map(str.strip)


# H21.
@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6))
@example([["=1+1", "@x"], ["-2", "+3"]])
def test_what_is_written_is_read_back_but_for_the_sign_that_makes_it_safe(
    rows: list[list[str]],
) -> None:
    table = [["naam", "e-mail", "partij", "taal", "vanaf"], *rows]

    for kind in FileKind:
        found = read(write_table(table, kind, Language.DUTCH))
        assert [unguarded(row) for row in found] == trimmed([unguarded(row) for row in table])


def unguarded(row: Sequence[str]) -> list[str]:
    """Return a row without its last empty cells, and without the sign before a formula."""
    cells = [cell.replace("'", "") for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows
