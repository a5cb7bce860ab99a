"""Programme: which guidelines and obstacles are weak across partnerships, never naming one."""

import streamlit as st

from monitor.services.ending.kept_lessons import read_kept_lessons
from monitor.services.overview.programme import read_programme
from monitor.ui import permits, session
from monitor.ui.programme import lessons_section
from monitor.ui.programme import programme_sections as sections

reader = session.reader()
programme = read_programme(session.context(), sections.asked_phase())

sections.show_head(reader)
if programme.shown is None:
    sections.show_too_few(reader)
    st.stop()
sections.choose_view(programme, reader)
sections.show_guidelines(programme, reader)
sections.show_obstacles(programme, reader)
sections.show_unmeasured(programme, reader)
if permits.may_see_any():
    lessons_section.show_lessons(read_kept_lessons(session.context()), reader)
