"""What stays: each open agreement is done, dropped or goes on; who to call; what is kept."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import RecordChangedError
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Record
from monitor.i18n.agreement_words import write_due
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import set_state
from monitor.services.ending.read_ending import EndingView
from monitor.ui import cached, html, session
from monitor.ui.agreements.agreement_rows import render_owner
from monitor.ui.ending.kept_fields import ask_text
from monitor.ui.ending.parts import Desk, open_desk

_WAYS = {
    AgreementState.DONE: ":material/check:",
    AgreementState.CONTINUES: ":material/arrow_forward:",
    AgreementState.DROPPED: ":material/do_not_disturb_on:",
}


def show_stays(view: EndingView, reader: Reader) -> None:
    """Show the open agreements one by one, those that were decided, and what else stays."""
    t = reader.t
    html.show_html(html.render_section(t("ending.stays.title"), t("ending.stays.lead")))
    desk = open_desk(view, reader)
    left = [each for each in view.agreements if each.content.state is AgreementState.OPEN]
    decided = [each for each in view.agreements if each not in left]
    html.show_html(html.render_section(t("agreements.open", n=len(left))))
    if not left:
        st.write(t("ending.stays.none_open"))
    for record in left:
        with st.container(border=True, key=f"ending-agreement-{record.id}"):
            html.show_html(_render(record, desk))
            _offer(record, tuple(_WAYS), desk)
    _show_decided(decided, desk)
    html.show_html(html.render_section(t("ending.stays.rest"), t("ending.stays.rest_lead")))
    ask_text("call", desk)
    ask_text("keeps", desk)


def _show_decided(decided: Sequence[Record[Agreement]], desk: Desk) -> None:
    if not decided:
        return
    with st.expander(desk.reader.t("ending.stays.decided", n=len(decided)), key="ending.decided"):
        for record in decided:
            html.show_html(_render(record, desk))
            _offer(record, (AgreementState.OPEN,), desk)


def _render(record: Record[Agreement], desk: Desk) -> Markup:
    agreement, reader, view = record.content, desk.reader, desk.view
    state = reader.t(f"agreements.state.{agreement.state.value}")
    if agreement.state is AgreementState.OPEN:
        state = write_due(agreement, view.today, reader)
    return Markup(
        '<div class="pm-agreement"><p class="pm-agreement-text">{}</p>'
        '<ul class="pm-facts"><li>{}</li><li>{}</li></ul></div>'
    ).format(agreement.text, render_owner(agreement.owner, view.partnership), state)


def _offer(record: Record[Agreement], states: Sequence[AgreementState], desk: Desk) -> None:
    t = desk.reader.t
    if not desk.may_write:
        return
    with st.container(horizontal=True):
        for state in states:
            is_pressed = st.button(
                t(f"agreements.do.{state.value}"),
                icon=_WAYS.get(state, ":material/undo:"),
                type="tertiary" if state is AgreementState.DROPPED else "secondary",
                key=f"ending.{state.value}.{record.id}",
                disabled=desk.name.is_missing,
            )
            if is_pressed:
                _decide(record, state, desk)


def _decide(record: Record[Agreement], state: AgreementState, desk: Desk) -> None:
    t = desk.reader.t
    try:
        set_state(session.context(), record, state, desk.name.sign())
        st.toast(t(f"agreements.now.{state.value}"))
    except RecordChangedError:
        st.toast(t("agreements.changed"))
    cached.forget()
    st.rerun()
