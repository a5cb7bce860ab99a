"""Workbook and CSV hold exactly what was shown."""

import csv
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from monitor.charts.meeting_tables import table_of_slide
from monitor.domain.partnership import Language
from monitor.i18n.meeting_sentences import write_title
from monitor.reports.pack.tables import make_tables
from monitor.reports.spreadsheets import FileKind
from monitor.services.meeting.read_pack import Pack
from tests.charts.scenes import make_reader
from tests.reports.pack.packs import OURS, THEIRS, make_pack

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
READER = make_reader()


def make_book(pack: Pack, language: Language = Language.DUTCH) -> Workbook:
    return load_workbook(BytesIO(make_tables(pack, FileKind.XLSX, language, AMSTERDAM)))


def make_lines(pack: Pack, language: Language = Language.DUTCH) -> list[list[str]]:
    text = make_tables(pack, FileKind.CSV, language, AMSTERDAM).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";" if language is Language.DUTCH else ","))


def numbers_in(book: Workbook) -> set[float]:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return {float(str(cell.value)) for cell in cells if cell.data_type == "n" and cell.value}


def test_each_screen_with_rows_has_a_sheet_of_its_own() -> None:
    assert make_book(make_pack()).sheetnames == [
        "Over dit bestand",
        "1. Vorige keer",
        "2. Trots op",
        "3. Samen",
        "4. Wat we zien",
        "5. Waar we verschillen",
        "6. De spiegel",
        "7. Wat veranderde",
        "8. In eigen woorden",
        "9. Gesprekskaart",
        "10. Afspraken",
        "11. Dit gesprek",
    ]


def test_the_first_sheet_tells_what_it_is_about_and_what_every_screen_said() -> None:
    pack = make_pack(is_open=False)
    sheet = make_book(pack).worksheets[0]
    rows = {str(row[0].value): str(row[1].value) for row in sheet.iter_rows()}

    assert rows["Samenwerking"] == "Zonnewijk en Veldzicht"
    assert rows["Filters"] == "geen"
    assert rows["Beeld per partij"].startswith("Staat er niet in.")
    assert [text for label, text in rows.items() if label[0].isdigit()] == [
        write_title(slide, pack.deck, READER) for slide in pack.deck.slides
    ]


def test_the_rows_are_those_of_the_screens() -> None:
    pack = make_pack()
    book = make_book(pack)

    for place, slide in enumerate(pack.deck.slides, start=1):
        table = table_of_slide(slide, pack.deck, READER)
        if table is not None:
            sheet = next(each for each in book.worksheets if each.title.startswith(f"{place}. "))
            assert [cell.value for cell in sheet[1]] == list(table.headers)
            assert sheet.max_row == len(table.rows) + 1


def test_numbers_are_numbers_that_look_as_they_were_shown() -> None:
    sheet = make_book(make_pack())["4. Wat we zien"]

    assert [(cell.value, cell.data_type) for cell in sheet["B"][1:]] == [(m, "n") for m in THEIRS]
    assert [cell.value for cell in sheet["C"][1:]] == list(OURS)
    assert {cell.number_format for cell in sheet["C"][1:]} == {"0.0"}


def test_a_number_with_a_word_around_it_keeps_both() -> None:
    cell = make_book(make_pack())["11. Dit gesprek"]["B2"]

    assert (cell.value, cell.number_format) == (2.5, '0.0" of lager"')


def test_closed_it_holds_no_number_of_a_party() -> None:
    book = make_book(make_pack(is_open=False))

    assert not numbers_in(book) & {*THEIRS, *OURS}
    assert "4. Wat we zien" not in book.sheetnames
    assert "6. De spiegel" not in book.sheetnames


def test_a_csv_names_the_screen_before_every_row() -> None:
    lines = make_lines(make_pack())

    assert lines[0][0] == "Over dit bestand"
    assert ["4. Wat we zien", "Onderwerp", "Gemeente", "Initiatief", "Verschil"] in lines
    assert ["4. Wat we zien", "Vertrouwen", "4,1", "3,5", "0,6"] in lines


def test_a_csv_in_english_has_points() -> None:
    lines = make_lines(make_pack(), Language.ENGLISH)

    assert any(line[1:] == ["Trust", "4.1", "3.5", "0.6"] for line in lines)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "=1\x07"])
def test_what_would_run_is_text(text: str) -> None:
    book = make_book(make_pack(text=text))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    starts = {str(cell.value)[:1] for cell in cells if cell.data_type == "s"}
    assert not starts & set("=+-@\t")
    assert not any(
        cell[:1] in set("=+-@\t") for line in make_lines(make_pack(text=text)) for cell in line
    )


def test_nobody_is_named_in_it() -> None:
    said = str(make_lines(make_pack()))

    assert not any(name in said for name in ("Noor", "Visser", "Ali", "Demir", "Cas"))
