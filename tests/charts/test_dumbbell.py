import plotly.graph_objects as go

from monitor.charts.dumbbell import describe_dumbbell, draw_dumbbell, table_of_dumbbell
from monitor.domain.partnership import Language
from monitor.domain.results import Tier
from tests.charts.scenes import (
    LOOK,
    PHONE,
    make_course,
    make_reader,
    make_scene,
    make_side,
    make_three_parties,
)
from tests.factories import make_partnership

NOW = ((3.9, 3.7, 3.9, 3.7), (3.5, 2.7, 2.4, 2.8))
BEFORE = ((3.9, 3.6, 3.9, 3.7), (3.6, 3.1, 2.9, 2.8))


def texts(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def trace(figure: go.Figure, name: str) -> go.Scatter:
    return next(each for each in figure.data if each.name == name)


def bars(figure: go.Figure, width: float) -> list[tuple[float, float]]:
    return [(s.x0, s.x1) for s in figure.layout.shapes if s.line.width == width]


def test_marks_lie_at_the_means_of_each_dimension() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(NOW), make_reader(), LOOK)

    assert list(trace(figure, "Gemeente").x) == [3.9, 3.7, 3.9, 3.7]
    assert list(trace(figure, "Initiatief").y) == [0, 1, 2, 3]
    assert trace(figure, "Gemeente").marker.symbol == "square"
    assert trace(figure, "Initiatief").marker.symbol == "circle"


def test_the_previous_round_is_hollow_and_only_where_it_moved() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(BEFORE, NOW), make_reader(), LOOK)

    assert list(trace(figure, "Initiatief, previous").x) == [3.1, 2.9]
    assert trace(figure, "Initiatief, previous").marker.color == LOOK.palette.page
    assert list(trace(figure, "Gemeente, previous").x) == []


def test_a_gap_bar_reaches_from_mean_to_mean_and_a_margin_from_end_to_end() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(NOW), make_reader(), LOOK)

    assert bars(figure, 9)[0] == (3.5, 3.9)
    assert bars(figure, 4.5)[0] == (3.5, 4.3)
    assert len(bars(figure, 4.5)) == 8


def test_the_difference_is_told_with_a_word_and_what_it_was() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(BEFORE, NOW), make_reader(), LOOK)

    written = " ".join(texts(figure))
    assert "groter, was 1,0" in written
    assert "gelijk, was 0,3" in written
    assert f'<b style="color:{LOOK.palette.signal}">1,5</b>' in written


def test_a_first_round_has_no_previous_marks_and_no_was() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(NOW), make_reader(), LOOK)

    assert len(figure.data) == 2
    assert "was" not in " ".join(texts(figure))


def test_a_hidden_party_has_no_mark_no_label_and_no_gap() -> None:
    rounds = make_course(NOW, (None, NOW[1]))

    figure = draw_dumbbell(make_partnership(), rounds, make_reader(), LOOK)

    assert list(trace(figure, "Gemeente").x) == []
    assert list(trace(figure, "Gemeente, previous").x) == []
    assert bars(figure, 9) == []
    assert sum("gemeente: geen cijfer" in text for text in texts(figure)) == 4


def test_coarse_means_are_marked_as_rounded_and_have_no_margin() -> None:
    coarse = make_side(1, (3.5, 3.5, 3.5, 3.5), tier=Tier.COARSE)
    rounds = [make_scene(coarse, make_side(2, NOW[1]))]

    figure = draw_dumbbell(make_partnership(), rounds, make_reader(), LOOK)

    assert any("≈ 3,5" in text for text in texts(figure))
    assert len(bars(figure, 4.5)) == 4


def test_a_change_of_half_a_point_between_coarse_rounds_gets_no_word() -> None:
    sides = [make_side(1, (mean,) * 4, tier=Tier.COARSE) for mean in (4.0, 4.5)]
    rounds = [make_scene(side, make_side(2, (3.5, 3.5, 3.5, 3.5))) for side in sides]

    figure = draw_dumbbell(make_partnership(), rounds, make_reader(), LOOK)

    assert sum("gelijk, was ≈ 0,5" in text for text in texts(figure)) == 4


def test_three_parties_each_get_a_lane_inside_their_row() -> None:
    rounds = [make_scene(*(make_side(number, (3.0 + number / 4,) * 4) for number in (1, 2, 3)))]

    figure = draw_dumbbell(make_three_parties(), rounds, make_reader(), LOOK)

    heights = [trace(figure, name).y[0] for name in ("Gemeente", "Zonnewijk", "Dorpsraad")]
    assert heights == sorted(set(heights))
    assert max(abs(height) for height in heights) < 0.5


def test_a_phone_gets_the_names_of_the_rows_inside_the_figure() -> None:
    figure = draw_dumbbell(make_partnership(), make_course(NOW), make_reader(), PHONE)

    assert "<b>Ruimte om te groeien</b>" in texts(figure)
    assert figure.layout.yaxis.showticklabels is False
    assert figure.layout.margin.l + figure.layout.margin.r < 40


def test_a_hostile_name_is_plain_text_in_the_figure() -> None:
    partnership = make_three_parties(third="<a href='x'>Dorp</a>")
    rounds = [make_scene(make_side(1, NOW[0]), make_side(2, NOW[1]), make_side(3, None))]

    figure = draw_dumbbell(partnership, rounds, make_reader(), LOOK)

    assert "<a href" not in str(figure.to_plotly_json()["layout"])


def test_the_sentence_names_the_largest_difference_in_both_languages() -> None:
    rounds, partnership = make_course(NOW), make_partnership()

    assert describe_dumbbell(partnership, rounds, make_reader()) == (
        "Stand per onderwerp. Het grootste verschil zit bij ruimte om te groeien: "
        "gemeente 3,9, initiatief 2,4."
    )
    assert describe_dumbbell(partnership, rounds, make_reader(Language.ENGLISH)) == (
        "Scores per dimension. The largest difference is on room to grow: "
        "municipality 3.9, initiative 2.4."
    )


def test_the_sentence_names_the_party_without_a_number() -> None:
    rounds = make_course((None, NOW[1]))

    assert describe_dumbbell(make_partnership(), rounds, make_reader()) == (
        "Stand per onderwerp. Geen cijfer van: gemeente. Daarom tonen we geen verschil."
    )


def test_the_table_has_now_before_and_the_difference() -> None:
    table = table_of_dumbbell(make_partnership(), make_course(BEFORE, NOW), make_reader())

    assert list(table.headers) == [
        "Onderwerp",
        "Gemeente",
        "Gemeente, vorige ronde",
        "Initiatief",
        "Initiatief, vorige ronde",
        "Verschil",
    ]
    assert list(table.rows[2]) == [
        "Ruimte om te groeien",
        "3,9 (marge 3,5 tot 4,3)",
        "3,9",
        "2,4 (marge 2,0 tot 2,8)",
        "2,9",
        "1,5",
    ]
