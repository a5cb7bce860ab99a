"""What the parts of the page share: how people are described, what is wrong, and what is done."""

from collections.abc import Callable, Sequence

import streamlit as st

from monitor.domain.access.account import Account
from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.domain.access.rules import can_administer
from monitor.domain.errors import InvalidAccountError, NotAllowedError, RecordChangedError
from monitor.i18n.reader import Reader, capitalise
from monitor.services.accounts.draft import AccountFault, faults_of
from monitor.ui import addresses, cached, html, session
from monitor.ui.failure import log_refusal
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon

_ICONS = {
    AccountState.ACTIVE: Icon.CHECK,
    AccountState.INVITED: Icon.CLOCK,
    AccountState.DISABLED: Icon.LOCK,
}


def show_head(reader: Reader) -> None:
    """Show what this page is for, and the way to what was done."""
    t = reader.t
    is_for_all = can_administer(session.actor())
    lead = "accounts.lead" if is_for_all else "accounts.lead_manager"
    html.show_html(html.render_page_head(t("pages.accounts.title"), t(lead)))
    if is_for_all:
        st.page_link(addresses.TRAIL, label=t("pages.trail.title"), icon=":material/manage_search:")


def write_role(account: Account, reader: Reader) -> str:
    """Return what somebody is here for."""
    return capitalise(reader.t(f"access.role.{account.role.value}"))


def chips_of(line: AccountLine, reader: Reader) -> Sequence[Chip]:
    """Return how somebody is doing, as words with an icon."""
    state = reader.t(f"accounts.state.{line.state.value}")
    chips = [Chip(state, _ICONS[line.state], Tone.NEUTRAL)]
    if line.is_oneself:
        chips.append(Chip(reader.t("accounts.oneself"), Icon.STAR, Tone.NEUTRAL))
    return chips


def tell(faults: Sequence[AccountFault], reader: Reader) -> bool:
    """Say what is wrong, and whether anything is."""
    if faults:
        st.error("  \n".join(reader.t(f"accounts.fault.{fault.value}") for fault in faults))
    return bool(faults)


def attempt(do: Callable[[], object], reader: Reader) -> bool:
    """Do something, and say what stands in its way; tell whether it was done."""
    try:
        with st.spinner(reader.t("accounts.working")):
            do()
    except InvalidAccountError as error:
        tell(faults_of(error), reader)
    except RecordChangedError:
        st.error(reader.t("accounts.changed_meanwhile"))
    except NotAllowedError as error:
        log_refusal(error)
        st.error(reader.t("accounts.not_allowed"))
    else:
        return True
    return False


def finish(said: str, reader: Reader) -> None:
    """Say that it is done, and show the page as it is now."""
    cached.forget()
    st.toast(reader.t(said))
    st.rerun()
