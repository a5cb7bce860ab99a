"""The Streamlit main script: page settings, navigation and what stands on every page.

Every page is there under its address for everyone, and refuses by itself, through the use cases,
whoever may not see it. The menu holds those that somebody may open.
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from monitor.domain.access import rules
from monitor.domain.errors import NotAllowedError
from monitor.ui import addresses, failure, frame, session

reader = session.reader()
t = reader.t


def page_at(address: Path, icon: str, *, is_hidden: bool = False) -> StreamlitPage:
    """Return a page under its lasting address; a hidden one is reached from other pages."""
    return st.Page(
        address,
        title=t(f"pages.{address.stem}.title"),
        icon=icon,
        default=address == addresses.OVERVIEW,
        url_path=addresses.path_of(address).removeprefix("/"),
        visibility="hidden" if is_hidden else "visible",
    )


st.set_page_config(
    page_title=t("product.name"), page_icon=frame.ICON, layout="wide", initial_sidebar_state="auto"
)
who = session.identify()
sees_any = rules.can_see_any(who)
page = st.navigation(
    [
        page_at(addresses.OVERVIEW, ":material/dashboard:", is_hidden=not sees_any),
        page_at(addresses.PARTNERSHIP, ":material/handshake:", is_hidden=not sees_any),
        page_at(addresses.CARDS, ":material/style:", is_hidden=not sees_any),
        page_at(addresses.PROGRAMME, ":material/school:", is_hidden=not rules.can_see_totals(who)),
        page_at(
            addresses.REGISTER, ":material/folder_shared:", is_hidden=not rules.can_manage_any(who)
        ),
        page_at(addresses.HOW_WE_KNOW, ":material/help:"),
        # These are about one partnership: its page leads to them.
        page_at(addresses.CHECKINS, ":material/how_to_vote:", is_hidden=True),
        page_at(addresses.AGREEMENTS, ":material/contract:", is_hidden=True),
        page_at(addresses.MEETING, ":material/groups:", is_hidden=True),
        page_at(addresses.PRESENTER, ":material/co_present:", is_hidden=True),
        page_at(addresses.SCREEN, ":material/tv:", is_hidden=True),
        page_at(addresses.ENDING, ":material/flag_circle:", is_hidden=True),
        page_at(addresses.LOG, ":material/history_edu:", is_hidden=True),
        page_at(addresses.TRAIL, ":material/manage_search:", is_hidden=True),
        page_at(addresses.MAIL_TEXTS, ":material/mail:", is_hidden=True),
        page_at(addresses.PAPER, ":material/keyboard:", is_hidden=True),
        # The register leads to these.
        page_at(addresses.QUESTIONNAIRES, ":material/quiz:", is_hidden=True),
        page_at(addresses.ACCOUNTS, ":material/group:", is_hidden=True),
    ],
    position="top",
)
if page.url_path == "" and not sees_any:
    # A researcher: what all partnerships tell together is all there is for them.
    st.switch_page(addresses.PROGRAMME)
# The shared screen of a meeting shows one message and nothing of the dashboard.
if page.url_path == addresses.SCREEN.stem:
    frame.show_bare_frame()
else:
    frame.show_frame(page, reader)
try:
    page.run()
except NotAllowedError as error:
    failure.log_refusal(error)
    failure.show_closed_page(reader)
