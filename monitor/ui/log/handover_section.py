"""A change of contact person: the form, and the card for whoever takes over."""

from dataclasses import dataclass

import streamlit as st

from monitor.domain.handover import MOST_ANSWER_DAYS, Succession, find_succession_faults
from monitor.domain.register.entry import LONGEST_TITLE
from monitor.domain.register.log import Handover
from monitor.i18n.reader import Reader
from monitor.services.logbook.hand_over import hand_over
from monitor.services.logbook.keep_log import find_faults
from monitor.services.logbook.read_log import LogView
from monitor.ui import addresses, html, session
from monitor.ui.log.entry_dialog import finish, tell
from monitor.ui.log.entry_form import Fields, ask_day, ask_party, ask_text, ask_title
from monitor.ui.log.entry_list import Desk, show_entries
from monitor.ui.writer import NameField, ask_name


@dataclass(frozen=True, slots=True)
class _Typed:
    """A change of contact person as typed, and by whom; ``has_day``: a day was given."""

    succession: Succession
    name: NameField
    has_day: bool


def show_handover(desk: Desk) -> None:
    """Show the way to hand over, and the changes so far."""
    log, reader = desk.log, desk.reader
    t = reader.t
    html.show_html(html.render_section(t("handover.title"), t("handover.lead")))
    label, icon = t("handover.begin"), ":material/swap_horiz:"
    if desk.may_write and st.button(label, icon=icon, key="handover.begin", type="primary"):
        _ask_handover(log, reader)
    st.caption(t("handover.participant"))
    st.page_link(
        addresses.CHECKINS,
        label=t("handover.to_people"),
        icon=":material/group:",
        query_params={"id": str(log.partnership.id), "part": "people"},
    )
    show_entries(log.handovers, desk)


def _ask_handover(log: LogView, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("handover.begin"), width="medium")
    def ask() -> None:
        with st.form("handover.form", border=False):
            typed = _ask_fields(log, reader)
            is_sent = st.form_submit_button(t("handover.do"), type="primary", key="handover.do")
        if is_sent and not tell(_find_faults(typed, log), reader):
            hand_over(session.context(), log.partnership.id, typed.succession, typed.name.sign())
            finish(t("handover.done", name=typed.succession.handover.joined.strip()))

    ask()


def _ask_fields(log: LogView, reader: Reader) -> _Typed:
    t, partnership, key = reader.t, log.partnership, "handover"
    start = Handover(log.today, None, partnership.contact or "", "")
    shown = Fields(start, partnership, reader, key)
    session.suggest(shown.key_of("on"), log.today)
    session.suggest(shown.key_of("left"), start.left)
    on = ask_day(shown, "on")
    handover = ask_party(shown, start)
    left, joined = ask_title(shown, "left"), ask_title(shown, "joined")
    is_contact = st.checkbox(t("handover.is_contact"), value=True, key=f"{key}.is_contact")
    second, days = st.columns(2)
    stand_in = second.text_input(
        t("handover.stand_in"), key=f"{key}.stand_in", max_chars=LONGEST_TITLE
    )
    answer_days = days.number_input(
        t("handover.answer_days"), 1, MOST_ANSWER_DAYS, None, key=f"{key}.answer_days"
    )
    written = Handover(on or log.today, handover.party, left, joined, ask_text(shown))
    return _Typed(
        Succession(written, is_contact, stand_in, answer_days),
        ask_name(reader, key),
        on is not None,
    )


def _find_faults(typed: _Typed, log: LogView) -> list[str]:
    handover = typed.succession.handover
    return [
        *find_faults(session.context(), log.partnership.id, handover),
        *find_succession_faults(typed.succession),
        *([] if typed.has_day else ["date_missing"]),
        *(["name_missing"] if typed.name.is_missing else []),
    ]
