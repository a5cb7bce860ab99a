"""Presenter: the facilitator's own window during the meeting."""

from monitor.domain.meeting.meeting import MeetingState
from monitor.ui import session
from monitor.ui.meeting.following import follow
from monitor.ui.meeting.presenter import states
from monitor.ui.meeting.presenter.desk import open_desk

reader = session.reader()
desk = open_desk(reader)

follow(desk.meeting.id, desk.stamp)
states.show_head(desk)
match desk.meeting.state:
    case MeetingState.PREPARED:
        states.show_before(desk)
    case MeetingState.RUNNING:
        states.show_running(desk)
    case MeetingState.ENDED:
        states.show_after(desk)
