"""The part of a person's dialog in which somebody else takes over."""

from datetime import date

import streamlit as st

from monitor.domain.partnership import Language, Participant
from monitor.domain.round import RoundState
from monitor.i18n.reader import Reader
from monitor.services.register.manage_participants import PersonDraft
from monitor.services.register.replace_participant import (
    Replacement,
    find_replacement_faults,
    replace_participant,
)
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import cached, session


def ask_replacement(person: Participant, view: CheckinsView, reader: Reader) -> None:
    """Ask who takes over and from when; what was typed stays when something is wrong."""
    t = reader.t
    with st.expander(t("checkins.replace.title")), st.form("people.replace_form", border=False):
        st.write(t("checkins.replace.help"))
        replacement = _ask(person, view, reader)
        if not st.form_submit_button(t("checkins.replace.do")):
            return
        context = session.context()
        if faults := find_replacement_faults(replacement, context.today()):
            st.error("  \n".join(t(f"checkins.people.fault.{fault}") for fault in faults))
            return
        replace_participant(context, person.id, replacement)
    cached.forget()
    st.toast(t("checkins.saved"))
    st.rerun()


def _ask(person: Participant, view: CheckinsView, reader: Reader) -> Replacement:
    t, languages, today = reader.t, list(Language), session.context().today()
    name = st.text_input(t("checkins.people.name"), key="replace.name")
    email = st.text_input(t("checkins.people.email"), key="replace.email")
    language = st.selectbox(
        t("checkins.people.language"),
        languages,
        index=languages.index(person.language),
        format_func=lambda each: t(f"language.{each.value}"),
        key="replace.language",
    )
    on: date = st.date_input(t("checkins.replace.on"), today, key="replace.on", format="DD/MM/YYYY")
    return Replacement(
        PersonDraft(name.strip(), email.strip() or None, language or person.language),
        on,
        joins_open_round=_ask_joining(view, reader),
    )


def _ask_joining(view: CheckinsView, reader: Reader) -> bool:
    """Offer the check-in that is open; who answered already makes no difference to that."""
    now = session.context().clock.now()
    if view.current is None or view.current.state(now) is not RoundState.OPEN:
        return False
    joins = st.checkbox(reader.t("checkins.replace.joins"), key="replace.joins")
    st.caption(reader.t("checkins.replace.joins_help"))
    return joins
