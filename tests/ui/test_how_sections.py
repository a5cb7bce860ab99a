"""The explanation: what is put together of figures and words."""

from monitor.services.results.benchmark_figures import Happening, RuleFigures
from monitor.ui.how_sections import render_hundred, table_of_detection
from tests.charts.scenes import make_reader

FIGURES = RuleFigures(
    0.048,
    {
        name: {"1": 0.281, "2": 0.662, "4": 0.934}
        for name in (*(each.value for each in Happening), "nothing")
    },
)


def test_of_a_hundred_squares_as_many_stand_out_as_quarters_give_a_false_alarm() -> None:
    squares = render_hundred(5)

    assert squares.count("<span") == 100
    assert squares.count("pm-out") == 5
    assert 'aria-hidden="true"' in squares


def test_detection_is_told_in_whole_numbers_of_a_hundred_per_happening() -> None:
    table = table_of_detection(FIGURES, make_reader())

    assert list(table.headers) == [
        "Wat er gebeurt",
        "in de eerste ronde",
        "binnen 2 rondes",
        "binnen 4 rondes",
    ]
    assert table.rows[0] == ["Beide kanten zakken in één keer", "28", "66", "93"]
    assert [row[0] for row in table.rows][-1] == "Er gebeurt niets"
