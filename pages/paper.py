"""Paper forms: the facilitator types in what people answered on paper."""

import streamlit as st

from monitor import bootstrap
from monitor.domain.errors import NotFoundError
from monitor.services.results.partnership_view import read_checkins
from monitor.ui import picker, session
from monitor.ui.checkins import paper_sections as sections
from monitor.ui.checkins.paper_entry import show_entry

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
if view.current is not None:
    show_entry(view.current.id, reader)
