"""The plan of a partnership: its rhythm, the check-ins to come, and one that opens now."""

from collections.abc import Callable
from datetime import datetime, timedelta

import streamlit as st

from monitor.domain.errors import InvalidTransitionError, NotFoundError, RoundOverlapsError
from monitor.domain.partnership import PartnershipId
from monitor.domain.planning import (
    CLOSING_TIME,
    DEFAULT_OPEN_DAYS,
    OPENING_TIME,
    QUARTERLY_MONTHS,
    Period,
    PlannedRound,
    Rhythm,
    to_moment,
)
from monitor.domain.working_days import next_working_day
from monitor.i18n.reader import Reader, capitalise
from monitor.services.checkin.plan_rounds import (
    RhythmDraft,
    find_rhythm_faults,
    plan_extra,
    set_light,
    set_rhythm,
    shift,
    skip,
    stop_rhythm,
)
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import cached, cards, html, permits, session

_MONTHS = (1, 2, 3, 4, 6, 12)
_FIRST_IN = timedelta(days=14)
_DATES = "DD/MM/YYYY"


def show_plan(view: CheckinsView, reader: Reader) -> None:
    """Show the rhythm and what comes next, with everything that can be changed about it."""
    t = reader.t
    html.show_html(html.render_section(t("checkins.plan.title"), _describe_rhythm(view, reader)))
    for planned in view.planned:
        _show_planned(planned, view, reader)
    if not permits.may_manage(view.partnership.id):
        permits.show_manager_does(reader)
        return
    with st.container(horizontal=True):
        label = t("checkins.plan.rhythm.change" if view.rhythm else "checkins.plan.rhythm.set")
        if st.button(label, icon=":material/event_repeat:", key="plan.rhythm"):
            _ask_rhythm(view, reader)
        if st.button(t("checkins.plan.extra"), icon=":material/add:", key="plan.extra"):
            _ask_extra(view.partnership.id, reader)
        if view.rhythm and st.button(t("checkins.plan.stop"), key="plan.stop", type="tertiary"):
            _confirm_stop(view.partnership.id, reader)


def _describe_rhythm(view: CheckinsView, reader: Reader) -> str:
    if view.rhythm is None:
        return reader.t("checkins.plan.no_rhythm")
    often = reader.t(f"checkins.plan.every.{view.rhythm.months}")
    return capitalise(reader.t("checkins.plan.rhythm", often=often, days=view.rhythm.open_days))


def _show_planned(planned: PlannedRound, view: CheckinsView, reader: Reader) -> None:
    t, period = reader.t, planned.period
    with st.container(border=True, key=f"plan-round-{planned.id}"):
        opens, closes = (
            reader.formatter.moment(each) for each in (period.opens_at, period.closes_at)
        )
        html.show_html(
            cards.render_card_title(t("checkins.plan.opens", moment=opens)),
            html.render_person(
                t("checkins.plan.closes", moment=closes), _describe_kind(planned, reader)
            ),
        )
        if period.opens_at <= session.context().clock.now():
            st.warning(t("checkins.plan.overdue"), icon=":material/schedule:")
        if permits.may_manage(view.partnership.id):
            with st.container(horizontal=True):
                _show_actions(planned, reader)
        with st.container(horizontal=True):
            for party in view.partnership.parties:
                st.link_button(
                    t("checkins.plan.preview", party=party.name),
                    _preview_address(planned, party.id),
                    icon=":material/visibility:",
                    type="tertiary",
                )


def _show_actions(planned: PlannedRound, reader: Reader) -> None:
    t = reader.t
    if st.button(t("checkins.plan.shift"), key=f"plan.shift.{planned.id}"):
        _ask_shift(planned, reader)
    kind = "full" if planned.is_light else "light"
    if st.button(t(f"checkins.plan.make_{kind}"), key=f"plan.light.{planned.id}"):
        _do(
            lambda: set_light(session.context(), planned.id, is_light=not planned.is_light),
            reader,
        )
    drop = "remove" if planned.is_extra else "skip"
    if st.button(t(f"checkins.plan.{drop}"), key=f"plan.skip.{planned.id}"):
        _confirm_skip(planned, reader)


def _describe_kind(planned: PlannedRound, reader: Reader) -> str:
    kind = reader.t("checkins.plan.light" if planned.is_light else "checkins.plan.full")
    return f"{reader.t('checkins.plan.is_extra')} {kind}" if planned.is_extra else kind


def _preview_address(planned: PlannedRound, party_id: int) -> str:
    query = "?light=1" if planned.is_light else ""
    return f"/preview/{planned.partnership_id}/{party_id}{query}"


