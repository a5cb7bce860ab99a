from typing import Any

import plotly.graph_objects as go

from monitor.charts.trend import describe_trend, draw_trend, table_of_trend
from monitor.charts.trend_course import FLOOR
from monitor.domain.partnership import Language
from tests.charts.scenes import (
    LOOK,
    PHONE,
    Means,
    make_course,
    make_reader,
    make_scene,
    make_side,
    make_three_parties,
)
from tests.factories import make_partnership

STEADY: Means = (3.9, 3.7, 3.9, 3.7)
BEFORE: Means = (3.6, 3.1, 2.9, 2.8)
AFTER: Means = (3.5, 2.7, 2.4, 2.8)
FALL = make_course((STEADY, BEFORE), (STEADY, (3.6, 2.1, 1.9, 2.8)))
SLIDE = make_course((STEADY, BEFORE), (STEADY, BEFORE), (STEADY, AFTER))


def traces(figure: go.Figure, name: str, axis: str = "x") -> list[Any]:
    return [each for each in figure.data if each.name == name and each.xaxis == axis]


def texts(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_every_dimension_has_its_panel_two_in_a_row() -> None:
    figure = draw_trend(make_partnership(), SLIDE, make_reader(), LOOK)

    assert {each.xaxis for each in figure.data} == {"x", "x2", "x3", "x4"}
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    assert figure.layout.height == 560


def test_one_column_is_twice_as_high() -> None:
    figure = draw_trend(make_partnership(), SLIDE, make_reader(), PHONE)

    assert figure.layout.height == 1120
    assert figure.layout.xaxis2.domain == (0, 1)


def test_a_line_lies_at_the_means_and_ends_in_the_shape_of_the_party() -> None:
    figure = draw_trend(make_partnership(), SLIDE, make_reader(), LOOK)

    (line,) = traces(figure, "initiatief", "x3")
    (latest,) = traces(figure, "initiatief, latest", "x3")
    assert list(line.y)[-3:] == [2.9, 2.9, 2.4]
    assert (latest.x[0], latest.y[0], latest.marker.symbol) == (7, 2.4, "circle")


def test_a_hidden_round_breaks_the_line_and_stands_hollow_on_the_floor() -> None:
    rounds = make_course((STEADY, BEFORE), (None, BEFORE), (STEADY, BEFORE))

    figure = draw_trend(make_partnership(), rounds, make_reader(), LOOK)

    (line,) = traces(figure, "gemeente")
    (hidden,) = traces(figure, "gemeente, hidden")
    assert line.connectgaps is False
    assert list(line.y)[-3:] == [3.9, None, 3.9]
    assert (list(hidden.x), list(hidden.y)) == ([6], [FLOOR])
    assert "te weinig antwoorden" in hidden.text[0]


def test_a_quarter_without_a_round_breaks_line_and_band() -> None:
    rounds = make_course(*[(STEADY, BEFORE)] * 5)

    figure = draw_trend(make_partnership(), [*rounds[:2], *rounds[3:]], make_reader(), LOOK)

    assert list(traces(figure, "gemeente")[0].y)[-3] is None
    assert len(traces(figure, "gemeente, margin")) == 2


def test_bands_lie_under_all_lines() -> None:
    figure = draw_trend(make_partnership(), SLIDE, make_reader(), LOOK)

    names = [each.name for each in figure.data if each.xaxis == "x"]
    assert names.index("initiatief, margin") < names.index("gemeente")


def test_the_year_stands_under_the_first_tick_and_every_first_quarter() -> None:
    figure = draw_trend(make_partnership(), SLIDE, make_reader(), LOOK)

    ticks = list(figure.layout.xaxis.ticktext)
    assert ticks[:3] == ["K4<br>2023", "K1<br>2024", "K2"]


def test_panels_say_plainly_what_moved() -> None:
    written = texts(draw_trend(make_partnership(), FALL, make_reader(), LOOK))

    assert any("Vertrouwen" in text and "weinig veranderd" in text for text in written)
    assert any(
        "Ruimte om te groeien" in text and "initiatief omlaag met 1,0" in text for text in written
    )


def test_a_first_round_says_that_the_course_is_still_to_come() -> None:
    figure = draw_trend(make_partnership(), SLIDE[:1], make_reader(), LOOK)

    assert any("eerste ronde" in text for text in texts(figure))
    assert [shape.line.width for shape in figure.layout.shapes] == [12] * 8


def test_a_round_that_cannot_be_compared_says_so() -> None:
    rounds = make_course((None, None), (STEADY, BEFORE))

    figure = draw_trend(make_partnership(), rounds, make_reader(), LOOK)

    assert any("geen vergelijking" in text for text in texts(figure))


def test_labels_at_the_ends_name_the_party_and_keep_their_distance() -> None:
    rounds = make_course((STEADY, STEADY))

    figure = draw_trend(make_partnership(), rounds, make_reader(), LOOK)

    ends = [a for a in figure.layout.annotations if a.yref == "y" and "<b>3,9</b>" in a.text]
    assert len(ends) == 2
    assert abs(ends[0].y - ends[1].y) >= 0.42


def test_a_hidden_party_is_labelled_without_a_number() -> None:
    rounds = make_course((STEADY, BEFORE), (None, BEFORE))

    figure = draw_trend(make_partnership(), rounds, make_reader(), LOOK)

    assert sum("Gemeente:<br>geen cijfer" in text for text in texts(figure)) == 4


def test_a_hostile_name_is_plain_text_in_the_figure() -> None:
    partnership = make_three_parties(third="<a>D</a>")
    sides = (make_side(1, STEADY), make_side(2, STEADY), make_side(3, AFTER))

    figure = draw_trend(partnership, [make_scene(*sides)], make_reader(), LOOK)

    assert "<a>" not in "".join(texts(figure))
    assert "&lt;a&gt;" in "".join(texts(figure))


def test_the_sentence_names_who_moved_on_what_in_both_languages() -> None:
    assert describe_trend(make_partnership(), FALL, make_reader()) == (
        "Verloop over 2 rondes. Initiatief omlaag bij transparantie en ruimte om te groeien."
    )
    assert describe_trend(make_partnership(), FALL, make_reader(Language.ENGLISH)) == (
        "The last 2 rounds. Initiative down on transparency and room to grow."
    )


def test_a_move_within_the_margins_may_be_chance_and_is_not_told() -> None:
    written = texts(draw_trend(make_partnership(), SLIDE, make_reader(), LOOK))

    assert any("geen duidelijke verandering" in text for text in written)
    assert not any("omlaag" in text for text in written)
    assert describe_trend(make_partnership(), SLIDE, make_reader()) == (
        "Verloop over 3 rondes. Er is geen duidelijke verandering sinds de vorige ronde."
    )


def test_the_sentence_says_when_nothing_moved_or_nothing_came_before() -> None:
    still = describe_trend(make_partnership(), SLIDE[:2], make_reader())
    first = describe_trend(make_partnership(), SLIDE[:1], make_reader())

    assert still == (
        "Verloop over 2 rondes. Er is geen duidelijke verandering sinds de vorige ronde."
    )
    assert first == "Eerste ronde. Het verloop zie je na de volgende check-in."


def test_the_table_starts_with_the_newest_quarter() -> None:
    table = table_of_trend(make_partnership(), SLIDE, make_reader())

    assert list(table.rows[0]) == ["3e kwartaal 2025", "Gemeente", "3,9", "3,7", "3,9", "3,7"]
    assert len(table.rows) == 6
    assert {len(row) for row in table.rows} == {len(table.headers)}
