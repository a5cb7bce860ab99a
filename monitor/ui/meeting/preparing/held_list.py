"""The meetings of a partnership, the newest first, each with the ways on from where it is."""

import streamlit as st

from monitor.domain.errors import MeetingBegunError
from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.round import RoundId
from monitor.i18n.reader import Reader
from monitor.services.meeting.prepare import MeetingsView, discard_meeting
from monitor.ui import html, permits, session
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.meeting.meeting_links import presenter_link, screen_link
from monitor.ui.meeting.preparing import parts

_CHIPS = {
    MeetingState.PREPARED: (Icon.CALENDAR, Tone.NEUTRAL),
    MeetingState.RUNNING: (Icon.VOICE, Tone.NEUTRAL),
    MeetingState.ENDED: (Icon.CHECK, Tone.GOOD),
}


def show_meetings(view: MeetingsView, reader: Reader) -> None:
    """Show every meeting with its day, its state and its links."""
    t = reader.t
    if not permits.may_hold_meetings(view.partnership.id):
        permits.show_facilitator_does(reader)
    elif view.suggested is not None:
        st.button(
            t("meeting.new"),
            icon=":material/add:",
            type="secondary" if view.meetings else "primary",
            key="meeting.new",
            on_click=parts.open_new,
        )
    if view.has_ended:
        parts.show_ended(reader)
    elif not view.meetings:
        html.show_html(html.render_empty(t("meeting.list.none"), t("meeting.list.none_help")))
    for meeting in view.meetings:
        with st.container(border=True, key=f"meeting-{meeting.id}"):
            _show_meeting(meeting, view, reader)


def _show_meeting(meeting: Meeting, view: MeetingsView, reader: Reader) -> None:
    t, state = reader.t, meeting.state
    icon, tone = _CHIPS[state]
    about = t("meeting.list.about", quarter=_name_round(meeting.plan.round_id, view, reader))
    html.show_html(
        html.render_chips([Chip(t(f"meeting.list.state.{state.value}"), icon, tone)]),
        html.render_section(_write_day(meeting, reader), about),
    )
    with st.container(horizontal=True):
        if state is MeetingState.ENDED:
            st.button(
                t("meeting.list.files"),
                icon=":material/download:",
                key=f"meeting.files.{meeting.id}",
                on_click=parts.open_files,
                args=(meeting,),
            )
        if may_hold := permits.may_hold_meetings(meeting.partnership_id):
            presenter_link(meeting, reader)
        if state is not MeetingState.ENDED:
            screen_link(meeting, reader)
        if may_hold and state is MeetingState.PREPARED:
            st.button(
                t("meeting.list.change"),
                icon=":material/edit:",
                type="tertiary",
                key=f"meeting.change.{meeting.id}",
                on_click=parts.open_plan,
                args=(meeting,),
            )
            _show_discard(meeting, reader)


def _show_discard(meeting: Meeting, reader: Reader) -> None:
    """Show the way to throw away what was prepared, which asks once more."""
    t, key = reader.t, f"meeting.discard.{meeting.id}"
    with st.popover(t("meeting.discard"), icon=":material/delete:", type="tertiary", key=key):
        st.write(t("meeting.discard.help"))
        st.button(
            t("meeting.discard.do"),
            type="primary",
            key=f"{key}.do",
            on_click=_discard,
            args=(meeting, reader),
        )


def _discard(meeting: Meeting, reader: Reader) -> None:
    try:
        discard_meeting(session.context(), meeting.id)
    except MeetingBegunError:
        st.toast(reader.t("meeting.discard.begun"), icon=":material/error:")
    else:
        st.toast(reader.t("meeting.discard.done"), icon=":material/check:")


def _write_day(meeting: Meeting, reader: Reader) -> str:
    """Say when a meeting was held, or when it was prepared and by whom."""
    t, formatter = reader.t, reader.formatter
    if meeting.began_at is None:
        prepared = meeting.prepared
        return t("meeting.list.prepared", by=prepared.by, day=formatter.day(prepared.at))
    return t("meeting.list.held", day=formatter.long_day(meeting.began_at))


def _name_round(round_id: RoundId, view: MeetingsView, reader: Reader) -> str:
    quarters = [each.quarter for each in view.releases if each.round_id == round_id]
    return reader.formatter.quarter(quarters[0])
