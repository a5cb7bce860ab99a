"""The filters of the overview; all are kept in the address, so that a view can be shared."""

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from monitor.domain.partnership import Phase
from monitor.domain.results import Attention, FlagKind
from monitor.i18n.catalogue import Translator
from monitor.i18n.reader import Reader, capitalise
from monitor.services.results.overview import OverviewFilter, OverviewRow

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
        attention = _choose_several("group", t("pages.filter.attention"), _groups(t))
        phases = _choose_several("phase", t("pages.filter.phase"), _phases(t))
        flags = _choose_several("flag", t("pages.filter.flag"), _flags(t))
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


def _choose_several(key: str, label: str, names: Mapping[str, str]) -> Sequence[str]:
    """Show a filter whose values are in the address by their codes.

    Binding it to the address would put the words of one language there, which mean nothing to a
    reader of the other.
    """
    asked = [value for value in st.query_params.get_all(key) if value in names]
    chosen = st.multiselect(
        label,
        list(names),
        default=asked,
        format_func=names.__getitem__,
        key=f"overview.{key}",
        placeholder=label,
        label_visibility="collapsed",
    )
    if chosen != asked:
        st.query_params[key] = chosen
    return chosen


def _groups(t: Translator) -> Mapping[str, str]:
    return {each.value: t(f"ui.attention.{each.value}") for each in Attention}


def _phases(t: Translator) -> Mapping[str, str]:
    return {each.value: capitalise(t(f"phase.{each.value}")) for each in Phase}


def _flags(t: Translator) -> Mapping[str, str]:
    return {each.value: t(f"flag.{each.value}") for each in FlagKind}
