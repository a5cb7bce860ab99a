"""Choosing a partnership: from the address, or from a list when the address names none."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from monitor import bootstrap
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.ui import addresses, cached, html, session
from monitor.ui.icons import Icon
from monitor.ui.overview import figures

_View = TypeVar("_View")


def choose_partnership(reader: Reader) -> PartnershipId | None:
    """Return the partnership of this page, or show a way to choose one and return None."""
    if "id" in st.query_params:
        return session.asked_partnership() or PartnershipId(0)
    rows = cached.read_overview()
    if not rows:
        figures.show_empty_register(reader)
        return None
    names = {str(row.partnership.id): row.partnership.name for row in rows}
    by_name = sorted(names, key=lambda each: names[each].casefold())
    chosen = st.selectbox(
        reader.t("pages.choose"),
        by_name,
        index=None,
        format_func=names.__getitem__,
        placeholder=reader.t("pages.choose"),
        key="picker.partnership",
    )
    if chosen is not None:
        st.query_params["id"] = chosen
        st.rerun()
    return None


def open_page(read: Callable[[Context, PartnershipId], _View], reader: Reader) -> _View:
    """Return what a page shows of the partnership that was asked for, as ``read`` finds it.

    Ends the page where there is nothing to show: with a way to choose, or the way back.
    """
    asked = choose_partnership(reader)
    if asked is None:
        st.stop()
    try:
        return read(bootstrap.context(), asked)
    except NotFoundError:
        show_unknown(reader)
        st.stop()


def show_unknown(reader: Reader) -> None:
    """Say that the address names no partnership, and show the way back."""
    t = reader.t
    html.show_html(
        html.render_notice(t("pages.unknown.title"), t("pages.unknown.help"), icon=Icon.FLAG)
    )
    st.page_link(addresses.OVERVIEW, label=t("pages.back"), icon=":material/arrow_back:")
