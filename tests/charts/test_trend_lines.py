from monitor.charts.trend_lines import list_lines, list_slots, split_runs
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.round import Quarter
from tests.charts.scenes import (
    FIRST_QUARTER,
    Means,
    make_course,
    make_reader,
    make_scene,
    make_side,
)
from tests.factories import make_partnership

HIGH: Means = (4.0, 4.0, 4.0, 4.0)
LOW: Means = (3.7, 3.8, 4.0, 4.0)


def test_a_short_history_still_gets_eight_quarters() -> None:
    slots = list_slots(make_course((HIGH, HIGH)))

    assert len(slots) == 8
    assert [slot.published is None for slot in slots] == [True] * 7 + [False]
    assert slots[0].quarter == FIRST_QUARTER.shift(-7)


def test_a_quarter_without_a_round_stays_empty() -> None:
    rounds = make_course((HIGH, HIGH), (HIGH, HIGH), (HIGH, HIGH))

    slots = list_slots([rounds[0], rounds[2]])

    assert slots[-2].published is None
    assert slots[-2].quarter == Quarter(2025, 2)


def test_only_the_last_eight_rounds_are_kept() -> None:
    slots = list_slots(make_course(*[(HIGH, HIGH)] * 11))

    assert len(slots) == 8
    assert slots[-1].quarter == FIRST_QUARTER.shift(10)


def test_a_change_is_between_the_last_two_rounds_and_small_ones_are_no_move() -> None:
    slots = list_slots(make_course((HIGH, HIGH), (HIGH, LOW)))

    trust = list_lines(make_partnership(), slots, Dimension.TRUST, make_reader())[1]
    transparency = list_lines(make_partnership(), slots, Dimension.TRANSPARENCY, make_reader())[1]

    assert (trust.change, trust.move) == (-0.3, -0.3)
    assert (transparency.change, transparency.move) == (-0.2, 0.0)


def test_a_coarse_mean_must_move_more_than_its_rounding() -> None:
    rounds = [
        make_scene(make_side(1, (mean,) * 4, tier=Tier.COARSE), quarter=FIRST_QUARTER.shift(place))
        for place, mean in enumerate((4.0, 3.5))
    ]

    line = list_lines(make_partnership(), list_slots(rounds), Dimension.TRUST, make_reader())[0]

    assert (line.change, line.move) == (-0.5, 0.0)


def test_there_is_no_change_from_or_to_a_hidden_round() -> None:
    slots = list_slots(make_course((None, HIGH), (HIGH, HIGH)))

    line = list_lines(make_partnership(), slots, Dimension.TRUST, make_reader())[0]

    assert line.change is None
    assert line.held == [6, 7]
    assert list(line.margins()) == [7]


def test_runs_break_where_a_slot_is_missing() -> None:
    assert split_runs([1, 2, 4, 6, 7]) == [[1, 2], [4], [6, 7]]
