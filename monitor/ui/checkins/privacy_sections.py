"""What the parties agreed about who may see what: shown, recorded and changed."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from monitor.domain.errors import PrivacyLockedError
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.tiers import COARSE_MINIMUM
from monitor.i18n.reader import Reader
from monitor.services.register.agree_privacy import change_privacy
from monitor.services.results.partnership_view import CheckinsView
from monitor.ui import cached, cards, html, permits, session

_MOST = 8
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class _Choice:
    mode: PrivacyMode
    minimum: int


def show_agreement(view: CheckinsView, reader: Reader) -> None:
    """Show the privacy that holds, and who said yes to it for each party."""
    t, partnership = reader.t, view.partnership
    mode = t(f"pages.new.privacy.{partnership.privacy_mode.value}")
    html.show_html(html.render_section(t("checkins.privacy.title"), mode))
    if partnership.privacy_mode is PrivacyMode.CONFIDENTIAL:
        st.write(t("checkins.privacy.minimum", n=partnership.minimum_group))
    said = [_describe_consent(party.id, view, reader) for party in partnership.parties]
    html.show_html(cards.render_points(said))
    if view.is_locked:
        html.show_html(html.render_notice(t("checkins.privacy.locked")))
    if not permits.may_manage(partnership.id):
        permits.show_manager_does(reader)
        return
    if st.button(_action(view, reader), icon=":material/edit:", key="privacy.change"):
        _ask(view, reader)


def _action(view: CheckinsView, reader: Reader) -> str:
    return reader.t("checkins.privacy.record" if view.is_locked else "checkins.privacy.change")


def _describe_consent(party_id: PartyId, view: CheckinsView, reader: Reader) -> str:
    t, partnership = reader.t, view.partnership
    name = partnership.party(party_id).name
    said = {each.party_id: each for each in view.consents}.get(party_id)
    if said is None:
        return t("checkins.privacy.nobody", party=name)
    chosen = (said.privacy_mode, said.minimum_group)
    if chosen != (partnership.privacy_mode, partnership.minimum_group):
        return t("checkins.privacy.other", party=name)
    day = reader.formatter.long_day(said.given_on)
    return t("checkins.privacy.said", party=name, who=said.given_by, day=day)


def _ask(view: CheckinsView, reader: Reader) -> None:
    t = reader.t

    @st.dialog(_action(view, reader), width="medium")
    def ask() -> None:
        st.write(t("checkins.privacy.help"))
        with st.form("privacy.form", border=False):
            choice = _ask_choice(view, reader)
            said_by = _ask_names(view, reader)
            is_sent = st.form_submit_button(t("checkins.save"), type="primary")
        if is_sent:
            _save(view, choice, said_by, reader)

    ask()


def _ask_choice(view: CheckinsView, reader: Reader) -> _Choice:
    """Ask for the privacy; while it is locked only who said yes to it can be recorded."""
    t, partnership = reader.t, view.partnership
    present = _Choice(partnership.privacy_mode, partnership.minimum_group)
    if view.is_locked:
        return present
    mode = st.radio(
        t("pages.new.privacy"),
        list(PrivacyMode),
        index=list(PrivacyMode).index(present.mode),
        format_func=lambda each: t(f"pages.new.privacy.{each.value}"),
        key="privacy.mode",
    )
    sizes = range(COARSE_MINIMUM, max(_MOST, present.minimum) + 1)
    minimum = st.selectbox(
        t("checkins.privacy.size"),
        sizes,
        index=sizes.index(max(present.minimum, COARSE_MINIMUM)),
        key="privacy.minimum",
    )
    return _Choice(mode or present.mode, minimum or present.minimum)


def _ask_names(view: CheckinsView, reader: Reader) -> Mapping[PartyId, str]:
    return {
        party.id: st.text_input(
            reader.t("checkins.privacy.who", party=party.name),
            max_chars=_LONGEST_NAME,
            key=f"privacy.who.{party.id}",
        ).strip()
        for party in view.partnership.parties
    }


def _save(
    view: CheckinsView, choice: _Choice, said_by: Mapping[PartyId, str], reader: Reader
) -> None:
    t = reader.t
    if not all(said_by.values()):
        st.error(t("checkins.privacy.fault.who"))
        return
    try:
        change_privacy(session.context(), view.partnership.id, choice.mode, choice.minimum, said_by)
    except PrivacyLockedError:
        st.error(t("checkins.privacy.locked"))
        return
    cached.forget()
    st.toast(t("checkins.saved"))
    st.rerun()
