from monitor.charts.layout import axis_number, base_axis, base_layout, bold, line_shape, note
from monitor.charts.style import LIGHT
from tests.charts.scenes import make_reader


def test_a_figure_stays_still_under_a_finger() -> None:
    assert base_layout(make_reader(), LIGHT, height=300)["dragmode"] is False
    assert base_axis(LIGHT)["fixedrange"] is True


def test_the_first_axis_has_no_number() -> None:
    assert [axis_number(place) for place in range(3)] == ["", "2", "3"]


def test_a_note_has_no_arrow_and_a_line_lies_under_the_marks() -> None:
    assert note("a", 1, 2)["showarrow"] is False
    assert line_shape((1, 2), (3, 2))["layer"] == "between"


def test_bold_text_may_have_a_colour() -> None:
    assert bold("a") == "<b>a</b>"
    assert bold("a", LIGHT.ink) == '<b style="color:#111820">a</b>'
