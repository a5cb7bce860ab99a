"""Partnership: the story of one cooperation, with what it rests on."""

import streamlit as st

from monitor.services.agreements.collaborate import read_collaboration
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.services.logbook.read_log import read_log
from monitor.services.results.partnership_view import read_partnership
from monitor.ui import picker, session
from monitor.ui.agreements import goal_box
from monitor.ui.ending import ended_notice
from monitor.ui.partnership import (
    celebration_section,
    growth_section,
    light_section,
    load_section,
    mirror_section,
    noticed_section,
    response_section,
    worry_section,
)
from monitor.ui.partnership import partnership_sections as sections
from monitor.ui.trail.trail_link import show_trail_link

reader = session.reader()
view = picker.open_page(read_partnership, reader)
context, asked = session.context(), view.partnership.id
agreements, log = read_agreements(context, asked), read_log(context, asked)

sections.show_head(view, reader)
ended_notice.show_ended(view.partnership, log.today, reader)
goal_box.show_goal(read_collaboration(context, asked), reader)
light_section.show_light(view, reader)
if view.releases:
    sections.show_story(view, log.today, reader)
else:
    sections.show_no_round(view, reader)
celebration_section.show_celebrations(view, agreements, log, reader)
if not view.partnership.has_ended(log.today):
    worry_section.show_worries(view, reader)
if view.releases:
    now, response = st.columns([1.75, 1], gap="large")
    with now:
        sections.show_now(view, reader)
    with response:
        response_section.show_response(view, reader)
        response_section.show_mark(view, reader)
    sections.show_trend(view, reader)
growth_section.show_growth(view, log, reader)
goal_box.show_open_agreements(agreements, reader)
if view.releases:
    noticed_section.show_noticed(view, reader)
    mirror_section.show_mirror(view, reader)
    load_section.show_load(view, reader)
    asked_then = context.questionnaires[view.releases[-1].questionnaire_version]
    sections.show_questions(view, asked_then, reader)
    sections.show_comments(view, asked_then, reader)
show_trail_link(view.partnership, reader)
