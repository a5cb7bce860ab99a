"""The way from the pages of a partnership to who did what in it."""

import streamlit as st

from monitor.domain.partnership import Partnership
from monitor.i18n.reader import Reader
from monitor.ui import addresses


def show_trail_link(partnership: Partnership, reader: Reader) -> None:
    """Show the link, the same for both parties."""
    st.page_link(
        addresses.TRAIL,
        label=reader.t("pages.trail.title"),
        icon=":material/manage_search:",
        query_params={"id": str(partnership.id)},
    )
