"""The filters of the overview; all are kept in the address, so that a view can be shared."""

import math
from collections.abc import Sequence

import streamlit as st

from monitor.charts.reader import Reader, capitalise
from monitor.domain.partnership import Phase
from monitor.domain.results import Attention, FlagKind
from monitor.services.overview import OverviewFilter, OverviewRow

ROWS_PER_PAGE = 25


def choose(reader: Reader) -> OverviewFilter:
    """Show the filters in one line and return what they ask for."""
    t = reader.t
    with st.container(horizontal=True, key="overview-filters"):
        search = st.text_input(
            t("pages.filter.search"),
            key="q",
            placeholder=t("pages.filter.search"),
            icon=":material/search:",
            label_visibility="collapsed",
            bind="query-params",
        )
        attention = st.multiselect(
            t("pages.filter.attention"),
            [each.value for each in Attention],
            format_func=lambda value: t(f"ui.attention.{value}"),
            key="group",
            placeholder=t("pages.filter.attention"),
            label_visibility="collapsed",
            bind="query-params",
        )
        phases = st.multiselect(
            t("pages.filter.phase"),
            [each.value for each in Phase],
            format_func=lambda value: capitalise(t(f"phase.{value}")),
            key="phase",
            placeholder=t("pages.filter.phase"),
            label_visibility="collapsed",
            bind="query-params",
        )
        flags = st.multiselect(
            t("pages.filter.flag"),
            [each.value for each in FlagKind],
            format_func=lambda value: t(f"flag.{value}"),
            key="flag",
            placeholder=t("pages.filter.flag"),
            label_visibility="collapsed",
            bind="query-params",
        )
    return OverviewFilter(
        search=search,
        phases=[Phase(value) for value in phases],
        flags=[FlagKind(value) for value in flags],
        attention=[Attention(value) for value in attention],
    )


def page_of(rows: Sequence[OverviewRow]) -> Sequence[OverviewRow]:
    """Return the rows of the chosen page; shows the pages only when there is more than one."""
    pages = max(1, math.ceil(len(rows) / ROWS_PER_PAGE))
    if pages == 1:
        return rows
    page = st.pagination(pages, key="page", bind="query-params")
    return rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
