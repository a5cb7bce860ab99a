"""People from a spreadsheet, on the page of check-ins: seen first, taken in, and taken back."""

from io import BytesIO

import pytest
import streamlit as st
from openpyxl import Workbook, load_workbook

from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.reports.spreadsheets import FileKind
from monitor.services.context import Context
from monitor.services.register.import_people import Duplicates
from monitor.services.results.partnership_view import read_checkins
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
XLSX = FileKind.XLSX.mime


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files that a page offers, by the keys of their buttons."""
    files: dict[str, bytes] = {}

    def record(_label: str, data: bytes, *, key: str, **_others: object) -> bool:
        files[key] = data
        return False

    monkeypatch.setattr(st, "download_button", record)
    return files


def make_workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def thirty_with_three_bad() -> bytes:
    """Thirty people for both parties; rows 8, 16 and 24 cannot be taken in."""
    rows: list[list[object]] = [["Naam", "E-mail", "Partij"]]
    rows += [
        [f"Persoon {n}", f"p{n}@example.org", "gemeente" if n % 2 else "initiatief"]
        for n in range(1, 31)
    ]
    rows[7][1] = "p7 at example.org"
    rows[15][2] = "@Waterschap"
    rows[23][0], rows[23][1] = "", ""
    return make_workbook(rows)


def open_import(open_page: OpenPage, partnership: Partnership) -> Screen:
    screen = open_page("checkins", id=str(partnership.id), part="people")
    screen.press("people.import")
    return screen


def upload(screen: Screen, name: str, content: bytes, mime: str = XLSX) -> None:
    screen.app.file_uploader(key="import.file").set_value((name, content, mime))
    screen.app.run()
    assert not screen.app.exception


def names_of(context: Context, partnership: Partnership) -> set[str]:
    return {each.name for each in read_checkins(context, partnership.id).people}


def test_of_thirty_people_with_three_bad_rows_twenty_seven_are_taken_in_and_can_be_taken_back(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    before = names_of(context, partnership)
    screen = open_import(open_page, partnership)

    upload(screen, "people.xlsx", thirty_with_three_bad())

    assert "27 people are new. 3 rows have a fault." in screen.text
    assert "Row 8: Persoon 7 · p7 at example.org" in screen.text
    assert t("import.row.email", typed="p7 at example.org") in screen.text
    assert "“@Waterschap” is no party" in screen.text
    assert t("import.row.name_missing") in screen.text
    assert names_of(context, partnership) == before

    screen.press("import.do")

    added = names_of(context, partnership) - before
    assert len(added) == 27
    assert not added & {"Persoon 7", "Persoon 15", "Persoon 23"}
    assert "27 people were added" in screen.app.success[0].value

    screen.press("import.undo")

    assert names_of(context, partnership) == before


def test_the_bad_rows_are_a_file_with_what_to_do_in_which_nothing_runs(
    open_page: OpenPage, partnership: Partnership, offered: dict[str, bytes]
) -> None:
    screen = open_import(open_page, partnership)
    upload(screen, "people.xlsx", thirty_with_three_bad())

    book = load_workbook(BytesIO(offered["import.bad.xlsx"]))
    header, *rows = book.worksheets[0].iter_rows()
    assert header[-1].value == t("import.bad.reason")
    assert [row[0].value for row in rows] == ["Persoon 7", "Persoon 15", None]
    assert rows[0][-1].value == t("import.row.email", typed="p7 at example.org")
    assert rows[1][2].value == "'@Waterschap"
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert ",'@Waterschap," in offered["import.bad.csv"].decode("utf-8-sig")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", FileKind)
def test_the_example_is_itself_a_list_that_can_be_taken_in(
    open_page: OpenPage,
    partnership: Partnership,
    offered: dict[str, bytes],
    language: Language,
    kind: FileKind,
) -> None:
    address = {"id": str(partnership.id), "part": "people", "import": "1"}
    screen = open_page("checkins", language, **address)

    upload(screen, f"example.{kind.value}", offered[f"import.template.{kind.value}"], kind.mime)

    assert translator(language)("import.count.new", n=1) in screen.text
    assert "import.bad.csv" not in offered


def test_people_who_are_there_already_are_skipped_or_updated_as_one_chooses(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    csv = b"naam;e-mail\nGemeente 1;nieuw@example.org\nBram Bos;bram@example.org\n"
    screen = open_import(open_page, partnership)
    screen.app.selectbox(key="import.party").set_value(partnership.parties[0].id)
    upload(screen, "people.csv", csv, "text/csv")
    assert "1 person is new. 1 row is about somebody who is there already." in screen.text

    screen.app.radio(key="import.duplicates").set_value(Duplicates.UPDATE).run()
    screen.press("import.do")

    people = {each.name: each.email for each in read_checkins(context, partnership.id).people}
    assert people["Gemeente 1"] == "nieuw@example.org"
    assert people["Bram Bos"] == "bram@example.org"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04 not a workbook", "unreadable"),
        (b"\n\n", "empty"),
        (b"a;b\n1;2\n", "no_header"),
    ],
)
def test_a_file_that_holds_no_list_says_what_to_do(
    open_page: OpenPage, partnership: Partnership, content: bytes, fault: str
) -> None:
    screen = open_import(open_page, partnership)

    upload(screen, "people.csv", content, "text/csv")

    assert t(f"import.fault.{fault}") in screen.errors


def test_in_dutch_the_import_is_in_dutch(open_page: OpenPage, partnership: Partnership) -> None:
    screen = open_page(
        "checkins", Language.DUTCH, id=str(partnership.id), part="people", **{"import": "1"}
    )

    assert "Mensen uit een spreadsheet" in screen.text
