"""Everything that happened, by date: what was written down, and what the monitor knows itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from monitor.domain.register.entry import Entry
from monitor.domain.register.log import (
    Change,
    Event,
    EventKind,
    GrowthStep,
    Lesson,
    Support,
)
from monitor.domain.register.record import Record, RecordKind, kind_of
from monitor.domain.timeline import TimelineEvent
from monitor.i18n.event_sentences import write_event
from monitor.i18n.reader import Reader, capitalise
from monitor.services.logbook.read_log import LogView
from monitor.ui import html
from monitor.ui.icons import Icon
from monitor.ui.log.contact_section import show_fast_entry, write_contact
from monitor.ui.log.entry_dialog import ask_new
from monitor.ui.log.entry_list import FIELD_WIDTH, Desk, render_line, show_entry, show_removed

_AT_ONCE = 20
_CHECKIN = "checkin"
_KINDS = (
    RecordKind.CONTACT,
    RecordKind.EVENT,
    RecordKind.GROWTH_STEP,
    RecordKind.SUPPORT,
    RecordKind.CHANGE,
    RecordKind.LESSON,
    RecordKind.HANDOVER,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the time line: an entry with its record, or what the monitor knows itself."""

    on: date
    kind: str
    label: str
    record: Record[Any] | None = None


def show_time_line(desk: Desk) -> None:
    """Show the ways to write something down, a filter, and everything by date."""
    log, reader = desk.log, desk.reader
    html.show_html(html.render_section(reader.t("log.happened"), write_contact(log, reader)))
    show_fast_entry(desk)
    if desk.may_write:
        _show_adding(log, reader)
    moments = list_moments(log, reader)
    if not moments:
        empty = html.render_empty(reader.t("log.none"), reader.t("log.none_help"))
        html.show_html(empty)
    else:
        _show_moments(_filter(moments, reader), desk)
    show_removed(desk)


def list_moments(log: LogView, reader: Reader) -> Sequence[Moment]:
    """Return entries, check-ins and what follows from other pages, newest first."""
    moments = [
        Moment(each.content.on, kind_of(type(each.content)).value, "", each) for each in log.entries
    ]
    moments += [
        Moment(
            log.timeline.held_on[each.id],
            _CHECKIN,
            reader.t("log.checkin", quarter=reader.formatter.quarter(each.quarter)),
        )
        for each in log.rounds
    ]
    moments += [
        Moment(
            event.on,
            RecordKind.EVENT.value,
            capitalise(write_event(event, log.partnership, reader)),
        )
        for event in _find_known(log)
    ]
    return sorted(moments, key=lambda each: each.on, reverse=True)


def _find_known(log: LogView) -> Sequence[TimelineEvent]:
    """Return the events that nobody wrote into the log: signings and new phases."""
    own = {(each.content.on, each.content.kind) for each in log.of(Event)}
    kinds = {EventKind.AGREEMENT_SIGNED, EventKind.PHASE_CHANGED}
    return [
        each
        for each in log.timeline.events
        if each.kind in kinds and (each.on, each.kind) not in own
    ]


def _show_adding(log: LogView, reader: Reader) -> None:
    t = reader.t
    starts: dict[str, Entry] = {
        "event": Event(log.today, EventKind.MEETING, ""),
        "growth_step": GrowthStep(log.today, ""),
        "support": Support(log.today, (), ""),
        "change": Change(log.today, ""),
        "lesson": Lesson(log.today, ""),
    }
    with st.container(horizontal=True, gap="small"):
        for kind, start in starts.items():
            label, icon = t(f"log.add.{kind}"), ":material/add:"
            if st.button(label, key=f"log.add.{kind}", icon=icon, type="tertiary"):
                ask_new(start, log, reader)


def _filter(moments: Sequence[Moment], reader: Reader) -> Sequence[Moment]:
    t = reader.t
    there = {moment.kind for moment in moments}
    kinds = [each for each in (*(kind.value for kind in _KINDS), _CHECKIN) if each in there]
    chosen = st.multiselect(
        t("log.filter"),
        kinds,
        format_func=lambda kind: t(f"log.kind.{kind}"),
        placeholder=t("log.filter_all"),
        key="log.kinds",
        width=FIELD_WIDTH,
    )
    return [each for each in moments if not chosen or each.kind in chosen]


def _show_moments(moments: Sequence[Moment], desk: Desk) -> None:
    pages = -(-len(moments) // _AT_ONCE)
    page = st.pagination(pages, key="log.page") if pages > 1 else 1
    for place, moment in enumerate(moments[(page - 1) * _AT_ONCE : page * _AT_ONCE]):
        if moment.record is not None:
            show_entry(moment.record, desk)
        else:
            with st.container(key=f"log-entry-known-{place}"):
                html.show_html(_render_known(moment, desk.reader))


def _render_known(moment: Moment, reader: Reader) -> Markup:
    day, is_checkin = reader.formatter.long_day(moment.on), moment.kind == _CHECKIN
    if is_checkin:
        return render_line(Icon.CALENDAR, day, moment.label, [])
    return render_line(Icon.FLAG, day, moment.label, [], reader.t("log.known"))
