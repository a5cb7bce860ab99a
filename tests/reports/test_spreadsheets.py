"""Tables as files: safe, and as a spreadsheet of that language wants them."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from monitor.domain.partnership import Language
from monitor.reports.spreadsheets import FileKind, Number, Sheet, write_sheets, write_table

ROWS = [["Naam", "Reden"], ["=HYPERLINK(1)", "@x"], ["-2", "+3"], ["Zoë; 'ja'", "\ta\x07"]]


@pytest.mark.parametrize(
    ("language", "delimiter"), [(Language.DUTCH, ";"), (Language.ENGLISH, ",")]
)
def test_a_csv_has_its_mark_and_the_delimiter_of_the_language(
    language: Language, delimiter: str
) -> None:
    file = write_table([["a", "é"]], FileKind.CSV, language)

    assert file == b"\xef\xbb\xbf" + f"a{delimiter}é\r\n".encode()


# H28.
def test_what_would_run_is_text_in_a_csv() -> None:
    lines = write_table(ROWS, FileKind.CSV, Language.DUTCH).decode("utf-8-sig").splitlines()

    assert lines[1:] == ["'=HYPERLINK(1);'@x", "'-2;'+3", "\"Zoë; 'ja'\";'\ta"]


# H28.
def test_what_would_run_is_text_in_a_workbook_too() -> None:
    sheet = load_workbook(BytesIO(write_table(ROWS, FileKind.XLSX, Language.DUTCH))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][2:6] == ["'=HYPERLINK(1)", "'@x", "'-2", "'+3"]
    assert all(not cell.hyperlink for cell in cells)


def test_the_header_of_a_workbook_stands_out_and_stays_in_sight() -> None:
    long = ["kort", "een heel lange reden " * 9]
    content = write_table([["Naam", "Reden"], long], FileKind.XLSX, Language.DUTCH)
    sheet = load_workbook(BytesIO(content)).worksheets[0]

    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (12, 60)


def test_a_table_without_rows_is_a_file_all_the_same() -> None:
    assert load_workbook(BytesIO(write_table([], FileKind.XLSX, Language.DUTCH))).worksheets
    assert write_table([], FileKind.CSV, Language.DUTCH) == b"\xef\xbb\xbf"


def test_every_kind_of_file_has_a_media_type() -> None:
    assert FileKind.CSV.mime == "text/csv"
    assert FileKind.XLSX.mime.endswith("spreadsheetml.sheet")


SHEETS = [
    Sheet("Samen", [["Onderwerp", "Cijfer"], ["Vertrouwen", Number(3.5, "ongeveer 3,5")]]),
    Sheet("Samen", [["Wie"], [Number(4.1, "4,1")]]),
    Sheet("[a]:b*?/\\'c' die veel te lang is om op een tab te staan", [["x"]]),
    Sheet("", [["y"]]),
]


def test_several_tables_are_sheets_with_names_that_a_workbook_takes() -> None:
    book = load_workbook(BytesIO(write_sheets(SHEETS, FileKind.XLSX, Language.DUTCH)))

    assert book.sheetnames == ["Samen", "Samen1", " a  b     c  die veel te lan", "Sheet"]


def test_a_number_is_a_number_that_looks_as_people_read_it() -> None:
    book = load_workbook(BytesIO(write_sheets(SHEETS, FileKind.XLSX, Language.DUTCH)))
    about, exact = book["Samen"]["B2"], book["Samen1"]["A2"]

    assert (about.value, about.number_format, about.data_type) == (3.5, '"ongeveer "0.0', "n")
    assert (exact.value, exact.number_format, exact.data_type) == (4.1, "0.0", "n")


def test_several_tables_are_one_csv_that_names_each() -> None:
    lines = write_sheets(SHEETS, FileKind.CSV, Language.DUTCH).decode("utf-8-sig").splitlines()

    assert lines[:4] == [
        "Samen;Onderwerp;Cijfer",
        "Samen;Vertrouwen;ongeveer 3,5",
        "Samen;Wie",
        "Samen;4,1",
    ]
