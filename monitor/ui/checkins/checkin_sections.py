"""The sections of the check-in page that follow a round: open it, see how far it is, close it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import streamlit as st

from monitor.charts.style import choose_marks
from monitor.domain.errors import (
    InvalidTransitionError,
    NobodyToInviteError,
    RoundAlreadyOpenError,
)
from monitor.domain.partnership import Partnership
from monitor.domain.round import GRACE, Quarter, Round, RoundState
from monitor.i18n.reader import Reader
from monitor.services.checkin.linking import unlink
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import addresses, cached, html, permits, session
from monitor.ui.cells import ResponseBar, render_response_bars
from monitor.ui.html import Step
from monitor.ui.parts import choose_part
from monitor.ui.tabs import show_tabs

_DEFAULT_DURATION = timedelta(days=18)
_LAST_MINUTE = time(23, 59)


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    NOW = "now"
    PLAN = "plan"
    PEOPLE = "people"
    PRIVACY = "privacy"
    PAPER = "paper"


def choose(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one."""
    t = reader.t
    return choose_part(
        Part, t("checkins.part"), lambda part: t(f"checkins.part.{part.value}"), key="checkins.part"
    )


def show_head(view: CheckinsView, reader: Reader) -> None:
    """Show the name, the quarter and until when the check-in is open."""
    t, partnership = reader.t, view.partnership
    address = {"id": str(partnership.id)}
    st.page_link(
        addresses.PARTNERSHIP,
        label=partnership.name,
        icon=":material/arrow_back:",
        query_params=address,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="checkins-head"):
        html.show_html(html.render_page_head(_heading(view, reader), _state_line(view, reader)))
        is_open = view.current is not None and view.current.state(_now()) is not RoundState.PLANNED
        if view.current and is_open and permits.may_manage(partnership.id):
            label = t("pages.checkin.close")
            if st.button(label, icon=":material/lock:", key="checkins.close"):
                _confirm_closing(view.current, reader)
    show_tabs(partnership, addresses.CHECKINS, reader)


def show_time_line(view: CheckinsView, reader: Reader) -> None:
    """Show the three moments of the open round."""
    if view.current is None:
        return
    t, formatter, now, current = reader.t, reader.formatter, _now(), view.current
    results_at = current.closes_at + GRACE
    steps = [
        Step(
            t("pages.checkin.step.invited"),
            formatter.day(current.opens_at),
            t("pages.checkin.step.invited_note", n=view.invited),
            now >= current.opens_at,
        ),
        Step(
            t("pages.checkin.step.closes"),
            formatter.moment(current.closes_at),
            "",
            now >= current.closes_at,
        ),
        Step(
            t("pages.checkin.step.results"),
            formatter.moment(results_at),
            t("pages.checkin.step.results_note"),
            now >= results_at,
        ),
    ]
    html.show_html(html.render_timeline(steps, t))


def show_progress(view: CheckinsView, reader: Reader) -> None:
    """Show how far each party is, as far as that points at nobody."""
    if view.current is None:
        return
    t, marks = reader.t, choose_marks(view.partnership)
    bars = [
        ResponseBar(
            name=view.partnership.party(each.party_id).name,
            mark=marks[each.party_id],
            has_enough=each.has_enough,
            answered=each.answered,
            invited=each.invited,
        )
        for each in view.progress
    ]
    enough = "enough" if all(each.has_enough for each in view.progress) else "not_enough"
    html.show_html(
        html.render_section(t("pages.checkin.so_far"), t(f"pages.checkin.{enough}")),
        render_response_bars(bars, view.current.minimum_group, reader),
    )


def show_opening_form(view: CheckinsView, reader: Reader) -> None:
    """Ask for the last day and open a check-in; say who does where that is another."""
    t = reader.t
    html.show_html(
        html.render_section(
            t("pages.checkin.new"),
            t("pages.checkin.new_help", n=sum(view.participants.values())),
        )
    )
    if not permits.may_manage(view.partnership.id):
        permits.show_manager_does(reader)
        return
    today = _now().astimezone(reader.formatter.time_zone).date()
    with st.form("checkins.open", border=False, width=420):
        last_day = st.date_input(
            t("pages.checkin.last_day"),
            value=today + _DEFAULT_DURATION,
            # No least day: a page left open overnight would silently go back to the default.
            format="DD/MM/YYYY",
            key="checkins.last_day",
        )
        is_sent = st.form_submit_button(t("pages.checkin.open_do"), type="primary")
    if is_sent and isinstance(last_day, date):
        _open(view.partnership, last_day, reader)


