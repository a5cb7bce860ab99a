"""Who did what: the trail of a partnership, or of the whole workspace for who administers it."""

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.services.trail.read_trail import read_trail
from monitor.ui import picker, session
from monitor.ui.trail import asked, trail_list

reader = session.reader()
wanted = asked.read_filter()
try:
    page = read_trail(session.context(), wanted, asked.read_page())
except NotFoundError:
    picker.show_unknown(reader)
    st.stop()

trail_list.show_head(page, reader)
asked.show_filters(page.people, reader)
trail_list.show_lines(page, reader)
trail_list.show_file(page, wanted, reader)
