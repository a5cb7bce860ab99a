import pytest

from monitor.charts.statements import (
    Statement,
    collect_sections,
    list_columns,
    place_rows,
    row_texts,
    standouts,
)
from monitor.domain.results import PublishedQuestion, PublishedRound
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.charts.scenes import LOOK, PHONE, make_reader
from tests.factories import QUESTIONNAIRE, make_partnership, make_published_party, make_release

ASKED = read_questionnaires()[QUESTIONNAIRE]


def make_answered(
    first: dict[str, float | None], second: dict[str, float | None]
) -> PublishedRound:
    return make_release(
        parties=[
            make_published_party(
                party_id=number,
                questions=[PublishedQuestion(code, mean) for code, mean in means.items()],
            )
            for number, means in ((1, first), (2, second))
        ]
    )


def test_statements_stand_under_the_title_of_their_part_in_the_order_asked() -> None:
    published = make_answered({"GRO1": 4.0, "TRU2": 3.0, "TRU1": 3.0}, {})

    sections = collect_sections(published, ASKED, make_reader())

    assert [section.title for section in sections] == ["Vertrouwen", "Ruimte om te groeien"]
    assert [row.question.code for row in sections[0].statements] == ["TRU1", "TRU2"]


def test_a_question_that_nobody_may_see_is_left_out() -> None:
    published = make_answered({"TRU1": None}, {"TRU1": None})

    assert collect_sections(published, ASKED, make_reader()) == []


def test_a_mark_is_not_a_statement() -> None:
    assert collect_sections(make_answered({"X4": 7.0}, {"X4": 6.0}), ASKED, make_reader()) == []


@pytest.mark.parametrize(
    ("means", "difference"), [((4.0, 2.5), 1.5), ((4.0, None), None), ((4.0,), None)]
)
def test_a_difference_needs_the_means_of_all(
    means: tuple[float | None, ...], difference: float | None
) -> None:
    answers = [PublishedQuestion("TRU1", mean) for mean in means]

    assert Statement(ASKED.question("TRU1"), "", answers).difference == difference


def test_the_three_largest_differences_stand_out() -> None:
    first = dict.fromkeys(["TRU1", "TRU2", "TRU3", "GRO1"], 4.0)
    second = {"TRU1": 3.0, "TRU2": 3.9, "TRU3": 2.0, "GRO1": 3.5}

    sections = collect_sections(make_answered({**first}, {**second}), ASKED, make_reader())

    assert [row.question.code for row in standouts(sections)] == ["TRU3", "TRU1", "GRO1"]


@pytest.mark.parametrize("look", [LOOK, PHONE])
def test_rows_follow_each_other_without_touching(look: object) -> None:
    view = LOOK if look is LOOK else PHONE
    published = make_answered({"TRU1": 3.0, "TRU2": 3.0, "GRO1": 3.0}, {})

    places = place_rows(collect_sections(published, ASKED, make_reader()), 70, view)

    heights = [y for y, _ in places.rows]
    assert heights == sorted(heights)
    assert heights[1] - heights[0] == pytest.approx(1)
    assert places.titles[1][0] > heights[1]
    assert places.end > heights[-1]


def test_statements_stand_left_of_the_plot_and_above_the_marks_on_a_phone() -> None:
    sections = collect_sections(make_answered({"TRU1": 3.0}, {}), ASKED, make_reader())

    wide = row_texts(place_rows(sections, 32, LOOK), LOOK)
    narrow = row_texts(place_rows(sections, 70, PHONE), PHONE)

    assert wide[1]["xshift"] < -400
    assert narrow[1]["yanchor"] == "bottom"


def test_columns_come_in_the_order_of_the_round() -> None:
    columns = list_columns(make_partnership(), make_answered({}, {}), make_reader(), LOOK)

    assert [column.name for column in columns] == ["Gemeente", "Initiatief"]