def show_rounds(view: CheckinsView, reader: Reader) -> None:
    """List all rounds of the partnership, newest first."""
    t, formatter = reader.t, reader.formatter
    html.show_html(html.render_section(t("pages.rounds.title")))
    if not view.rounds:
        st.write(t("pages.rounds.none"))
        return
    newest_first = list(reversed(view.rounds))
    st.table(
        {
            t("pages.rounds.quarter"): [formatter.quarter(each.quarter) for each in newest_first],
            t("pages.rounds.opened"): [formatter.short_day(each.opens_at) for each in newest_first],
            t("pages.rounds.closes"): [
                formatter.short_day(each.closed_at or each.closes_at) for each in newest_first
            ],
            t("pages.rounds.state"): [
                t(f"pages.rounds.state.{each.state(_now()).value}") for each in newest_first
            ],
        },
        border="horizontal",
        hide_index=True,
        alt=t("pages.rounds.title"),
    )


def show_linking(view: CheckinsView, reader: Reader) -> None:
    """Say that answers are tied together, where they are, and let it be stopped."""
    if not view.is_linked:
        return
    t = reader.t
    html.show_html(html.render_section(t("pages.linked.title"), t("pages.linked.lead")))
    if not permits.may_manage(view.partnership.id):
        return
    if st.button(t("pages.linked.stop"), icon=":material/link_off:", key="checkins.unlink"):
        _confirm_unlinking(view.partnership, reader)


def _heading(view: CheckinsView, reader: Reader) -> str:
    quarter = view.current.quarter if view.current else Quarter.of(_now().date())
    return reader.t("pages.checkin.heading", quarter=reader.formatter.quarter(quarter))


def _state_line(view: CheckinsView, reader: Reader) -> str:
    t, now = reader.t, _now()
    if view.current is None:
        return t("pages.checkin.none_open")
    if view.current.state(now) is RoundState.OPEN:
        until = t("pages.checkin.open_until", day=reader.formatter.day(view.current.closes_at))
        return f"{until} {t('pages.checkin.days_left', n=(view.current.closes_at - now).days)}"
    return t("pages.checkin.grace")


def _open(partnership: Partnership, last_day: date, reader: Reader) -> None:
    t = reader.t
    closes_at = datetime.combine(last_day, _LAST_MINUTE, tzinfo=reader.formatter.time_zone)
    try:
        open_round(session.context(), partnership.id, closes_at)
    except NobodyToInviteError:
        st.error(t("pages.checkin.nobody"))
    except RoundAlreadyOpenError:
        st.error(t("pages.checkin.already_open"))
    except InvalidTransitionError:
        st.error(t("pages.checkin.day_past"))
    else:
        cached.forget()
        st.toast(t("pages.checkin.opened"))
        st.rerun()


def _confirm_closing(current: Round, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("pages.checkin.close_confirm"))
    def ask() -> None:
        st.write(t("pages.checkin.close_help"))
        with st.container(horizontal=True):
            if st.button(t("pages.checkin.close_do"), type="primary", key="checkins.close_do"):
                _close(current, reader)
            if st.button(t("pages.cancel"), key="checkins.close_cancel"):
                st.rerun()

    ask()


def _confirm_unlinking(partnership: Partnership, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("pages.linked.stop_confirm"))
    def ask() -> None:
        st.write(t("pages.linked.stop_help"))
        with st.container(horizontal=True):
            if st.button(t("pages.linked.stop_do"), type="primary", key="checkins.unlink_do"):
                unlink(session.context(), partnership.id)
                cached.forget()
                st.toast(t("pages.linked.stopped"))
                st.rerun()
            if st.button(t("pages.cancel"), key="checkins.unlink_cancel"):
                st.rerun()

    ask()


def _close(current: Round, reader: Reader) -> None:
    try:
        close_round(session.context(), current.id)
        st.toast(reader.t("pages.checkin.closed"))
    except InvalidTransitionError:
        st.toast(reader.t("pages.checkin.changed"))
    cached.forget()
    st.rerun()


def _now() -> datetime:
    return session.context().clock.now()
