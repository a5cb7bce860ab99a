"""Shared screen: what both parties look at during the meeting."""

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.meeting import MeetingId
from monitor.ui import failure, parts, permits, session
from monitor.ui.meeting.following import follow
from monitor.ui.meeting.screen.bar import show_bar
from monitor.ui.meeting.screen.screen import show_screen
from monitor.ui.meeting.screen.stage import render_styles
from monitor.ui.meeting.screen.view import read_screen, reader_of

viewer = session.reader()
asked = MeetingId(parts.asked_number("meeting") or 0)
try:
    view = read_screen(session.context(), asked)
except NotFoundError:
    failure.show_dead_end(viewer, viewer.t("screen.unknown"), viewer.t("screen.unknown.help"))
    st.stop()
reader = reader_of(view.held, viewer)
st.html(render_styles())
show_screen(view, reader)
if permits.may_hold_meetings(view.held.partnership.id):
    show_bar(view.held.meeting, reader)
follow(asked, view.stamp, reader)
