"""Overview: which partnerships need a person now, and why."""

import streamlit as st

from monitor.ui import cached, permits, session
from monitor.ui.overview import figures, new_partnership, partnerships, saved_views

reader = session.reader()
key_figures = cached.read_key_figures()

with st.container(horizontal=True, vertical_alignment="bottom", key="overview-head"):
    figures.show_overview_head(key_figures, reader)
    if key_figures.partnerships:
        saved_views.show_saved_views(reader)
    may_add = permits.may_manage_all()
    if may_add and st.button(
        reader.t("pages.new.title"), icon=":material/add:", key="overview.new"
    ):
        new_partnership.ask(reader)

if not key_figures.partnerships:
    figures.show_empty_register(reader)
    st.stop()

figures.show_preparing(key_figures, reader)
if key_figures.prepared:
    figures.show_key_figures(key_figures, reader)
    partnerships.show_partnerships(reader)
