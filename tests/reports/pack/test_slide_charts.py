"""Charts are native: marks and bars as on the screen, labels that follow their numbers."""

import pptx
import pytest
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Inches, Length

from monitor.reports.pack.figures import JOINT, Figure, Mark, Row, describe_figure
from monitor.reports.pack.slide_charts import add_chart
from monitor.reports.pack.slide_template import Area
from tests.charts.scenes import make_reader
from tests.reports.pack.slides import series_of, workbook_of

THEIRS = Mark("municipality", "square", 4.1, "4,1", "gemeente")
OURS = Mark("initiative", "circle", 3.5, "≈ 3,5", "initiatief")
FIGURE = Figure(
    "Het beeld per partij", (Row("Vertrouwen", (THEIRS, OURS), "0,6"),), note="Verschil"
)
WIDE, NARROW = Inches(11), Inches(5)


def draw(figure: Figure, width: Length = WIDE) -> Chart:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    return add_chart(slide, figure, Area(Inches(0), Inches(0), width, Inches(4)), make_reader())


def test_parties_are_marks_in_their_shapes_and_colours() -> None:
    chart = draw(FIGURE)
    first, second = chart.plots[0].series

    assert chart.chart_type is XL_CHART_TYPE.LINE_MARKERS
    assert [first.marker.style, second.marker.style] == [
        XL_MARKER_STYLE.SQUARE,
        XL_MARKER_STYLE.CIRCLE,
    ]
    assert str(first.marker.format.fill.fore_color.rgb) == "1D5BA8"
    assert series_of(chart) == workbook_of(chart) == {"Gemeente": [4.1], "Initiatief": [3.5]}


def test_the_higher_number_stands_above_and_the_lower_one_below() -> None:
    positions = [each.points[0].data_label.position for each in draw(FIGURE).plots[0].series]

    assert positions == [XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW]


def test_equal_numbers_stand_beside_each_other() -> None:
    same = Mark("initiative", "circle", 4.1, "4,1", "initiatief")

    chart = draw(Figure("Beeld", (Row("Vertrouwen", (THEIRS, same)),)))

    positions = [each.points[0].data_label.position for each in chart.plots[0].series]
    assert positions == [XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.RIGHT]


def test_labels_follow_their_numbers_and_keep_the_sign_before_them() -> None:
    codes = [
        label.find(qn("c:numFmt")).get("formatCode")
        for label in draw(FIGURE).element.iter(qn("c:dLbl"))
    ]

    assert codes == ["0.0", '"≈ "0.0']


def test_a_subject_says_the_difference_too() -> None:
    assert list(draw(FIGURE).plots[0].categories) == ["Vertrouwen\nverschil: 0,6"]


def test_a_bar_joins_the_marks_of_a_subject() -> None:
    assert len(list(draw(FIGURE).element.iter(qn("c:hiLowLines")))) == 1


def test_nothing_joins_what_a_party_answered_and_what_it_expected() -> None:
    expected = Mark("municipality", "square", 3.3, "3,3", "verwacht", is_hollow=True)
    rows = (Row("Vertrouwen", (expected, THEIRS)), Row("", (OURS,)))

    chart = draw(Figure("De spiegel", rows, has_moves=True))

    assert not list(chart.element.iter(qn("c:hiLowLines")))
    assert len(chart.plots[0].series) == 3


def test_a_number_that_is_not_shown_is_a_gap() -> None:
    rows = (Row("Vertrouwen", (THEIRS, OURS)), Row("Transparantie", (THEIRS,), "geen cijfer"))

    assert series_of(draw(Figure("Beeld", rows)))["Initiatief"] == [3.5, None]


def test_all_together_are_bars_from_the_lowest_answer() -> None:
    mark = Mark(JOINT, JOINT, 3.4, "3,4", "")
    chart = draw(Figure("Samen", (Row("Vertrouwen", (mark,)),), is_bars=True))

    assert chart.chart_type is XL_CHART_TYPE.BAR_CLUSTERED
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (1, 5)
    assert series_of(chart) == {"Samen": [3.4]}
    assert not chart.has_legend


@pytest.mark.parametrize(("width", "has_title"), [(WIDE, False), (NARROW, True)])
def test_a_narrow_chart_says_which_one_it_is(width: Length, has_title: bool) -> None:  # noqa: FBT001
    assert draw(FIGURE, width).has_title is has_title


def test_it_is_heard_as_it_is_seen() -> None:
    chart = draw(FIGURE)
    frame = chart.part.package.presentation_part.presentation.slides[0].shapes[0]

    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == describe_figure(FIGURE)


def test_a_name_that_looks_like_a_formula_is_text_in_the_workbook() -> None:
    mark = Mark("other", "diamond", 2.0, "2,0", "=1+1")

    assert workbook_of(draw(Figure("Beeld", (Row("@x", (mark,)),)))) == {"'=1+1": [2.0]}
