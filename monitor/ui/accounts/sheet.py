"""All that is known of somebody, and what an administrator can do about it."""

from collections.abc import Callable, Sequence

import streamlit as st

from monitor.domain.access.account import AccountId
from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.i18n.account_words import write_last, write_scope
from monitor.i18n.reader import Reader
from monitor.services.accounts import manage_accounts
from monitor.services.accounts.draft import find_account_faults
from monitor.services.accounts.list_accounts import read_places
from monitor.services.context import Context
from monitor.ui import html, session
from monitor.ui import parts as page_parts
from monitor.ui.accounts import form, words
from monitor.ui.accounts.invite_dialog import offer_again
from monitor.ui.html import Text
from monitor.ui.labels import write_label
from monitor.ui.register import parts

Change = Callable[[Context, AccountId], None]


def is_asked() -> bool:
    """Tell whether the address names somebody."""
    return "id" in st.query_params


def show_sheet(lines: Sequence[AccountLine], reader: Reader) -> None:
    """Show the person that the address names."""
    t = reader.t
    st.button(
        t("accounts.back"),
        key="accounts.back",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=_go_back,
    )
    asked = page_parts.asked_number("id")
    line = next((each for each in lines if each.account.id == asked), None)
    if line is None:
        st.write(t("accounts.gone"))
        return
    html.show_html(
        html.render_section(line.account.name),
        html.render_chips(words.chips_of(line, reader)),
    )
    with st.container(border=True):
        parts.show_facts(_facts(line, reader))
        _show_places(line, reader)
        with st.container(horizontal=True):
            _show_actions(line, reader)


def _go_back() -> None:
    del st.query_params["id"]


def _facts(line: AccountLine, reader: Reader) -> Sequence[tuple[Text, Text]]:
    t, account = reader.t, line.account
    return [
        (t("accounts.field.role"), words.write_role(account, reader)),
        (t("accounts.field.scope"), write_scope(account, reader.t)),
        (t("accounts.field.email"), account.email),
        (t("accounts.field.language"), t(f"language.{account.language.value}")),
        (t("accounts.field.way"), t(f"accounts.way.{_way(line)}")),
        (t("accounts.field.last"), write_last(line, reader.t, reader.formatter)),
    ]


def _way(line: AccountLine) -> str:
    if line.is_of_elsewhere:
        return "elsewhere"
    if line.state is AccountState.INVITED:
        return "nothing"
    return "factor" if line.has_second_factor else "password"


def _show_places(line: AccountLine, reader: Reader) -> None:
    """Name the partnerships that somebody sees, and for whom they speak there."""
    scope = line.account.scope
    if not scope.partnerships:
        return
    for place in read_places(session.context(), scope.partnerships):
        spoken_for = [name for each, name in place.parties.items() if each in scope.parties]
        party = reader.t("accounts.speaks_for", party=spoken_for[0]) if spoken_for else ""
        html.show_html(html.render_person(place.name, party))


def _show_actions(line: AccountLine, reader: Reader) -> None:
    t = reader.t
    if line.state is AccountState.INVITED:
        offer_again(line.account, reader)
    if not line.can_change:
        return
    if st.button(t("accounts.change"), icon=":material/edit:", key="accounts.change"):
        _ask_change(line, reader)
    if line.state is AccountState.ACTIVE:
        _offer("end", manage_accounts.end_sign_ins, line, reader)
    if line.has_second_factor:
        _offer("factor", manage_accounts.reset_second_factor, line, reader)
    if line.is_oneself:
        return
    if line.state is AccountState.DISABLED:
        _offer("enable", manage_accounts.enable_account, line, reader)
    else:
        _offer("disable", manage_accounts.disable_account, line, reader)
    _offer("erase", manage_accounts.erase_account, line, reader)


def _offer(action: str, do: Change, line: AccountLine, reader: Reader) -> None:
    """Offer something that is asked once more before it is done."""
    t, name = reader.t, write_label(line.account.name)
    label = t(f"accounts.{action}.button")
    if not st.button(label, key=f"accounts.{action}", type="tertiary"):
        return

    def change() -> None:
        if words.attempt(lambda: do(session.context(), line.account.id), reader):
            if action == "erase":
                _go_back()
            words.finish(f"accounts.{action}.done", reader)

    title = t(f"accounts.{action}.confirm", name=name)
    parts.confirm(title, t(f"accounts.{action}.help"), label, reader, change)


def _ask_change(line: AccountLine, reader: Reader) -> None:
    t, account = reader.t, line.account

    @st.dialog(t("accounts.change"), width="medium")
    def ask() -> None:
        draft = form.ask_fields(account, reader)
        is_sent = st.button(t("accounts.save"), type="primary", key="accounts.save")
        if not is_sent or words.tell(find_account_faults(draft), reader):
            return
        if words.attempt(
            lambda: manage_accounts.change_account(session.context(), account, draft), reader
        ):
            words.finish("accounts.saved", reader)

    ask()
