"""Beside the lines of the trend: what chance alone would do, and the declines that were told."""

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from monitor.charts.trend import describe_trend, draw_trend
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, PublishedRound, Severity
from tests.charts.scenes import LOOK, make_course, make_reader
from tests.factories import make_partnership

READER = make_reader()
LOW, HIGH = (2.4, 3.5, 3.5, 3.5), (3.5, 3.5, 3.5, 3.5)
ROUNDS = make_course((HIGH, HIGH), (HIGH, LOW))


def draw(rounds: Sequence[PublishedRound]) -> go.Figure:
    return draw_trend(make_partnership(), rounds, READER, LOOK)


def traces(figure: go.Figure, name: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.name == name]


def flagged(flag: Flag) -> Sequence[PublishedRound]:
    return [ROUNDS[0], replace(ROUNDS[1], flags=(flag,))]


def decline(party: int | None, dimension: Dimension | None) -> Flag:
    named = None if party is None else PartyId(party)
    return Flag(FlagKind.DECLINE, Severity.ACT, named, dimension, 0.5)


def test_every_line_has_a_cone_from_its_last_but_one_mean_to_where_chance_would_bring_it() -> None:
    (cone,) = [each for each in traces(draw(ROUNDS), "initiatief, chance") if each.xaxis == "x"]

    assert list(cone.x) == [6, 7, 7]
    assert list(cone.y) == pytest.approx([3.5, 2.7, 4.3])


def test_a_move_out_of_its_cone_is_one_that_the_title_tells() -> None:
    figure = draw(ROUNDS)
    (cone,) = [each for each in traces(figure, "initiatief, chance") if each.xaxis == "x"]

    assert min(cone.y) > LOW[0]
    assert any("initiatief omlaag met 1,1" in text.text for text in figure.layout.annotations)


def test_a_line_without_margins_or_a_round_before_has_no_cone() -> None:
    hidden = make_course((HIGH, HIGH), (HIGH, None))

    assert traces(draw(hidden), "initiatief, chance") == []
    assert traces(draw(ROUNDS[:1]), "gemeente, chance") == []


def test_cones_lie_under_bands_and_lines() -> None:
    names = [trace.name for trace in draw(ROUNDS).data if trace.xaxis == "x"]

    assert names[:2] == ["gemeente, chance", "initiatief, chance"]


def test_a_told_decline_is_marked_on_the_line_and_dimension_that_it_names() -> None:
    (mark,) = traces(draw(flagged(decline(2, Dimension.TRUST))), "declines")

    assert (mark.xaxis, list(mark.x)) == ("x", [7])
    assert list(mark.y) == pytest.approx([2.82])
    assert list(mark.marker.color) == [LOOK.palette.signal]
    assert mark.text[0] == "<b>Initiatief</b><br>2e kwartaal 2025<br>daling gemeld"


def test_a_decline_of_no_party_is_marked_at_the_top() -> None:
    (mark,) = traces(draw(flagged(decline(None, Dimension.TRUST))), "declines")

    assert list(mark.y) == [4.85]
    assert mark.text[0] == "2e kwartaal 2025<br>daling gemeld"


def test_a_decline_of_no_dimension_is_marked_hollow_on_all() -> None:
    marks = traces(draw(flagged(decline(2, None))), "declines")

    assert [mark.xaxis for mark in marks] == ["x", "x2", "x3", "x4"]
    assert {colour for mark in marks for colour in mark.marker.color} == {LOOK.palette.page}
    assert "onderwerp niet te zeggen" in marks[0].text[0]


def test_other_flags_are_not_marked() -> None:
    low = Flag(FlagKind.LOW, Severity.ACT, PartyId(2), Dimension.TRUST, 0.9)

    assert traces(draw(flagged(low)), "declines") == []


def test_a_mark_never_leaves_the_panel() -> None:
    top = make_course((HIGH, HIGH), (HIGH, (4.8, 3.5, 3.5, 3.5)))
    told = [top[0], replace(top[1], flags=(decline(2, Dimension.TRUST),))]

    (mark,) = traces(draw(told), "declines")

    assert list(mark.y) == [4.85]


def test_a_told_decline_is_in_the_title_of_its_panel_and_in_the_sentence() -> None:
    told = flagged(decline(2, Dimension.TRUST))

    titles = [text.text for text in draw(told).layout.annotations]

    assert any("daling bij initiatief" in title for title in titles)
    assert "over alle rondes samen is een daling gemeld" in describe(told)
    assert "gemeld" not in describe(ROUNDS)


def test_a_told_decline_of_no_party_is_in_the_title_too() -> None:
    titles = [
        text.text for text in draw(flagged(decline(None, Dimension.TRUST))).layout.annotations
    ]

    assert any("daling gemeld" in title for title in titles)


def describe(rounds: Sequence[PublishedRound]) -> str:
    return describe_trend(make_partnership(), rounds, READER)
