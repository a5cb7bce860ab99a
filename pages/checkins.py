"""Check-ins: the rounds of one partnership; open one, share its links, close it."""

import streamlit as st

from monitor import bootstrap
from monitor.domain.errors import NotFoundError
from monitor.services.partnership_view import read_checkins
from monitor.ui import checkin_sections as sections
from monitor.ui import picker, session

reader = session.reader()
asked = picker.choose_partnership(reader)
if asked is None:
    st.stop()
try:
    view = read_checkins(bootstrap.context(), asked)
except NotFoundError:
    picker.show_unknown(reader)
    st.stop()

sections.show_head(view, reader)
if view.current is None:
    sections.show_opening_form(view, reader)
else:
    sections.show_time_line(view, reader)
    progress, links = st.columns([1.85, 1], gap="large")
    with progress:
        sections.show_progress(view, reader)
    with links:
        sections.show_links(view.current, view.partnership, reader)
sections.show_rounds(view, reader)
sections.show_linking(view, reader)
