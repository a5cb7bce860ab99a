"""Figures as charts that PowerPoint draws itself, with their numbers in a workbook inside.

Two parties on a line from 1 to 5 become two series of marks over each subject, with a bar between
them: charts of PowerPoint know no subjects on the side of such marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.chart.series import BarSeries, LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from monitor.charts.style import LIGHT, Shape
from monitor.domain.partnership import PartyKind
from monitor.i18n.reader import Reader, capitalise
from monitor.reports.pack.figures import JOINT, Figure, Mark, Row, describe_figure
from monitor.reports.pack.slide_template import Area
from monitor.reports.pack.slide_texts import colour_of, mark_language, tag_of, tell_alt, tidy
from monitor.services.results.export_files import defuse

TEXT_SIZE, LABEL_SIZE = Pt(13), Pt(16)
_BAR_LABEL_SIZE, _SMALL_TEXT_SIZE = Pt(18), Pt(11)
_SMALL = Inches(7)  # A narrower chart says which one it is, and has less room for words.
_MARKER_SIZE, _BAR_WIDTH, _PAIR = 15, Pt(5), 2
_ONE_DECIMAL = "0.0"
# PowerPoint knows fewer shapes than the screen.
_MARKERS: Mapping[str, XL_MARKER_STYLE] = {
    Shape.SQUARE: XL_MARKER_STYLE.SQUARE,
    Shape.TRIANGLE_UP: XL_MARKER_STYLE.TRIANGLE,
    Shape.CROSS: XL_MARKER_STYLE.PLUS,
    Shape.CIRCLE: XL_MARKER_STYLE.CIRCLE,
    Shape.TRIANGLE_DOWN: XL_MARKER_STYLE.TRIANGLE,
    Shape.HEXAGON: XL_MARKER_STYLE.STAR,
    Shape.DIAMOND: XL_MARKER_STYLE.DIAMOND,
    Shape.PENTAGON: XL_MARKER_STYLE.X,
    Shape.STAR: XL_MARKER_STYLE.STAR,
    JOINT: XL_MARKER_STYLE.CIRCLE,
}
_COLOURS: Mapping[str, str] = {
    **{kind.value: LIGHT.of(kind).mark for kind in PartyKind},
    JOINT: LIGHT.improvement,
}


@dataclass(frozen=True, slots=True)
class _Sort:
    """What makes marks one series: whose they are, and how they look."""

    name: str
    kind: str
    shape: str
    is_hollow: bool

    @classmethod
    def of(cls, mark: Mark) -> "_Sort":
        """Return the sort of a mark."""
        return cls(mark.name, mark.kind, mark.shape, mark.is_hollow)


@dataclass(frozen=True, slots=True)
class _Subject:
    """One place along the axis, with the marks of every series there."""

    label: str
    marks: Mapping[_Sort, Mark]


def add_chart(slide: Slide, figure: Figure, area: Area, reader: Reader) -> Chart:
    """Draw a figure as a native chart, with what it shows in words as its alt text."""
    subjects = _gather(figure)
    sorts = list(dict.fromkeys(sort for each in subjects for sort in each.marks))
    data = CategoryChartData(number_format=_ONE_DECIMAL)
    # The workbook inside would take a name that begins with "=" for a formula.
    data.categories = [str(defuse(tidy(each.label))) for each in subjects]
    for sort in sorts:
        marks = [each.marks.get(sort) for each in subjects]
        name = capitalise(sort.name) or reader.t("slides.together")
        data.add_series(str(defuse(tidy(name))), [mark and mark.value for mark in marks])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if figure.is_bars else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, area.left, area.top, area.width, area.height, data)
    frame.name = tidy(figure.subject)
    tell_alt(frame.element, describe_figure(figure))
    chart = frame.chart
    is_small = area.width < _SMALL
    _dress(chart, reader, is_bars=figure.is_bars)
    # Between a party's own answer and what it expected nothing is to be joined.
    if not figure.is_bars and not (figure.has_moves and len(sorts) > _PAIR):
        _join_marks(chart)
    _dress_axes(chart, reader, is_bars=figure.is_bars, is_small=is_small)
    if is_small:
        chart.has_title = True
        chart.chart_title.text_frame.text = tidy(figure.subject)
        chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = TEXT_SIZE
        mark_language(chart.element, tag_of(reader))
    for place, sort in enumerate(sorts):
        _dress_series(chart.plots[0].series[place], sort)
        _label(chart.plots[0].series[place], sort, subjects, is_bars=figure.is_bars)
    return chart


def _gather(figure: Figure) -> Sequence[_Subject]:
    """Put lines of one subject together: on paper a third party has a line of its own."""
    found: list[list[Row]] = []
    for row in figure.rows:
        if row.label or not found:
            found.append([row])
        else:
            found[-1].append(row)
    return [
        _Subject(
            _write_label(rows, figure), {_Sort.of(mark): mark for row in rows for mark in row.marks}
        )
        for rows in found
    ]


def _write_label(rows: Sequence[Row], figure: Figure) -> str:
    head = f"{figure.note}: ".lower() if figure.note else ""
    return "\n".join([rows[0].label, *(f"{head}{row.note}" for row in rows if row.note)])


def _dress(chart: Chart, reader: Reader, *, is_bars: bool) -> None:
    chart.font.size = TEXT_SIZE
    chart.has_title = False
    chart.has_legend = not is_bars
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = TEXT_SIZE
    space = chart.element
    language = parse_xml(f'<c:lang {nsdecls("c")} val="{tag_of(reader)}"/>')
    space.find(qn("c:date1904")).addnext(language)
    mark_language(space, tag_of(reader))
    if is_bars:
        chart.plots[0].gap_width = 60


def _join_marks(chart: Chart) -> None:
    """Draw a bar between the marks of each subject, from the lowest to the highest."""
    colour = LIGHT.gap.removeprefix("#")
    lines = parse_xml(
        f"<c:hiLowLines {nsdecls('c', 'a')}><c:spPr>"
        f'<a:ln w="{_BAR_WIDTH}" cap="rnd"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "</a:ln></c:spPr></c:hiLowLines>"
    )
    chart.element.xpath(".//c:lineChart/c:marker")[0].addprevious(lines)


def _dress_axes(chart: Chart, reader: Reader, *, is_bars: bool, is_small: bool) -> None:
    values, subjects = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 1, 5, 1
    if not is_small:
        low, high = reader.t("charts.scale.1"), reader.t("charts.scale.5")
        values.tick_labels.number_format = f'[=1]0" {low}";[=5]0" {high}";0'
        values.tick_labels.number_format_is_linked = False
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour_of(LIGHT.gridline)
    values.format.line.fill.background()
    subjects.format.line.color.rgb = colour_of(LIGHT.control)
    subjects.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    subjects.tick_labels.font.size = _SMALL_TEXT_SIZE if is_small else TEXT_SIZE
    words = subjects._element.find(qn("c:txPr")).find(qn("a:bodyPr"))  # noqa: SLF001 - Not offered.
    words.set("rot", "0")  # Upright, or long ones would be written slantwise.
    if is_bars:
        # First on top; the numbers then stand at the last one, which is at the bottom.
        subjects.reverse_order = True
        values._element.find(qn("c:crosses")).set("val", "max")  # noqa: SLF001 - Not offered.


def _dress_series(series: BarSeries | LineSeries, sort: _Sort) -> None:
    colour = colour_of(_COLOURS[sort.kind])
    if isinstance(series, BarSeries):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        return
    series.smooth = False
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = _MARKERS[sort.shape], _MARKER_SIZE
    marker.format.fill.solid()
    # Not of the page: some programs draw no line around a mark.
    marker.format.fill.fore_color.rgb = colour_of(LIGHT.gap) if sort.is_hollow else colour
    marker.format.line.color.rgb = colour
    marker.format.line.width = Pt(2.25)


def _label(
    series: BarSeries | LineSeries, sort: _Sort, subjects: Sequence[_Subject], *, is_bars: bool
) -> None:
    """Write each number beside its mark: the higher one above, the lower one below."""
    for place, subject in enumerate(subjects):
        mark = subject.marks.get(sort)
        if mark is None:
            continue
        point = series.points[place]
        label = point.data_label
        label.font.size = _BAR_LABEL_SIZE if is_bars else LABEL_SIZE
        label.font.bold = True
        label.font.color.rgb = colour_of(_COLOURS[sort.kind])
        label.position = XL_LABEL_POSITION.OUTSIDE_END if is_bars else _side(mark, subject)
        _format_label(point, mark)


def _side(mark: Mark, subject: _Subject) -> XL_LABEL_POSITION:
    values = [each.value for each in subject.marks.values()]
    if len(values) > 1 and max(values) == min(values):
        is_first = next(iter(subject.marks.values())) is mark
        return XL_LABEL_POSITION.LEFT if is_first else XL_LABEL_POSITION.RIGHT
    if mark.value == max(values):
        return XL_LABEL_POSITION.ABOVE
    return XL_LABEL_POSITION.BELOW if mark.value == min(values) else XL_LABEL_POSITION.RIGHT


def _format_label(point: Point, mark: Mark) -> None:
    """Let the label follow its number when that is edited, with the sign that goes before it."""
    sign = mark.label.rstrip("0123456789.,")
    code = f"&quot;{sign}&quot;{_ONE_DECIMAL}" if sign else _ONE_DECIMAL
    label = point.data_label._get_or_add_dLbl()  # noqa: SLF001 - The library has no formats here.
    text = label.find(qn("c:txPr"))
    text.addprevious(parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{code}" sourceLinked="0"/>'))
