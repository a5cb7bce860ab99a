"""The partnerships of the overview: filters, the list and its pages, drawn anew by themselves."""

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.overview.read_overview import OverviewPage, read_overview
from monitor.ui import permits, session
from monitor.ui.overview import filters
from monitor.ui.overview.attention_list import show_attention_list
from monitor.ui.overview.attention_row import AttentionRow


@st.fragment
def show_partnerships(reader: Reader) -> None:
    """Show what the address asks for; another filter or page draws only this anew."""
    filters.restore_filters()
    asked = filters.read_address()
    page = read_overview(session.context(), asked.wanted, asked.page)
    filters.show_filters(asked.wanted, page.managers, reader)
    opened = show_attention_list(_list_rows(page), page.counts, reader, key="overview.list")
    filters.show_pages(page, reader)
    if opened is not None:
        st.switch_page(opened.address, query_params={"id": str(opened.partnership_id)})


def _list_rows(page: OverviewPage) -> list[AttentionRow]:
    context = session.context()
    now, today = context.clock.now(), context.today()
    managers = {each.id: each.name for each in page.managers}
    return [
        AttentionRow(
            each,
            now,
            today,
            managers.get(manager) if (manager := each.partnership.profile.manager_id) else None,
            permits.may_hold_meetings(each.partnership.id),
        )
        for each in page.rows
    ]
