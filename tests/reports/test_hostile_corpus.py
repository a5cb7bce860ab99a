"""Two hundred strings that would run somewhere stand in every kind of file letter for letter."""

import csv
import io
from collections.abc import Iterator

from openpyxl import load_workbook
from pptx.presentation import Presentation

from monitor.domain.partnership import Language
from monitor.domain.register.collaboration import Collaboration
from monitor.reports.spreadsheets import FileKind, write_table
from monitor.reports.typesetting import fit_to_font
from tests.hostile_corpus import CORPUS, find_missing, pack, squeeze
from tests.reports.pack.packs import make_pack
from tests.reports.pack.slides import make_slides, rows_of, tables_of
from tests.reports.test_agreement_document import print_of, view_of

ROWS = [list(CORPUS[:2]), *([each, each] for each in CORPUS)]


def safe(text: str) -> str:
    """Return a text as a spreadsheet shows it: what it would compute has a sign before it."""
    return f"'{text}" if text.startswith(("=", "-")) else text


# H27.
def test_it_is_text_in_a_csv_and_in_its_header() -> None:
    file = write_table(ROWS, FileKind.CSV, Language.ENGLISH).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(file))) == [[safe(each) for each in row] for row in ROWS]


# H27.
def test_it_is_text_in_a_workbook_and_in_its_header() -> None:
    page = load_workbook(io.BytesIO(write_table(ROWS, FileKind.XLSX, Language.DUTCH))).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row]

    assert [cell.value for cell in cells] == [safe(each) for row in ROWS for each in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


# H27.
def test_it_is_text_in_a_print() -> None:
    made = print_of(view_of(Collaboration(goal="\n".join(CORPUS), intention="\n".join(CORPUS))))

    # A sign that the font lacks has another one in its place.
    printed, shown = (
        [fit_to_font(each).replace("\u200b", "") for each in CORPUS],
        squeeze(made.text),
    )
    assert [each for each in printed if squeeze(each) not in shown] == []
    assert made.links == []


# H27.
def test_it_is_text_on_slides() -> None:
    found = [make_slides(make_pack(text=text)) for text in pack(1200)]

    assert find_missing(" ".join(word for slides in found for word in words_of(slides))) == []
    assert not any(links_of(slides) for slides in found)


def words_of(slides: Presentation) -> Iterator[str]:
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
        for table in tables_of(slide):
            yield from (cell for row in rows_of(table) for cell in row)


def links_of(slides: Presentation) -> list[str]:
    return [
        relation.target_ref
        for slide in slides.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    ]
