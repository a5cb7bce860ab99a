"""What moved, on the shared screen: then and now, of each party or of all."""

from itertools import pairwise

import plotly.graph_objects as go

from monitor.charts.meeting_moves import describe_meeting_moves, draw_meeting_moves
from monitor.charts.style import LIGHT
from monitor.domain.meeting.deck import Deck, MovedSlide
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import slide_in
from tests.reports.pack.packs import make_pack

DUTCH = make_reader()
OPEN, CLOSED = make_pack().deck, make_pack(is_open=False).deck


def draw(deck: Deck) -> go.Figure:
    return draw_meeting_moves(slide_in(deck, MovedSlide), deck, DUTCH, LIGHT)


def lines_of(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def test_an_open_picture_has_a_line_for_each_party_and_dimension() -> None:
    lines = lines_of(draw(OPEN))

    assert len(lines) == 8
    assert {line.marker.symbol for line in lines} == {"square", "circle"}
    assert {line.line.color for line in lines} == {
        LIGHT.municipality.mark,
        LIGHT.initiative.mark,
    }


def test_a_closed_picture_has_one_line_in_ink_for_each_dimension_and_no_margins() -> None:
    figure = draw(CLOSED)

    assert {line.line.color for line in lines_of(figure)} == {LIGHT.ink}
    assert len(figure.data) == len(lines_of(figure)) <= 4


def test_margins_lie_behind_the_lines() -> None:
    modes = [trace.mode for trace in draw(OPEN).data]

    assert modes == sorted(modes)
    assert modes.count("lines") == 8


def test_every_line_ends_in_its_present_value() -> None:
    figure = draw(OPEN)

    labels = [note.text for note in figure.layout.annotations]
    for line in lines_of(figure):
        written = DUTCH.formatter.score(line.y[-1])
        assert any(written in label and line.line.color in label for label in labels)


def test_labels_of_values_that_are_near_stand_apart() -> None:
    figure = draw(OPEN)

    for axis in ("y", "y2", "y3", "y4"):
        heights = sorted(
            note.y for note in figure.layout.annotations if note.yref == axis and note.x == 1
        )
        assert all(high - low > 0.45 for low, high in pairwise(heights))


def test_both_quarters_stand_under_every_course() -> None:
    axes = draw(OPEN).layout

    assert len(axes.xaxis.ticktext) == 2
    assert axes.xaxis.ticktext == axes.xaxis4.ticktext
    assert axes.yaxis.showticklabels
    assert not axes.yaxis2.showticklabels


def test_who_does_not_see_the_figure_hears_what_moved_and_what_may_be_chance() -> None:
    told = describe_meeting_moves(slide_in(OPEN, MovedSlide), OPEN, DUTCH)

    assert told.startswith("Wat veranderde sinds de vorige ronde. Vertrouwen: gemeente: 0,7 omhoog")
    assert "(kan toeval zijn)" in told
    assert "gemeente" not in describe_meeting_moves(slide_in(CLOSED, MovedSlide), CLOSED, DUTCH)
