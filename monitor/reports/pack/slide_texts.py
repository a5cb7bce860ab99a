"""Words on slides: boxes, tables, the footer, and the language that they are in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from monitor.charts.table import Table
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.reports.pack.slide_template import FOOTER_SIZE, Area, footers_of

TEXT_SIZE, TABLE_SIZE = Pt(16), Pt(15)
_ROW_HEIGHT = Inches(0.45)
_LONGEST_NAME = 40
_WIDEST_COLUMN = 6  # Times the narrowest.
_CHARACTERS_OF_UNIT = 8
# What XML cannot hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAGS = {Language.DUTCH: "nl-NL", Language.ENGLISH: "en-GB"}
_FOOT = """<p:sp {spaces}>
  <p:nvSpPr>
    <p:cNvPr id="{id}" name="{name}"/>
    <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
    <p:nvPr><p:ph type="{type}" sz="quarter" idx="{idx}"/></p:nvPr>
  </p:nvSpPr>
  <p:spPr/>
  <p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody>
</p:sp>"""
# Said outright, as not every program looks for the letters of a footer in the theme.
_STAMP = '<a:r><a:rPr><a:latin typeface="+mn-lt"/></a:rPr><a:t>{text}</a:t></a:r>'
_NUMBER = (
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    "<a:rPr/><a:t>{number}</a:t></a:fld>"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    size: Length = TEXT_SIZE
    is_bold: bool = False
    colour: str | None = None


def tidy(text: str) -> str:
    """Return a text that a slide can hold."""
    return _NOT_IN_XML.sub("", text)


def tag_of(reader: Reader) -> str:
    """Return how Office calls the language of a reader."""
    return _TAGS[reader.t.language]


def colour_of(value: str) -> RGBColor:
    """Return a colour of the palette as the library writes it."""
    return RGBColor.from_string(value.removeprefix("#"))


def tell_alt(element: Any, text: str) -> None:  # noqa: ANN401 - XML, which the library leaves open.
    """Give a chart or a table its alt text."""
    for each in element.xpath(".//p:cNvPr"):
        each.set("descr", tidy(text))


def add_lines(slide: Slide, lines: Sequence[Line], area: Area) -> None:
    """Write paragraphs in a part of a slide."""
    box = slide.shapes.add_textbox(area.left, area.top, area.width, area.height)
    box.name = tidy(lines[0].text)[:_LONGEST_NAME]
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(0.1)
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text = tidy(line.text)
        run.font.size, run.font.bold = line.size, line.is_bold
        if line.colour:
            run.font.color.rgb = colour_of(line.colour)


def add_table(slide: Slide, table: Table, area: Area, name: str) -> None:
    """Write a table with a header row."""
    rows, columns = len(table.rows) + 1, len(table.headers)
    height = Emu(_ROW_HEIGHT * rows)
    frame = slide.shapes.add_table(rows, columns, area.left, area.top, area.width, height)
    frame.name = tidy(name)[:_LONGEST_NAME]
    tell_alt(frame.element, name)
    grid = frame.table
    weights = _weigh_columns(table)
    for place, weight in enumerate(weights):
        grid.columns[place].width = Emu(area.width * weight // sum(weights))
    for row, texts in enumerate([table.headers, *table.rows]):
        for column, text in enumerate(texts):
            cell = grid.cell(row, column)
            cell.text = tidy(text)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = TABLE_SIZE


def _weigh_columns(table: Table) -> Sequence[int]:
    """Return how wide columns are: one of sentences is wider than one of words."""
    columns = zip(table.headers, *table.rows, strict=True)
    longest = [max(len(text) for text in column) for column in columns]
    return [min(2 + length // _CHARACTERS_OF_UNIT, _WIDEST_COLUMN) for length in longest]


def fill_feet(slide: Slide, stamp: str, number: int, area: Area) -> None:
    """Write the stamp and the number of a slide; a layout without a footer gets a box for it."""
    places = footers_of(slide.slide_layout)
    footer, count = (
        places.get(PP_PLACEHOLDER.FOOTER),
        places.get(PP_PLACEHOLDER.SLIDE_NUMBER),
    )
    if footer is None:
        add_lines(slide, [Line(stamp, FOOTER_SIZE)], area)
    else:
        content = _STAMP.format(text=escape(tidy(stamp)))
        _add_foot(slide, footer.placeholder_format.idx, "ftr", content)
    if count is not None:
        content = _NUMBER.format(number=number)
        _add_foot(slide, count.placeholder_format.idx, "sldNum", content)


def _add_foot(slide: Slide, idx: int, type_: str, content: str) -> None:
    tree = slide.shapes._spTree  # noqa: SLF001 - The library makes no placeholders on a slide.
    id_ = max(shape.shape_id for shape in slide.shapes) + 1
    spaces = nsdecls("p", "a")
    foot = _FOOT.format(
        spaces=spaces, id=id_, name=f"{type_} {id_}", type=type_, idx=idx, content=content
    )
    tree.append(parse_xml(foot))


def mark_language(element: Any, tag: str) -> None:  # noqa: ANN401 - XML, which is left open.
    """Say of every run of text in which language it is."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, run.makeelement(qn("a:rPr")))
    for words in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        words.set("lang", tag)
