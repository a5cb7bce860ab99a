"""The head of the pages of one partnership, with the links between them."""

from pathlib import Path

import streamlit as st

from monitor.domain.partnership import Partnership
from monitor.i18n.reader import Reader
from monitor.ui import addresses, html
from monitor.ui.labels import write_label

_TABS = {
    addresses.PARTNERSHIP: ":material/monitoring:",
    addresses.AGREEMENTS: ":material/contract:",
    addresses.MEETING: ":material/groups:",
    addresses.LOG: ":material/history_edu:",
    addresses.CHECKINS: ":material/how_to_vote:",
}


def show_head(partnership: Partnership, here: Path, lead: str, reader: Reader) -> None:
    """Show the way back, the title of a page of a partnership, and the links to its others."""
    st.page_link(
        addresses.PARTNERSHIP,
        label=write_label(partnership.name),
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id)},
    )
    html.show_html(html.render_page_head(reader.t(f"pages.{here.stem}.title"), lead))
    show_tabs(partnership, here, reader)


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
