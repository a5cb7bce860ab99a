"""Choosing a partnership: from the address, or from a list when the address names none."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.register.find_partnerships import find_names
from monitor.ui import failure, html, session
from monitor.ui.labels import write_label
from monitor.ui.overview import figures

LONGEST_LIST = 12
_WIDTH_PIXELS = 560
_View = TypeVar("_View")


def choose_partnership(reader: Reader) -> PartnershipId | None:
    """Return the partnership of this page, or show a way to choose one and return None."""
    if "id" in st.query_params:
        return session.asked_partnership() or PartnershipId(0)
    search = session.chosen("picker.search", "")
    found = find_names(session.context(), search, LONGEST_LIST + 1)
    if not found and not search.strip():
        figures.show_empty_register(reader)
        return None
    html.show_html(html.render_page_head(reader.t("overview.picker.title")))
    with st.container(width=_WIDTH_PIXELS, gap="xsmall", key="picker"):
        _offer(found, reader)
    return None


def open_page(read: Callable[[Context, PartnershipId], _View], reader: Reader) -> _View:
    """Return what a page shows of the partnership that was asked for, as ``read`` finds it.

    Ends the page where there is nothing to show: with a way to choose, or the way back.
    """
    asked = choose_partnership(reader)
    if asked is None:
        st.stop()
    try:
        return read(session.context(), asked)
    except NotFoundError:
        show_unknown(reader)
        st.stop()


def _offer(found: Sequence[tuple[PartnershipId, str]], reader: Reader) -> None:
    t = reader.t
    st.text_input(t("overview.picker.search"), key="picker.search", icon=":material/search:")
    for partnership_id, name in found[:LONGEST_LIST]:
        st.button(
            write_label(name),
            key=f"picker.choose.{partnership_id}",
            type="tertiary",
            icon=":material/handshake:",
            on_click=_open,
            args=(partnership_id,),
        )
    if not found:
        st.caption(t("overview.picker.none"))
    if len(found) > LONGEST_LIST:
        st.caption(t("overview.picker.more"))


def _open(partnership_id: PartnershipId) -> None:
    st.query_params["id"] = str(partnership_id)


def show_unknown(reader: Reader) -> None:
    """Say that the address names no partnership that somebody may see, and show the way back."""
    failure.show_dead_end(reader, reader.t("pages.unknown.title"), reader.t("pages.unknown.help"))
