"""Preparing a meeting: the plan with what each screen will say, and the way into its windows."""

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from monitor.domain.errors import InvalidMeetingError, NotFoundError, RecordChangedError
from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.register.record import Authorship
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.services.meeting.hold import read_meeting
from monitor.services.meeting.prepare import MeetingsView, change_plan, prepare_meeting
from monitor.services.meeting.read_deck import preview_deck
from monitor.ui import addresses, html, session
from monitor.ui.meeting.meeting_links import presenter_link, screen_link
from monitor.ui.meeting.preparing import parts
from monitor.ui.meeting.preparing.card_choice import show_card_choice, show_covered
from monitor.ui.meeting.preparing.desk import open_desk
from monitor.ui.meeting.preparing.plan_settings import show_settings
from monitor.ui.meeting.preparing.step_rows import Preview, show_step_rows
from monitor.ui.parts import drop
from monitor.ui.session import PlanDesk
from monitor.ui.writer import ask_name

_KEY = "meeting.save"


def show_preparation(view: MeetingsView, reader: Reader) -> None:
    """Show the plan of a meeting to be held, with all that can be changed of it."""
    if view.has_ended:
        parts.show_ended(reader)
    desk = open_desk(view, reader)
    if desk is None:
        if not view.has_ended:
            _show_nothing_yet(view, reader)
        return
    if desk.meeting is not None:
        _show_ready(desk.meeting, view, reader)
        if desk.meeting.state is not MeetingState.PREPARED:
            return
    spoken = Reader(translator(desk.language), Formatter(desk.language, reader.formatter.time_zone))
    preview = Preview(preview_deck(session.context(), view.partnership.id, desk.plan), spoken)
    steps, settings = st.columns([1.75, 1], gap="large")
    with steps:
        show_step_rows(desk.plan, preview, reader)
        show_covered(desk.plan, view, reader)
        show_card_choice(desk.plan, view, reader)
    with settings:
        show_settings(desk, view, preview, reader)
        _show_saving(desk, reader)


def _show_nothing_yet(view: MeetingsView, reader: Reader) -> None:
    t = reader.t
    html.show_html(html.render_empty(t("meeting.empty"), t("meeting.empty_help")))
    st.page_link(
        addresses.CHECKINS,
        label=t("meeting.empty.checkin"),
        icon=":material/how_to_vote:",
        query_params={"id": str(view.partnership.id)},
    )


def _show_ready(meeting: Meeting, view: MeetingsView, reader: Reader) -> None:
    """Show that a meeting is stored, with the ways into its windows."""
    t = reader.t
    with st.container(border=True, key="meeting-ready"):
        html.show_html(
            html.render_section(
                t(f"meeting.state.{meeting.state.value}"),
                t(f"meeting.state.{meeting.state.value}_help"),
            )
        )
        with st.container(horizontal=True):
            presenter_link(meeting, reader)
            screen_link(meeting, reader)
            if view.suggested is None:
                return
            st.button(
                t("meeting.new"),
                icon=":material/add:",
                type="tertiary",
                key="meeting.new",
                on_click=parts.open_new,
            )


def _show_saving(desk: PlanDesk, reader: Reader) -> None:
    t, is_new = reader.t, desk.meeting is None
    with st.container(border=True, key="meeting-save"):
        name = ask_name(reader, _KEY)
        label = t("meeting.save.new" if is_new else "meeting.save.change")
        with st.container(horizontal=True):
            is_sent = st.button(label, type="primary", key=_KEY)
            if desk.is_touched:
                st.button(t("meeting.undo"), key="meeting.undo", on_click=_give_up)
        if not is_sent:
            return
        if name.is_missing:
            st.error(t("meeting.fault.name_missing"))
            return
        try:
            meeting = _store(desk, name.sign())
        except InvalidMeetingError as error:
            lines = [t(f"meeting.fault.{key}") for key in str(error).split(", ")]
            st.error("  \n".join(lines))
        except RecordChangedError:
            _keep_for_later(desk)
            st.error(t("meeting.changed"))
        else:
            _finish(meeting, reader)


def _store(desk: PlanDesk, written: Authorship) -> Meeting:
    context = session.context()
    if desk.meeting is None:
        return prepare_meeting(context, desk.partnership_id, desk.plan, desk.language, written)
    return change_plan(context, replace(desk.meeting, language=desk.language), desk.plan)


def _keep_for_later(desk: PlanDesk) -> None:
    """Keep what was typed, on top of what somebody else stored: saving once more replaces it."""
    present = None
    if desk.meeting is not None:
        # Who threw the meeting away meanwhile leaves a plan that is stored as a new one.
        with suppress(NotFoundError):
            present = read_meeting(session.context(), desk.meeting.id).meeting
    session.keep_plan_desk(replace(desk, meeting=present, is_touched=True))


def _finish(meeting: Meeting, reader: Reader) -> None:
    session.keep_plan_desk(None)
    drop(parts.NEW)
    st.query_params[parts.MEETING] = str(meeting.id)
    st.toast(reader.t("meeting.saved"))
    st.rerun()


def _give_up() -> None:
    session.keep_plan_desk(None)
