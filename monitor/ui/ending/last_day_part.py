"""The last day: what was reached, what is still open, the closing words, and the end itself."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from monitor.domain.ending import OpenEnd
from monitor.domain.errors import RecordChangedError
from monitor.domain.partnership import Partnership
from monitor.i18n.reader import Reader
from monitor.services.ending.read_ending import EndingView
from monitor.services.register.edit_partnership import end_partnership, resume_partnership
from monitor.ui import cached, html, permits, session
from monitor.ui.ending import kept_fields, parts
from monitor.ui.ending.parts import Desk, Part
from monitor.ui.icons import Icon
from monitor.ui.partnership.celebration_section import render_celebrations

_STEP_OF = {
    OpenEnd.NO_LESSON: Part.LESSONS,
    OpenEnd.LESSON_UNSAVED: Part.LESSONS,
    OpenEnd.AGREEMENTS_OPEN: Part.STAYS,
    OpenEnd.NOBODY_TO_CALL: Part.STAYS,
}


def show_last_day(view: EndingView, reader: Reader) -> None:
    """Show what was reached, and the way to the end or, after it, the way back."""
    if view.ended_on is not None:
        _show_farewell(view, reader)
        return
    t = reader.t
    html.show_html(html.render_section(t("ending.last_day.title"), t("ending.last_day.lead")))
    _show_reached(view, reader)
    _show_open_ends(view, reader)
    html.show_html(html.render_section(t("ending.words"), t("ending.words_lead")))
    _offer_end(parts.open_desk(view, reader))


def _show_reached(view: EndingView, reader: Reader) -> None:
    if view.reached:
        head = html.render_section(reader.t("ending.reached"), reader.t("ending.reached_lead"))
        html.show_html(head, render_celebrations(view.reached, view.partnership, reader))


def _show_open_ends(view: EndingView, reader: Reader) -> None:
    """Say what was not done yet, each with the way there; nothing of it is required."""
    t = reader.t
    if not view.open_ends:
        return
    html.show_html(html.render_section(t("ending.left"), t("ending.left_lead")))
    with st.container(gap="xsmall"):
        for end in view.open_ends:
            st.button(
                t(f"ending.left.{end.value}"),
                key=f"ending.left.{end.value}",
                type="tertiary",
                icon=":material/arrow_back:",
                on_click=parts.go_to,
                args=(_STEP_OF[end],),
            )


def _offer_end(desk: Desk) -> None:
    t, view = desk.reader.t, desk.view
    kept_fields.ask_text("words", desk)
    with st.container(width=320):
        last_on = kept_fields.ask_day(desk)
    if view.open_round is not None:
        day = desk.reader.formatter.day(view.open_round.closes_at)
        html.show_html(html.render_notice(t("ending.round_open", day=day), icon=Icon.CALENDAR))
    if not permits.may_manage(view.partnership.id):
        permits.show_manager_does(desk.reader)
        return
    is_pressed = st.button(
        t("ending.do"),
        key="ending.do",
        type="primary",
        icon=":material/flag:",
        disabled=desk.name.is_missing,
    )
    if is_pressed:
        _confirm(last_on, desk)


def _confirm(last_on: date, desk: Desk) -> None:
    t, partnership = desk.reader.t, desk.view.partnership

    @st.dialog(t("ending.confirm.title"))
    def ask() -> None:
        st.write(t("ending.confirm.day", day=desk.reader.formatter.long_day(last_on)))
        st.write(t("ending.confirm.help"))
        with st.container(horizontal=True):
            is_sure = st.button(t("ending.confirm.do"), type="primary", key="ending.confirm")
            if st.button(t("pages.cancel"), key="ending.cancel"):
                st.rerun()
        if not is_sure:
            return
        try:
            end_partnership(session.context(), partnership, last_on)
        except RecordChangedError:
            st.error(t("register.fault.changed"))
        else:
            cached.forget()
            st.toast(t("ending.now_ended"))
            st.rerun()

    ask()


def _show_farewell(view: EndingView, reader: Reader) -> None:
    """Show the closing words, what stays, what was reached, and the way to go on after all."""
    t, farewell = reader.t, view.farewell
    html.show_html(html.render_section(t("ending.farewell"), t("ending.thanks")))
    if farewell.words:
        html.show_html(
            Markup('<div class="pm-goal"><p class="pm-card-label">{}</p>{}</div>').format(
                t("ending.farewell.words"), _render_lines(farewell.words)
            )
        )
    told = {"call": farewell.call, "keeps": farewell.keeps}
    stays = Markup("").join(
        Markup("<h3>{}</h3>{}").format(t(f"ending.farewell.{name}"), _render_lines(text))
        for name, text in told.items()
        if text
    )
    html.show_html(Markup('<div class="pm-document">{}</div>').format(stays) if stays else stays)
    _show_reached(view, reader)
    may_resume = permits.may_manage(view.partnership.id)
    if may_resume and st.button(t("ending.resume"), key="ending.resume", icon=":material/undo:"):
        _resume(view.partnership, reader)


def _render_lines(text: str) -> Markup:
    lines = [line for line in text.splitlines() if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _resume(partnership: Partnership, reader: Reader) -> None:
    t = reader.t
    try:
        resume_partnership(session.context(), partnership)
        st.toast(t("ending.now_resumed"))
    except RecordChangedError:
        st.toast(t("register.fault.changed"))
    cached.forget()
    st.rerun()
