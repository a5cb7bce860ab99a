"""Partnership: the story of one cooperation, with what it rests on."""

import streamlit as st

from monitor import bootstrap
from monitor.services.results.partnership_view import read_partnership
from monitor.ui import picker, session
from monitor.ui.partnership import light_section, response_section, worry_section
from monitor.ui.partnership import partnership_sections as sections

reader = session.reader()
view = picker.open_page(read_partnership, reader)

sections.show_head(view, reader)
light_section.show_light(view, reader)
if not view.releases:
    sections.show_no_round(view, reader)
    worry_section.show_worries(view, reader)
    st.stop()
asked_then = bootstrap.context().questionnaires[view.releases[-1].questionnaire_version]
sections.show_story(view, reader)
worry_section.show_worries(view, reader)
now, response = st.columns([1.75, 1], gap="large")
with now:
    sections.show_now(view, reader)
with response:
    response_section.show_response(view, reader)
    response_section.show_mark(view, reader)
sections.show_trend(view, reader)
sections.show_questions(view, asked_then, reader)
sections.show_comments(view, asked_then, reader)
