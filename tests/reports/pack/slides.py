"""Reads slides back, as tests need them."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zoneinfo import ZoneInfo

import pptx
from openpyxl import load_workbook
from pptx.chart.chart import Chart
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.table import Table

from monitor.domain.partnership import Language
from monitor.reports.pack.slide_show import make_slide_show
from monitor.services.meeting.read_pack import Pack

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Series = Mapping[str, Sequence[float | None]]


def make_slides(pack: Pack, language: Language = Language.DUTCH) -> Presentation:
    """Make the slides of a pack, and read them back."""
    return pptx.Presentation(BytesIO(make_slide_show(pack, language, AMSTERDAM)))


def titles_of(presentation: Presentation) -> list[str]:
    """Return the title of every slide."""
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def find_slide(presentation: Presentation, title: str) -> Slide:
    """Return the first slide whose title begins so."""
    return next(each for each in presentation.slides if each.shapes.title.text.startswith(title))


def charts_of(slide: Slide) -> list[Chart]:
    """Return the charts of a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Slide) -> list[Table]:
    """Return the tables of a slide."""
    return [shape.table for shape in slide.shapes if shape.has_table]


def rows_of(table: Table) -> list[list[str]]:
    """Return a table as its texts, the headers first."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def series_of(chart: Chart) -> Series:
    """Return the numbers that a chart draws, by the names of its series."""
    return {series.name: list(series.values) for series in chart.plots[0].series}


def workbook_of(chart: Chart) -> Series:
    """Return the numbers in the workbook inside a chart."""
    content = chart.part.chart_workbook.xlsx_part.blob
    columns = load_workbook(BytesIO(content)).worksheets[0].iter_cols(min_col=2, values_only=True)
    return {str(column[0]): [_number(each) for each in column[1:]] for column in columns}


def words_of(slide: Slide) -> str:
    """Return everything that a slide says, in its charts, tables and notes too."""
    return " ".join(_say(slide))


def _say(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        yield from (each.get("descr", "") for each in shape.element.xpath(".//p:cNvPr"))
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield str(rows_of(shape.table))
        elif shape.has_chart:
            yield str((series_of(shape.chart), list(shape.chart.plots[0].categories)))
    yield slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
