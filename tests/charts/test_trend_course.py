"""What is drawn of the course of one panel."""

from monitor.charts.trend_course import course_traces, end_labels, single_margins
from monitor.charts.trend_lines import list_lines, list_slots
from monitor.charts.trend_panel import Panel
from monitor.domain.questionnaire import Dimension
from tests.charts.scenes import LOOK, Means, make_course, make_reader
from tests.factories import make_partnership

STEADY: Means = (3.9, 3.7, 3.9, 3.7)


def make_panel(rounds: int) -> Panel:
    slots, reader = list_slots(make_course(*[(STEADY, STEADY)] * rounds)), make_reader()
    lines = list_lines(make_partnership(), slots, Dimension.TRUST, reader)
    return Panel(0, Dimension.TRUST, slots, lines, reader, LOOK)


def test_one_round_has_bars_and_two_have_a_band() -> None:
    assert len(single_margins(make_panel(1))) == 2
    assert list(single_margins(make_panel(2))) == []


def test_lines_lie_over_bands() -> None:
    names = [each.name for each in course_traces(make_panel(2))]

    assert names.index("gemeente, margin") < names.index("gemeente")


def test_labels_of_equal_scores_keep_their_distance() -> None:
    low, high = (label["y"] for label in end_labels(make_panel(2)))

    assert high - low > 0.4
