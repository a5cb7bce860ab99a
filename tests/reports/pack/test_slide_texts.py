"""Words on slides fit the language, the table and what a file can hold."""

import pptx
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from monitor.charts.table import Table
from monitor.domain.partnership import Language
from monitor.reports.pack.slide_template import Area
from monitor.reports.pack.slide_texts import (
    Line,
    add_lines,
    add_table,
    mark_language,
    tag_of,
    tidy,
)
from tests.charts.scenes import make_reader

AREA = Area(Inches(1), Inches(1), Inches(8), Inches(4))


def make_slide() -> Slide:
    presentation = pptx.Presentation()
    return presentation.slides.add_slide(presentation.slide_layouts[6])


def test_a_language_has_the_name_that_office_knows() -> None:
    assert tag_of(make_reader()) == "nl-NL"
    assert tag_of(make_reader(Language.ENGLISH)) == "en-GB"


def test_what_a_file_cannot_hold_is_dropped() -> None:
    assert tidy("a\x00b\ud800c\n\td") == "abc\n\td"


def test_each_line_is_a_paragraph_of_its_own_size() -> None:
    slide = make_slide()

    add_lines(slide, [Line("Klein"), Line("Groot", Pt(40), is_bold=True, colour="#1D5BA8")], AREA)

    runs = [paragraph.runs[0] for paragraph in slide.shapes[0].text_frame.paragraphs]
    assert [(run.text, run.font.size.pt, run.font.bold) for run in runs] == [
        ("Klein", 16, False),
        ("Groot", 40, True),
    ]
    assert str(runs[1].font.color.rgb) == "1D5BA8"


def test_a_column_of_sentences_is_wider_than_one_of_words() -> None:
    slide = make_slide()

    add_table(slide, Table(["Wat", "Wie"], [["Een hele lange zin " * 4, "ik"]]), AREA, "Tabel")

    wide, narrow = (column.width for column in slide.shapes[0].table.columns)
    assert wide >= 3 * narrow
    assert wide + narrow <= AREA.width


def test_a_language_is_told_of_every_run() -> None:
    slide = make_slide()
    add_lines(slide, [Line("Eén"), Line("Twee")], AREA)

    mark_language(slide.element, "nl-NL")

    assert [each.get("lang") for each in slide.element.iter(qn("a:rPr"))] == ["nl-NL", "nl-NL"]
