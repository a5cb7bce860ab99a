"""The Streamlit main script: page settings, navigation and what stands on every page."""

from pathlib import Path

import streamlit as st

from monitor.ui import frame, session

PAGES = Path(__file__).parent.parent / "pages"

reader = session.reader()
t = reader.t

st.set_page_config(
    page_title=t("product.name"), page_icon=frame.ICON, layout="wide", initial_sidebar_state="auto"
)
page = st.navigation(
    [
        st.Page(
            PAGES / "overview.py",
            title=t("pages.overview.title"),
            icon=":material/dashboard:",
            default=True,
        ),
        st.Page(
            PAGES / "partnership.py",
            title=t("pages.partnership.title"),
            icon=":material/handshake:",
            url_path="partnership",
        ),
        st.Page(
            PAGES / "checkins.py",
            title=t("pages.checkins.title"),
            icon=":material/how_to_vote:",
            url_path="checkins",
        ),
    ],
    position="top",
)
frame.show_frame(page, reader)
page.run()
