"""The two keys: which party agreed to open the picture per party, when, and who still has to."""

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.errors import MeetingNotRunningError
from monitor.domain.meeting.meeting import Key
from monitor.domain.meeting.plan import fit_speakers
from monitor.domain.partnership import Party
from monitor.i18n.reader import join_words
from monitor.services.meeting.hold import take_key_back, turn_key
from monitor.ui import html, session
from monitor.ui.labels import write_label
from monitor.ui.meeting.presenter.desk import Desk
from monitor.ui.writer import NameField


def show_keys(desk: Desk, name: NameField) -> None:
    """Show each party with its key, or the button that turns it in the name of who hears it."""
    t = desk.reader.t
    with st.container(border=True, key="presenter-keys"):
        html.show_html(html.render_section(t("presenter.keys"), _write_state(desk)))
        # Who speaks first is asked first.
        partnership = desk.held.partnership
        for party_id in fit_speakers(desk.meeting.plan, partnership).speaking_order:
            party = partnership.party(party_id)
            turned = [key for key in desk.meeting.keys if key.party_id == party.id]
            if turned:
                _show_turned(turned[0], party, desk)
            else:
                _show_button(party, name, desk)


def _write_state(desk: Desk) -> str:
    t, partnership = desk.reader.t, desk.held.partnership
    waits = [each.name for each in partnership.parties if not desk.meeting.has_key_of(each.id)]
    if waits:
        return t("presenter.keys.waits", parties=join_words(waits, t))
    return t("presenter.keys.open")


def _show_turned(key: Key, party: Party, desk: Desk) -> None:
    t, partnership = desk.reader.t, desk.held.partnership
    how = t(
        "presenter.keys.aloud" if key.is_aloud else "presenter.keys.own_device",
        time=desk.reader.formatter.clock(key.turned.at),
        by=key.turned.by,
    )
    named = html.render_party(choose_marks(partnership)[party.id], party.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        html.show_html(Markup('<p class="pm-key-turned">{}<span>{}</span></p>').format(named, how))
        st.button(
            t("presenter.keys.back", party=write_label(party.name)),
            icon=":material/undo:",
            type="tertiary",
            key=f"presenter.key.back.{party.id}",
            on_click=_take_back,
            args=(party, desk),
        )


def _show_button(party: Party, name: NameField, desk: Desk) -> None:
    t = desk.reader.t
    if not st.button(
        t("presenter.keys.turn", party=write_label(party.name)),
        icon=":material/key:",
        key=f"presenter.key.{party.id}",
    ):
        return
    if name.is_missing:
        st.error(t("presenter.name_missing"))
        return
    try:
        turn_key(session.context(), desk.meeting.id, party.id, name.sign())
    except MeetingNotRunningError:
        st.toast(t("presenter.not_running"))
    st.rerun()


def _take_back(party: Party, desk: Desk) -> None:
    take_key_back(session.context(), desk.meeting.id, party.id)
