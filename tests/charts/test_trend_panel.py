import pytest

from monitor.charts.trend_lines import list_lines, list_slots
from monitor.charts.trend_panel import Panel
from monitor.domain.questionnaire import Dimension
from tests.charts.scenes import LOOK, make_course, make_reader
from tests.factories import make_partnership

ROUNDS = make_course(((3.5,) * 4, (3.5,) * 4))


@pytest.mark.parametrize(("place", "axes"), [(0, ("x", "y")), (2, ("x3", "y3"))])
def test_a_panel_knows_its_axes_and_the_colours_of_its_lines(
    place: int, axes: tuple[str, str]
) -> None:
    slots = list_slots(ROUNDS)
    lines = list_lines(make_partnership(), slots, Dimension.TRUST, make_reader())
    panel = Panel(place, Dimension.TRUST, slots, lines, make_reader(), LOOK)

    assert (panel.x, panel.y) == axes
    assert panel.axes == {"xaxis": axes[0], "yaxis": axes[1]}
    assert panel.colours(lines[0]) is LOOK.palette.municipality
