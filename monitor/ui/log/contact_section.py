"""Contact between the parties: one click after a call, who is called, and how long ago it was."""

import streamlit as st

from monitor.domain.flags.rules import CONTACT_REST
from monitor.domain.register.entry import LONGEST_TEXT
from monitor.domain.register.log import Contact, Event, EventKind
from monitor.i18n.reader import Reader
from monitor.services.logbook.keep_log import add_entry, find_faults
from monitor.services.logbook.read_log import LogView
from monitor.ui import cards, html, session
from monitor.ui.log.entry_dialog import ask_new, finish, tell
from monitor.ui.log.entry_list import Desk, show_entries

QUIET_WEEKS = CONTACT_REST.days // 7


def show_fast_entry(desk: Desk) -> None:
    """Show one button for "we spoke", with a day and words for who wants them."""
    t, log = desk.reader.t, desk.log
    if not desk.may_write:
        return
    # A key of its own for each contact, so that the fields are empty after it was written.
    key = f"log.contact.{len(log.of(Contact))}"
    session.suggest(f"{key}.on", log.today)
    with st.form(key):
        day, words, send = st.columns([1, 3, 1], vertical_alignment="bottom")
        on = day.date_input(t("log.field.on"), None, key=f"{key}.on", format="DD/MM/YYYY")
        text = words.text_input(t("log.contact_words"), key=f"{key}.text", max_chars=LONGEST_TEXT)
        is_sent = send.form_submit_button(
            t("log.contact_had"), type="primary", icon=":material/call:", key=f"{key}.save"
        )
    if not is_sent:
        return
    contact = Contact(on or log.today, text or "")
    faults = find_faults(session.context(), log.partnership.id, contact)
    faults += [] if on else ["date_missing"]
    if not tell([*faults, *(["name_missing"] if desk.name.is_missing else [])], desk.reader):
        add_entry(session.context(), log.partnership.id, contact, desk.name.sign())
        finish(t("log.written"))


def show_contact(desk: Desk) -> None:
    """Show how long ago the parties spoke, whom to call, and every contact."""
    t, log, reader = desk.reader.t, desk.log, desk.reader
    html.show_html(html.render_section(t("log.contact.title"), write_contact(log, reader)))
    show_fast_entry(desk)
    html.show_html(cards.render_points(list_people(log, reader)))
    label, icon = t("log.add_meeting"), ":material/groups:"
    if desk.may_write and st.button(label, icon=icon, key="log.add.meeting"):
        ask_new(Event(log.today, EventKind.MEETING, ""), log, reader)
    spoken = [each for each in log.entries if _is_contact(each.content)]
    if not spoken:
        html.show_html(html.render_empty(t("log.contact.none"), t("log.contact.none_help")))
    show_entries(spoken, desk)


def write_contact(log: LogView, reader: Reader) -> str:
    """Say how long ago the parties spoke, without a reproach."""
    t, weeks = reader.t, log.weeks_since_contact
    if weeks is None or log.last_contact_on is None:
        return t("log.contact.unknown")
    day = reader.formatter.long_day(log.last_contact_on)
    said = (
        t("log.contact.recent", day=day) if weeks == 0 else t("log.contact.weeks", n=weeks, day=day)
    )
    return f"{said} {t('log.contact.quiet')}" if weeks >= QUIET_WEEKS else said


def list_people(log: LogView, reader: Reader) -> list[str]:
    """Say whom to call, who stands in, and how soon they answer."""
    t, partnership = reader.t, log.partnership
    profile = partnership.profile
    lines = [
        t("log.people.contact", name=partnership.contact)
        if partnership.contact
        else t("log.people.no_contact")
    ]
    if profile.stand_in:
        lines.append(t("log.people.stand_in", name=profile.stand_in))
    if profile.answer_days:
        lines.append(t("log.people.answer", n=profile.answer_days))
    return lines


def _is_contact(entry: object) -> bool:
    is_meeting = isinstance(entry, Event) and entry.kind is EventKind.MEETING
    return is_meeting or isinstance(entry, Contact)
