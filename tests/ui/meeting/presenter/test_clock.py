"""What the clocks of a meeting time."""

from datetime import timedelta

from monitor.domain.meeting.meeting import go_to
from monitor.ui.meeting.presenter.clock import list_clocks
from tests.charts.scenes import make_reader
from tests.domain.meeting.making import make_meeting
from tests.factories import NOW


def test_the_step_and_the_whole_meeting_are_timed_by_what_was_planned() -> None:
    meeting = go_to(make_meeting(), 2, NOW + timedelta(minutes=9))

    step, whole = list_clocks(meeting, make_reader())

    assert (step.began_at, step.minutes) == (NOW + timedelta(minutes=9), meeting.step.minutes)
    assert (whole.began_at, whole.minutes) == (NOW, meeting.plan.minutes)
    assert (step.label, whole.label) == ("Dit scherm", "Hele gesprek")


def test_no_clock_runs_before_a_meeting_or_after_its_end() -> None:
    assert list_clocks(make_meeting(began_at=None), make_reader()) == []
    assert list_clocks(make_meeting(ended_at=NOW), make_reader()) == []
