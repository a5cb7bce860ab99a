"""Where the presenter puts a question on phones, sees how many answered, and shows the result."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import CannotAskError, MeetingNotRunningError
from monitor.domain.meeting.live import LiveKind, LiveQuestion
from monitor.domain.meeting.live_rules import fewest_votes
from monitor.domain.meeting.meeting import MeetingId, MeetingState
from monitor.i18n.live_sentences import write_live_title
from monitor.i18n.reader import Reader
from monitor.services.meeting.ask_live import (
    drop_question,
    find_refusals,
    open_question,
    put_away,
    read_live,
    show_results,
)
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui import cards, html, session

_SECONDS = 2


def show_controls(held: HeldMeeting, reader: Reader) -> None:
    """Show what can be asked on phones; or what is asked now, and what to do with it."""
    if held.meeting.state is not MeetingState.RUNNING:
        return
    with st.container(border=True, key="presenter-live"):
        html.show_html(cards.render_card_title(reader.t("live.controls")))
        question = read_live(session.context(), held.meeting.id).question
        if question is None:
            _show_kinds(held, reader)
        elif question.is_open:
            _show_open(question, held, reader)
        else:
            _show_shown(question, reader)


def _show_kinds(held: HeldMeeting, reader: Reader) -> None:
    t = reader.t
    refusals = find_refusals(session.context(), held.meeting.id)
    html.show_html(html.render_muted(t("live.controls.help")))
    for kind in LiveKind:
        why = refusals.get(kind)
        if st.button(
            write_live_title(kind, t),
            icon=":material/qr_code_2:",
            disabled=why is not None,
            help=t(f"live.refused.{why}") if why else None,
            key=f"presenter.live.{kind.value}",
        ):
            _open(held.meeting.id, kind, reader)


def _open(meeting_id: MeetingId, kind: LiveKind, reader: Reader) -> None:
    try:
        open_question(session.context(), meeting_id, kind)
    except CannotAskError as error:
        st.toast(reader.t(f"live.refused.{error}"))
    except MeetingNotRunningError:
        st.toast(reader.t("live.refused.not_running"))
    st.rerun()


def _show_open(question: LiveQuestion, held: HeldMeeting, reader: Reader) -> None:
    t, context = reader.t, session.context()
    html.show_html(html.render_muted(write_live_title(question.kind, t)))
    fewest = fewest_votes(question.kind, held.partnership.minimum_group)
    _show_count(held.meeting.id, fewest, reader)
    with st.container(horizontal=True):
        if st.button(t("live.show"), type="primary", key="presenter.live.show"):
            show_results(context, question.id)
            st.rerun()
        if st.button(t("live.drop"), key="presenter.live.drop"):
            drop_question(context, question.id)
            st.rerun()


@st.fragment(run_every=_SECONDS)
def _show_count(meeting_id: MeetingId, fewest: int, reader: Reader) -> None:
    """Count the phones again and again, without touching what else is on the page."""
    t = reader.t
    votes = read_live(session.context(), meeting_id).votes
    advice = t("live.count.check") if votes >= fewest else t("live.count.few", n=fewest)
    counted = Markup('<p class="pm-card-value">{} <small>{}</small></p>').format(
        reader.formatter.number(votes), t("live.count.answered", n=votes)
    )
    html.show_html(counted, html.render_muted(advice))


def _show_shown(question: LiveQuestion, reader: Reader) -> None:
    t = reader.t
    title = write_live_title(question.kind, t)
    html.show_html(html.render_muted(t("live.controls.shown", title=title)))
    if st.button(t("live.put_away"), type="primary", key="presenter.live.away"):
        put_away(session.context(), question.id)
        st.rerun()
