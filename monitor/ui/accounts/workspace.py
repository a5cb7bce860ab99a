"""The name of the workspace, which its administrator can change."""

import streamlit as st

from monitor.domain.access.rules import can_administer
from monitor.i18n.reader import Reader
from monitor.services.accounts.workspaces import read_workspace, rename_workspace
from monitor.ui import html, session
from monitor.ui.accounts import words


def show_name(reader: Reader) -> None:
    """Show whose workspace it is."""
    t, name = reader.t, read_workspace(session.context()).name
    with st.container(horizontal=True, vertical_alignment="center"):
        html.show_html(html.render_person(name, t("accounts.workspace")))
        if can_administer(session.actor()) and st.button(
            t("accounts.workspace_change"),
            icon=":material/edit:",
            type="tertiary",
            key="accounts.workspace",
        ):
            _ask(name, reader)


def _ask(name: str, reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("accounts.workspace_change"))
    def ask() -> None:
        with st.form("accounts.workspace_form", border=False):
            typed = st.text_input(
                t("accounts.workspace_name"), name, max_chars=255, key="accounts.workspace_name"
            )
            is_sent = st.form_submit_button(t("accounts.save"), type="primary")
        if is_sent and words.attempt(lambda: rename_workspace(session.context(), typed), reader):
            words.finish("accounts.saved", reader)

    ask()
