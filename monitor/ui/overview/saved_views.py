"""Saved views: the filters of the overview under a name, as links."""

from urllib.parse import parse_qs, urlencode

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.overview.saved_views import (
    LONGEST_NAME,
    delete_view,
    read_saved_views,
    save_view,
)
from monitor.services.register_ports import SavedView
from monitor.ui import addresses, permits, session
from monitor.ui.labels import write_label
from monitor.ui.overview import filters

_NAME = "overview.view_name"


def show_saved_views(reader: Reader) -> None:
    """Show the saved views as links, and a form that saves the present filters.

    Not to somebody with a limited scope, for whom there are none.
    """
    if not session.actor().scope.is_everything:
        return
    t, may_change = reader.t, permits.may_manage_all()
    with st.popover(t("overview.views"), icon=":material/bookmark:", key="overview.views"):
        views = read_saved_views(session.context())
        if not views:
            st.caption(t("overview.views.none"))
        for number, view in enumerate(views):
            _show_view(number, view, reader, may_change=may_change)
        if not may_change:
            return
        if (deleted := session.deleted_view()) is not None:
            st.button(
                t("overview.views.undo", name=write_label(deleted.name)),
                icon=":material/undo:",
                key="overview.view_undo",
                on_click=_put_back,
                args=(deleted,),
            )
        with st.form("overview.view", clear_on_submit=False, border=False):
            st.text_input(t("overview.views.name"), key=_NAME, max_chars=LONGEST_NAME)
            st.caption(t("overview.views.help"))
            st.form_submit_button(t("overview.views.save"), on_click=_save, args=(reader,))


def _show_view(number: int, view: SavedView, reader: Reader, *, may_change: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"overview.view.{number}"):
        st.page_link(
            addresses.OVERVIEW,
            label=write_label(view.name),
            query_params=parse_qs(view.query),
        )
        if not may_change:
            return
        st.button(
            reader.t("overview.views.delete", name=write_label(view.name)),
            icon=":material/delete:",
            type="tertiary",
            key=f"overview.view_delete.{number}",
            on_click=_delete,
            args=(view, reader),
        )


def _save(reader: Reader) -> None:
    name = session.chosen(_NAME, "")
    if save_view(session.context(), SavedView(name, urlencode(filters.read_query(), doseq=True))):
        st.toast(reader.t("overview.views.saved"), icon=":material/check:")
        session.refill_field(_NAME, "")
    else:
        st.toast(reader.t("overview.views.no_name"), icon=":material/error:")


def _delete(view: SavedView, reader: Reader) -> None:
    delete_view(session.context(), view.name)
    session.remember_deleted_view(view)
    st.toast(reader.t("overview.views.deleted"), icon=":material/check:")


def _put_back(view: SavedView) -> None:
    save_view(session.context(), view)
    session.remember_deleted_view(None)