def _ask_rhythm(view: CheckinsView, reader: Reader) -> None:
    t, known = reader.t, view.rhythm or _suggest_rhythm(view.partnership.id)

    @st.dialog(t("checkins.plan.rhythm.title"))
    def ask() -> None:
        with st.form("plan.rhythm_form", border=False):
            months = st.selectbox(
                t("checkins.plan.rhythm.months"),
                _MONTHS,
                index=_MONTHS.index(known.months) if known.months in _MONTHS else 2,
                format_func=lambda each: t(f"checkins.plan.every.{each}"),
                key="plan.months",
            )
            first_on = st.date_input(
                t("checkins.plan.rhythm.first"), known.next_on, format=_DATES, key="plan.first_on"
            )
            open_days = st.number_input(
                t("checkins.plan.rhythm.days"), value=known.open_days, step=1, key="plan.days"
            )
            st.caption(t("checkins.plan.rhythm.help"))
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if is_sent:
            draft = RhythmDraft(first_on, months or QUARTERLY_MONTHS, int(open_days))
            _save_rhythm(view.partnership.id, draft, reader)

    ask()


def _suggest_rhythm(partnership_id: PartnershipId) -> Rhythm:
    first = next_working_day(session.context().today() + _FIRST_IN)
    return Rhythm(partnership_id, first, first.day)


def _save_rhythm(partnership_id: PartnershipId, draft: RhythmDraft, reader: Reader) -> None:
    faults = find_rhythm_faults(draft, session.context().today())
    if faults:
        st.error("  \n".join(reader.t(f"checkins.plan.fault.{fault}") for fault in faults))
    else:
        _do(lambda: set_rhythm(session.context(), partnership_id, draft), reader)


def _ask_extra(partnership_id: PartnershipId, reader: Reader) -> None:
    first = next_working_day(session.context().today() + timedelta(days=1))
    last = next_working_day(first + timedelta(days=DEFAULT_OPEN_DAYS))
    zone = reader.formatter.time_zone
    suggested = Period(
        to_moment(first, OPENING_TIME, zone), to_moment(last, CLOSING_TIME, zone, is_end=True)
    )

    @st.dialog(reader.t("checkins.plan.extra.title"))
    def ask() -> None:
        with st.form("plan.extra_form", border=False):
            period = _ask_period(suggested, reader)
            is_light = st.checkbox(reader.t("checkins.plan.light_choice"), key="plan.is_light")
            is_sent = st.form_submit_button(reader.t("checkins.save"), type="primary")
        if is_sent:
            context = session.context()
            _do(lambda: plan_extra(context, partnership_id, period, is_light=is_light), reader)

    ask()


def _ask_shift(planned: PlannedRound, reader: Reader) -> None:
    @st.dialog(reader.t("checkins.plan.shift.title"))
    def ask() -> None:
        st.write(reader.t("checkins.plan.shift.help"))
        with st.form("plan.shift_form", border=False):
            period = _ask_period(planned.period, reader)
            is_sent = st.form_submit_button(reader.t("checkins.save"), type="primary")
        if is_sent:
            _do(lambda: shift(session.context(), planned.id, period), reader)

    ask()


def _ask_period(suggested: Period, reader: Reader) -> Period:
    return Period(
        _ask_moment("opens", suggested.opens_at, reader),
        _ask_moment("closes", suggested.closes_at, reader),
    )


def _ask_moment(which: str, suggested: datetime, reader: Reader) -> datetime:
    t, zone = reader.t, reader.formatter.time_zone
    local = suggested.astimezone(zone)
    left, right = st.columns([2, 1])
    with left:
        label = t(f"checkins.plan.{which}_day")
        day = st.date_input(label, local.date(), format=_DATES, key=f"plan.{which}_day")
    with right:
        label = t(f"checkins.plan.{which}_time")
        # The last minute of a day is no step of the list that Streamlit offers.
        clock = st.time_input(label, local.time(), step=60, key=f"plan.{which}_time")
    return to_moment(day, clock, zone, is_end=which == "closes")


def _confirm_skip(planned: PlannedRound, reader: Reader) -> None:
    t = reader.t
    which = "remove" if planned.is_extra else "skip"

    @st.dialog(t(f"checkins.plan.{which}.confirm"))
    def ask() -> None:
        st.write(t(f"checkins.plan.{which}.help"))
        with st.container(horizontal=True):
            label = t(f"checkins.plan.{which}.do")
            if st.button(label, type="primary", key=f"plan.skip_do.{planned.id}"):
                _do(lambda: skip(session.context(), planned.id), reader)
            if st.button(t("pages.cancel"), key="plan.skip_cancel"):
                st.rerun()

    ask()


def _confirm_stop(partnership_id: PartnershipId, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("checkins.plan.stop.confirm"))
    def ask() -> None:
        st.write(t("checkins.plan.stop.help"))
        with st.container(horizontal=True):
            if st.button(t("checkins.plan.stop.do"), type="primary", key="plan.stop_do"):
                _do(lambda: stop_rhythm(session.context(), partnership_id), reader)
            if st.button(t("pages.cancel"), key="plan.stop_cancel"):
                st.rerun()

    ask()


def _do(change: Callable[[], object], reader: Reader) -> None:
    """Carry out a change of the plan and show the page anew, or say why it is not possible."""
    t = reader.t
    try:
        change()
    except RoundOverlapsError:
        st.error(t("checkins.plan.error.overlaps"))
    except InvalidTransitionError:
        st.error(t("checkins.plan.error.period"))
    except NotFoundError:
        st.error(t("checkins.plan.error.gone"))
    else:
        cached.forget()
        st.toast(t("checkins.saved"))
        st.rerun()
