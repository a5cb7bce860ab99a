"""Letting somebody in: the dialog that asks whom, and their link, which is shown once."""

import streamlit as st

from monitor import bootstrap
from monitor.domain.access.account import Account
from monitor.i18n.reader import Reader
from monitor.services.accounts.draft import find_account_faults
from monitor.services.accounts.invite import Invited, invite, invite_again
from monitor.ui import session
from monitor.ui.accounts import form, words
from monitor.ui.labels import write_label


def show_invited(reader: Reader) -> None:
    """Show the link of whoever was invited last, until it is put away."""
    t, letter = reader.t, session.access_letter()
    if letter is None:
        return
    with st.container(border=True):
        st.success(t("accounts.invited", name=write_label(letter.account.name)))
        st.write(
            t(
                "accounts.link_help",
                email=write_label(letter.account.email),
                day=reader.formatter.moment(letter.expires_at),
            )
        )
        st.code(letter.url, language=None, wrap_lines=True)
        st.button(
            t("accounts.done"),
            key="accounts.done",
            on_click=session.keep_access_letter,
            args=(None,),
        )


def ask_to_invite(reader: Reader) -> None:
    """Ask whom to invite."""
    t = reader.t

    @st.dialog(t("accounts.invite"), width="medium")
    def ask() -> None:
        draft = form.ask_fields(None, reader)
        st.caption(t("accounts.invite_help"))
        is_sent = st.button(t("accounts.invite_do"), type="primary", key="accounts.invite_do")
        if not is_sent or words.tell(find_account_faults(draft), reader):
            return
        if words.attempt(lambda: _hand_over(invite(session.context(), draft)), reader):
            form.forget_choice()
            words.finish("accounts.invited_short", reader)

    ask()


def offer_again(account: Account, reader: Reader) -> None:
    """Offer another link to somebody who has not come in yet."""
    t = reader.t
    is_asked = st.button(t("accounts.again"), icon=":material/mail:", key="accounts.again")
    if is_asked and words.attempt(
        lambda: _hand_over(invite_again(session.context(), account.id)), reader
    ):
        words.finish("accounts.again_done", reader)


def _hand_over(invited: Invited) -> None:
    bootstrap.send_access_letter(invited.letter)
    session.keep_access_letter(invited.letter)
