"""Steering a meeting: begin it, go from step to step, choose its language, and end it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from monitor.domain.errors import MeetingNotRunningError
from monitor.domain.meeting.meeting import MeetingState
from monitor.domain.partnership import Language
from monitor.services.meeting import hold
from monitor.services.meeting.end_meeting import end_meeting
from monitor.ui import cached, html, session
from monitor.ui.labels import write_label
from monitor.ui.meeting.presenter.desk import Desk
from monitor.ui.writer import NameField

_LANGUAGE = "presenter.language"


def show_begin(desk: Desk) -> None:
    """Show the button that begins a meeting, or goes on with one that was ended."""
    t, state = desk.reader.t, desk.meeting.state
    is_over = state is MeetingState.ENDED
    st.button(
        t("presenter.go_on" if is_over else "presenter.begin"),
        icon=":material/play_arrow:",
        type="secondary" if is_over else "primary",
        key="presenter.begin",
        on_click=_do,
        args=(partial(hold.begin_meeting, session.context(), desk.meeting.id), desk),
    )


def show_moves(desk: Desk) -> None:
    """Show at the bottom of the window, always in reach, the way back and the way on."""
    t, meeting = desk.reader.t, desk.meeting
    following = meeting.next_step
    with st.bottom, st.container(horizontal=True, key="presenter-moves"):
        _show_move(t("presenter.previous"), meeting.position - 1, desk, key="presenter.previous")
        _show_move(
            t("presenter.next", step=write_label(desk.name(following)))
            if following
            else t("presenter.last"),
            meeting.position + 1,
            desk,
            key="presenter.next",
        )


def show_steps(desk: Desk) -> None:
    """Show every step as a way to it; the one that is on says so."""
    t, meeting = desk.reader.t, desk.meeting
    html.show_html(html.render_section(t("presenter.steps")))
    with st.container(gap="xxsmall", key="presenter-steps"):
        for place, step in enumerate(meeting.plan.steps):
            is_on = place == meeting.position
            name = t(
                "presenter.step",
                number=place + 1,
                step=write_label(desk.name(step)),
                n=step.minutes,
            )
            st.button(
                t("presenter.step.on", step=name) if is_on else name,
                icon=":material/play_arrow:" if is_on else None,
                type="tertiary",
                key=f"presenter.to.{place}",
                disabled=is_on,
                on_click=_jump,
                args=(place, desk),
            )


def show_language(desk: Desk) -> None:
    """Show which language the shared screen speaks, as it is now in every window."""
    t, language = desk.reader.t, desk.meeting.language
    session.show_value(_LANGUAGE, language)
    st.radio(
        t("presenter.language"),
        list(Language),
        format_func=lambda each: t(f"language.{each.value}"),
        key=_LANGUAGE,
        horizontal=True,
        on_change=_speak,
        args=(desk,),
    )


def show_end(desk: Desk, name: NameField) -> None:
    """Show the way to end a meeting, which asks once more."""
    t = desk.reader.t
    with st.popover(t("presenter.end"), icon=":material/stop_circle:", key="presenter.end"):
        st.write(t("presenter.end.help"))
        if not st.button(t("presenter.end.do"), type="primary", key="presenter.end.do"):
            return
        if name.is_missing:
            st.error(t("presenter.name_missing"))
            return
        end_meeting(session.context(), desk.meeting.id, name.sign())
    cached.forget()
    st.rerun()


def _speak(desk: Desk) -> None:
    chosen = session.chosen(_LANGUAGE, desk.meeting.language)
    hold.speak(session.context(), desk.meeting.id, chosen)


def _show_move(label: str, to: int, desk: Desk, *, key: str) -> None:
    is_on = key == "presenter.next"
    st.button(
        label,
        icon=":material/arrow_forward:" if is_on else ":material/arrow_back:",
        type="primary" if is_on else "secondary",
        key=key,
        width="stretch" if is_on else "content",
        disabled=not 0 <= to < len(desk.meeting.plan.steps),
        on_click=_move,
        args=(to, desk),
    )


def _move(to: int, desk: Desk) -> None:
    meeting = desk.meeting
    _do(partial(hold.move, session.context(), meeting.id, meeting.position, to), desk)


def _jump(to: int, desk: Desk) -> None:
    _do(partial(hold.jump, session.context(), desk.meeting.id, to), desk)


def _do(act: Callable[[], object], desk: Desk) -> None:
    """Do what a button asks; a meeting that was ended meanwhile is shown as it is then."""
    try:
        act()
    except MeetingNotRunningError:
        st.toast(desk.reader.t("presenter.not_running"))
