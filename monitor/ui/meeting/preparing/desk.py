"""The plan that somebody is making: where it comes from, and how a press of a button changes it."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.meeting.plan import Plan, fit_speakers
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.services.meeting.prepare import MeetingsView
from monitor.ui import session
from monitor.ui.meeting.preparing.parts import MEETING, NEW
from monitor.ui.parts import asked_number
from monitor.ui.session import PlanDesk


def open_desk(view: MeetingsView, reader: Reader) -> PlanDesk | None:
    """Return the plan as this viewer has it, or as it is stored; None with nothing to prepare.

    What was changed and not saved stays until it is saved or given up.
    """
    meeting = _find_asked(view)
    kept = _find_kept(view)
    can_save = meeting is not None or view.suggested is not None
    if kept and can_save and kept.is_touched and _is_about(kept, view, meeting):
        desk = kept
    elif meeting is not None:
        desk = PlanDesk(view.partnership.id, meeting.plan, meeting.language, meeting)
    elif view.suggested is not None:
        desk = PlanDesk(view.partnership.id, view.suggested, reader.t.language)
    else:
        return None
    # A party may have joined or left since the plan was made.
    desk = replace(desk, plan=fit_speakers(desk.plan, view.partnership))
    session.keep_plan_desk(desk)
    return desk


def change_plan(change: Callable[[Plan], Plan]) -> None:
    """Change the plan that this viewer has now; only before the page runs."""
    if desk := session.plan_desk():
        session.keep_plan_desk(replace(desk, plan=change(desk.plan), is_touched=True))


def speak(language: Language) -> None:
    """Change the language of the shared screen; only before the page runs."""
    if desk := session.plan_desk():
        session.keep_plan_desk(replace(desk, language=language, is_touched=True))


def _find_asked(view: MeetingsView) -> Meeting | None:
    """Return the meeting that the address names; else the newest that is not over, unless new."""
    asked = asked_number(MEETING)
    if asked is not None:
        return next((each for each in view.meetings if each.id == asked), None)
    if NEW in st.query_params:
        return None
    return next((each for each in view.meetings if each.state is not MeetingState.ENDED), None)


def _find_kept(view: MeetingsView) -> PlanDesk | None:
    """Return the plan that this viewer made; one whose meeting was thrown away since is new."""
    kept = session.plan_desk()
    if kept and kept.meeting and kept.meeting.id not in {each.id for each in view.meetings}:
        return replace(kept, meeting=None)
    return kept


def _is_about(desk: PlanDesk, view: MeetingsView, meeting: Meeting | None) -> bool:
    of_desk = desk.meeting.id if desk.meeting else None
    of_page = meeting.id if meeting else None
    return (desk.partnership_id, of_desk) == (view.partnership.id, of_page)
