"""The rows of stages and support."""

from datetime import date

from monitor.charts.growth_rows import Rows, draw_rows
from monitor.charts.trend_lines import list_slots
from monitor.domain.growth import GrowthPath
from monitor.domain.register.log import Support, SupportKind
from tests.charts.scenes import LOOK, make_course, make_reader

MEANS = (3.9, 3.7, 3.9, 3.7)


def make_rows(*supports: Support) -> Rows:
    slots = list_slots(make_course((MEANS, MEANS)))
    return Rows(GrowthPath(), supports, slots, {}, make_reader(), LOOK)


def test_there_is_a_row_for_each_stage_and_each_kind_that_was_given() -> None:
    rows = make_rows(
        Support(date(2024, 1, 1), (SupportKind.PEOPLE, SupportKind.TIME), "Hulp"),
        Support(date(2024, 6, 1), (SupportKind.TIME,), "Meer hulp"),
    )

    assert rows.kinds == [SupportKind.TIME, SupportKind.PEOPLE]
    assert rows.count == 6
    assert rows.support_row(SupportKind.PEOPLE) < rows.support_row(SupportKind.TIME) < 0


def test_all_rows_lie_within_the_range() -> None:
    rows = make_rows(Support(date(2024, 1, 1), tuple(SupportKind), "Alles"))

    low, high = rows.range
    assert low < min(rows.support_row(kind) for kind in SupportKind)
    assert high > 3


def test_support_from_before_the_axis_begins_at_its_edge() -> None:
    rows = make_rows(Support(date(2020, 1, 1), (SupportKind.TIME,), "Hulp"))

    (bar,) = draw_rows(rows).traces
    assert bar.x[0] == -0.4
