import plotly.graph_objects as go
import pytest

from monitor.charts.question_bars import draw_counts
from monitor.charts.statements import collect_sections, list_columns
from monitor.charts.style import Look
from monitor.domain.results import PublishedQuestion
from monitor.services.checkin.questionnaires import read_questionnaires
from tests.charts.scenes import LOOK, PHONE, make_reader
from tests.factories import QUESTIONNAIRE, make_partnership, make_published_party, make_release

ASKED = read_questionnaires()[QUESTIONNAIRE]


def draw(look: Look, first: tuple[int, ...], second: tuple[int, ...]) -> go.Figure:
    reader = make_reader()
    published = make_release(
        parties=[
            make_published_party(
                party_id=number, questions=[PublishedQuestion("TRU1", 3.0, counts)]
            )
            for number, counts in ((1, first), (2, second))
        ]
    )
    sections = collect_sections(published, ASKED, reader)
    return draw_counts(
        sections, list_columns(make_partnership(), published, reader, look), reader, look
    )


def test_a_party_has_a_segment_per_answer_in_its_own_panel() -> None:
    figure = draw(LOOK, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0))

    assert [trace.xaxis for trace in figure.data] == ["x"] * 5 + ["x2"] * 5
    assert [trace.x[0] for trace in figure.data[5:]] == [0, 0, 50, 50, 0]


def test_the_middle_of_the_middle_answer_lies_on_the_centre_line() -> None:
    middle = draw(LOOK, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0)).data[2]

    assert middle.base[0] + middle.x[0] / 2 == pytest.approx(0)


def test_segments_touch_each_other() -> None:
    bars = draw(LOOK, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0)).data[:5]

    ends = [bar.base[0] + bar.x[0] for bar in bars]
    assert [bar.base[0] for bar in bars[1:]] == pytest.approx(ends[:-1])


def test_labels_are_numbers_of_people() -> None:
    figure = draw(LOOK, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0))

    assert [trace.text[0] for trace in figure.data[:4]] == ["1", "2", "2", "3"]


def test_an_answer_that_nobody_gave_has_no_label() -> None:
    assert draw(LOOK, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0)).data[4].text[0] == ""


def test_a_question_without_any_answer_has_no_bar() -> None:
    figure = draw(LOOK, (0, 0, 0, 0, 0), (0, 0, 4, 4, 0))

    assert list(figure.data[0].x) == []


def test_on_a_phone_the_parties_lie_under_each_other_on_one_scale() -> None:
    figure = draw(PHONE, (1, 2, 2, 3, 0), (0, 0, 4, 4, 0))

    assert figure.data[0].y[0] < figure.data[5].y[0]
    assert figure.layout.xaxis2.overlaying == "x"
    assert {shape.yref for shape in figure.layout.shapes} != {"paper"}
