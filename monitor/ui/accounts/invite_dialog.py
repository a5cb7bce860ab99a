"""The dialog that lets somebody in, and shows their link once."""

import streamlit as st

from monitor import bootstrap
from monitor.domain.access.account import Account
from monitor.i18n.reader import Reader
from monitor.services.accounts.draft import find_account_faults
from monitor.services.accounts.invite import Invited, invite, invite_again
from monitor.ui import cached, session
from monitor.ui.accounts import form, words
from monitor.ui.labels import write_label


def ask_to_invite(reader: Reader) -> None:
    """Ask whom to invite, and show the link to hand over."""
    t = reader.t

    @st.dialog(t("accounts.invite"), width="medium")
    def ask() -> None:
        place = st.empty()
        with place.container():
            draft = form.ask_fields(None, reader)
            st.caption(t("accounts.invite_help"))
            is_sent = st.button(t("accounts.invite_do"), type="primary", key="accounts.invite_do")
            if not is_sent or words.tell(find_account_faults(draft), reader):
                return
            done: list[Invited] = []
            is_done = words.attempt(
                lambda: done.append(_send(invite(session.context(), draft))), reader
            )
        if is_done:
            with place.container():
                _show_link(done[0], reader)

    ask()


def offer_again(account: Account, reader: Reader) -> None:
    """Offer another link to somebody who has not come in yet."""
    t = reader.t
    if not st.button(t("accounts.again"), icon=":material/mail:", key="accounts.again"):
        return

    @st.dialog(t("accounts.again"), width="medium")
    def show() -> None:
        done: list[Invited] = []
        if words.attempt(
            lambda: done.append(_send(invite_again(session.context(), account.id))), reader
        ):
            _show_link(done[0], reader)

    show()


def _send(invited: Invited) -> Invited:
    form.forget_choice()
    bootstrap.send_access_letter(invited.letter)
    cached.forget()
    return invited


def _show_link(invited: Invited, reader: Reader) -> None:
    t, account = reader.t, invited.account
    st.success(t("accounts.invited", name=write_label(account.name)))
    st.write(
        t(
            "accounts.link_help",
            email=write_label(account.email),
            day=reader.formatter.moment(invited.letter.expires_at),
        )
    )
    st.code(invited.letter.url, language=None, wrap_lines=True)
    if st.button(t("accounts.done"), type="primary", key="accounts.done"):
        st.rerun()
