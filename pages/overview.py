"""Overview: which partnerships need a person now, and why."""

import streamlit as st

from monitor.services.results.overview import count_key_figures, filter_rows
from monitor.ui import addresses, cached, session
from monitor.ui.overview import figures, filters, new_partnership
from monitor.ui.overview.attention_list import show_attention_list

reader = session.reader()
t = reader.t
rows = cached.read_overview()

with st.container(horizontal=True, vertical_alignment="bottom", key="overview-head"):
    figures.show_overview_head(rows, reader)
    if st.button(t("pages.new.title"), icon=":material/add:", key="overview.new"):
        new_partnership.ask(reader)

if not rows:
    figures.show_empty_register(reader)
    st.stop()

figures.show_key_figures(count_key_figures(rows), reader)
wanted = filters.choose(reader)
shown = filter_rows(rows, wanted)
listed = figures.list_rows(filters.page_of(shown), reader)
opened = show_attention_list(listed, reader, key="overview.list")
if opened is not None:
    st.switch_page(addresses.PARTNERSHIP, query_params={"id": str(opened)})
