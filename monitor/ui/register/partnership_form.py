"""The dialog in which a partnership is changed; what was typed stays when something is wrong."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.partnership import ManagerId, Partnership, Phase, Profile, meet_next
from monitor.i18n.reader import Reader, capitalise
from monitor.services.register.edit_partnership import (
    MAXIMUM_ANSWER_DAYS,
    PartnershipSheet,
    PhaseNote,
    change_partnership,
    find_partnership_faults,
)
from monitor.ui import session
from monitor.ui.register import parts
from monitor.ui.writer import NameField, ask_name

_DATES = "DD/MM/YYYY"


@dataclass(frozen=True, slots=True)
class _Typed:
    """A partnership as it was typed, since when the phase holds, and who typed it."""

    changed: Partnership
    phase_on: date
    name: NameField


def ask(sheet: PartnershipSheet, reader: Reader) -> None:
    """Open the dialog."""
    t = reader.t

    @st.dialog(sheet.partnership.name, width="medium")
    def fill_in() -> None:
        with st.form("register.form", border=False):
            typed = _ask_fields(sheet, reader)
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if is_sent:
            _save(sheet.partnership, typed, reader)

    fill_in()


def _save(shown: Partnership, typed: _Typed, reader: Reader) -> None:
    t, context = reader.t, session.context()
    faults = [*find_partnership_faults(shown, typed.changed, context.today())]
    if typed.name.is_missing:
        faults.append("writer_missing")
    if parts.tell(faults, reader):
        return
    title = t("register.phase_event", phase=t(f"phase.{typed.changed.phase.value}"))
    note = PhaseNote(typed.phase_on, title, typed.name.sign())
    try:
        change_partnership(context, shown, typed.changed, note)
    except RecordChangedError:
        parts.tell(["changed"], reader)
    else:
        parts.finish(reader)


def _ask_fields(sheet: PartnershipSheet, reader: Reader) -> _Typed:
    t, shown = reader.t, sheet.partnership
    name = st.text_input(t("register.field.name"), shown.name, key="register.name")
    phases = list(Phase)
    left, right = st.columns(2)
    with left:
        phase = st.selectbox(
            t("register.field.phase"),
            phases,
            index=phases.index(shown.phase),
            format_func=lambda each: capitalise(t(f"phase.{each.value}")),
            key="register.phase",
        )
    with right:
        phase_on = st.date_input(
            t("register.field.phase_on"),
            session.context().today(),
            key="register.phase_on",
            format=_DATES,
            help=t("register.field.phase_on_help"),
        )
    contact = st.text_input(
        t("register.field.contact"), shown.contact or "", key="register.contact"
    )
    changed = replace(
        shown,
        name=name,
        phase=phase or shown.phase,
        contact=contact.strip() or None,
        profile=_ask_profile(sheet, reader),
    )
    return _Typed(changed, phase_on, ask_name(reader, "register"))


def _ask_profile(sheet: PartnershipSheet, reader: Reader) -> Profile:
    t, known = reader.t, sheet.partnership.profile
    stand_in = st.text_input(
        t("register.field.stand_in"), known.stand_in or "", key="register.stand_in"
    )
    left, right = st.columns(2)
    with left:
        answer_days = _ask_answer_days(sheet, reader)
    with right:
        meeting = _ask_meeting(sheet, reader)
    manager_id = _ask_manager(sheet, reader)
    character = st.text_area(
        t("register.field.character"),
        known.character,
        key="register.character",
        help=t("register.field.character_help"),
    )
    st.markdown(f"**{t('register.extra')}**")
    return replace(
        meet_next(known, meeting),
        manager_id=manager_id,
        stand_in=stand_in.strip() or None,
        answer_days=answer_days,
        character=character.strip(),
        has_mirror=st.checkbox(t("register.mirror_on"), known.has_mirror, key="register.mirror"),
        asks_load=st.checkbox(t("register.load_on"), known.asks_load, key="register.load"),
    )


def _ask_manager(sheet: PartnershipSheet, reader: Reader) -> ManagerId | None:
    names = {each.id: each.name for each in sheet.managers}
    options = [None, *names]
    return st.selectbox(
        reader.t("register.field.manager"),
        options,
        index=options.index(sheet.manager.id if sheet.manager else None),
        format_func=lambda each: names[each] if each else reader.t("register.no_manager"),
        key="register.manager",
    )


def _ask_answer_days(sheet: PartnershipSheet, reader: Reader) -> int | None:
    """Ask for a number of days, which can be taken away again."""
    key = f"register.answer_days.{sheet.partnership.id}"
    session.suggest(key, sheet.partnership.profile.answer_days)
    return st.number_input(
        reader.t("register.field.answer_days"),
        min_value=1,
        max_value=MAXIMUM_ANSWER_DAYS,
        value=None,
        key=key,
        help=reader.t("register.field.answer_days_help"),
    )


def _ask_meeting(sheet: PartnershipSheet, reader: Reader) -> date | None:
    """Ask for a day, which can be taken away again."""
    key = f"register.meeting.{sheet.partnership.id}"
    session.suggest(key, sheet.partnership.profile.next_meeting_on)
    return st.date_input(reader.t("register.field.meeting"), None, key=key, format=_DATES)
