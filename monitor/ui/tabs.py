"""The line of links between the pages of one partnership."""

from pathlib import Path

import streamlit as st

from monitor.domain.partnership import Partnership
from monitor.i18n.reader import Reader
from monitor.ui import addresses

_TABS = {
    addresses.PARTNERSHIP: ":material/monitoring:",
    addresses.AGREEMENTS: ":material/contract:",
    addresses.LOG: ":material/history_edu:",
    addresses.CHECKINS: ":material/how_to_vote:",
}


def show_tabs(partnership: Partnership, here: Path, reader: Reader) -> None:
    """Show links to the pages of a partnership; the one of this page cannot be followed."""
    with st.container(horizontal=True, key="partnership-tabs"):
        for address, icon in _TABS.items():
            st.page_link(
                address,
                label=reader.t(f"tabs.{address.stem}"),
                icon=icon,
                query_params={"id": str(partnership.id)},
                disabled=address == here,
            )
