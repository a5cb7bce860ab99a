"""The list of people: found by name or address, or by how they are doing."""

from collections.abc import Sequence

import streamlit as st

from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.i18n.account_words import write_last, write_scope
from monitor.i18n.reader import Reader
from monitor.ui import html, session
from monitor.ui.accounts import words
from monitor.ui.accounts.invite_dialog import ask_to_invite
from monitor.ui.labels import write_label

# As many lines as a browser draws at once without anybody waiting.
_STEP = 50
_SEARCH, _STATE, _STEPS = "accounts.search", "accounts.state", "accounts.steps"


def show_people(lines: Sequence[AccountLine], reader: Reader) -> None:
    """Show who there is, with what finds them, and the way to invite another."""
    t = reader.t
    html.show_html(html.render_section(t("accounts.people"), t("accounts.count", n=len(lines))))
    if st.button(
        t("accounts.invite"), type="primary", icon=":material/person_add:", key="accounts.invite"
    ):
        ask_to_invite(reader)
    if not lines:
        html.show_html(html.render_empty(t("accounts.none"), t("accounts.none_help")))
        return
    found = _find(lines, reader)
    with st.container(gap=None, key="accounts-list"):
        shown = _STEP * session.chosen(_STEPS, 1)
        for line in found[:shown]:
            _show_line(line, reader)
    if not found:
        st.write(t("accounts.none_found"))
    if len(found) > shown:
        st.caption(t("accounts.shown", n=shown, total=len(found)))
        st.button(t("accounts.more"), key="accounts.more", on_click=_show_more)


def _find(lines: Sequence[AccountLine], reader: Reader) -> Sequence[AccountLine]:
    t = reader.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            t("accounts.search"),
            key=_SEARCH,
            icon=":material/search:",
            autocomplete="off",
            on_change=_begin_again,
        )
        state = st.pills(
            t("accounts.filter"),
            list(AccountState),
            format_func=lambda each: t(f"accounts.state.{each.value}"),
            key=_STATE,
            on_change=_begin_again,
        )
    sought = search.strip().casefold()
    return [
        each
        for each in lines
        if sought in f"{each.account.name} {each.account.email}".casefold()
        and state in {None, each.state}
    ]


def _show_line(line: AccountLine, reader: Reader) -> None:
    account = line.account
    name, state, details = st.columns([4, 4, 10], vertical_alignment="center", gap="xsmall")
    name.button(
        write_label(account.name),
        key=f"accounts.open.{account.id}",
        type="tertiary",
        icon=":material/person:",
        on_click=_open,
        args=(account.id,),
    )
    with state:
        html.show_html(html.render_chips(words.chips_of(line, reader)))
    with details:
        html.show_html(html.render_muted(" · ".join(_describe(line, reader))))


def _describe(line: AccountLine, reader: Reader) -> Sequence[str]:
    described = [
        words.write_role(line.account, reader),
        write_scope(line.account, reader.t),
        write_last(line, reader.t, reader.formatter),
    ]
    if line.has_second_factor:
        described.append(reader.t("accounts.has_second_factor"))
    return described


def _open(account_id: int) -> None:
    st.query_params["id"] = str(account_id)


def _show_more() -> None:
    session.show_value(_STEPS, session.chosen(_STEPS, 1) + 1)


def _begin_again() -> None:
    session.show_value(_STEPS, 1)
