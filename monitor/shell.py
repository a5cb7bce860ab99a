"""The Streamlit main script: page settings, navigation and what stands on every page."""

import streamlit as st

from monitor.ui import addresses, frame, session

reader = session.reader()
t = reader.t

st.set_page_config(
    page_title=t("product.name"), page_icon=frame.ICON, layout="wide", initial_sidebar_state="auto"
)
page = st.navigation(
    [
        st.Page(
            addresses.OVERVIEW,
            title=t("pages.overview.title"),
            icon=":material/dashboard:",
            default=True,
        ),
        st.Page(
            addresses.PARTNERSHIP,
            title=t("pages.partnership.title"),
            icon=":material/handshake:",
            url_path="partnership",
        ),
        st.Page(
            addresses.CHECKINS,
            title=t("pages.checkins.title"),
            icon=":material/how_to_vote:",
            url_path="checkins",
        ),
        st.Page(
            addresses.HOW_WE_KNOW,
            title=t("pages.how_we_know.title"),
            icon=":material/help:",
            url_path="how-we-know",
        ),
        st.Page(
            addresses.MAIL_TEXTS,
            title=t("pages.mail_texts.title"),
            icon=":material/mail:",
            url_path="mail-texts",
            visibility="hidden",  # The page of check-ins leads here.
        ),
        st.Page(
            addresses.PAPER,
            title=t("pages.paper.title"),
            icon=":material/keyboard:",
            url_path="paper",
            visibility="hidden",  # As above.
        ),
    ],
    position="top",
)
frame.show_frame(page, reader)
page.run()
