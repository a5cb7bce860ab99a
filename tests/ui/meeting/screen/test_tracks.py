"""Scales from 1 to 5 with the marks of parties."""

import pytest

from monitor.charts.style import choose_marks
from monitor.ui.meeting.screen.tracks import place_of, render_ends, render_row, render_track
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY
from tests.factories import make_partnership


@pytest.mark.parametrize(("value", "place"), [(1.0, 0), (3.0, 50), (5.0, 100)])
def test_a_score_lies_between_the_ends_of_the_scale(value: float, place: float) -> None:
    assert place_of(value) == place


def test_marks_lie_at_their_means_with_a_bar_between() -> None:
    marks = choose_marks(make_partnership())

    track = render_track({MUNICIPALITY: 4.0, INITIATIVE: 2.0}, marks)

    assert 'style="left:75.0%"><span class="pm-shape pm-municipality pm-square"' in track
    assert 'style="left:25.0%"><span class="pm-shape pm-initiative pm-circle"' in track
    assert "left:25.0%;width:50.0%" in track


def test_what_was_typed_is_escaped_and_the_ends_are_worded() -> None:
    row = render_row(
        "Wij <b>vertrouwen</b> hen.",
        render_track({MUNICIPALITY: 4.0}, choose_marks(make_partnership())),
    )

    assert "&lt;b&gt;" in row
    assert "helemaal oneens" in render_ends(make_reader())
