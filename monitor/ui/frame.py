"""What stands on every page: logo, privacy, language switch, and notices on what is not real."""

from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from monitor.charts.style import DARK
from monitor.domain.access.actor import ActorKind
from monitor.domain.access.rules import can_manage_all
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.services.sample.load_sample import clear_sample
from monitor.ui import cached, html, session, theme
from monitor.ui.sign_in_menu import render_sign_in_menu

ASSETS = Path(__file__).parent / "assets"
ICON = ASSETS / "icon.svg"
# Streamlit says in English how many pages do not fit in the menu, and cannot be told otherwise.
_MORE_PAGES = Markup(
    '<style>[data-testid="stTopNavSection"] p {{ display: none; }}'
    '[data-testid="stTopNavSection"]::before '
    '{{ content: "{} \\25BE"; font-size: 14px; }}</style>'
)


def show_frame(page: StreamlitPage, reader: Reader) -> None:
    """Show what every page has, above the page itself."""
    name = show_bare_frame()
    st.logo(ASSETS / f"logo-{reader.t.language.value}-{name}.svg", size="large")
    st.html(_MORE_PAGES.format(reader.t("pages.more")))
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        key="frame-line",
    ):
        _show_notice(reader)
        menu = render_sign_in_menu(reader)
        if menu:
            st.html(menu, width="content")
        st.html(_general_links(page, reader), width="content")


def show_bare_frame() -> str:
    """Show what a page needs that fills the whole screen: its styles; return the colour scheme."""
    look = theme.watch_screen()
    session.remember_look(look)
    name = "dark" if look.palette is DARK else "light"
    st.html(html.stylesheet(name))
    return name


def _general_links(page: StreamlitPage, reader: Reader) -> Markup:
    other = next(each for each in Language if each is not reader.t.language)
    here = f"/{page.url_path}" + (
        f"?{urlencode(st.query_params.to_dict())}" if st.query_params else ""
    )
    return Markup(
        '<p class="pm-language"><a href="/s/privacy?lang={own}" target="_blank">{privacy}</a> '
        '<a href="/language/{code}?next={here}" lang="{code}" hreflang="{code}" '
        'target="_self">{name}</a></p>'
    ).format(
        own=reader.t.language.value,
        privacy=reader.t("pages.privacy"),
        code=other.value,
        here=quote(here, safe=""),
        name=reader.t("pages.language.switch"),
    )


def _show_notice(reader: Reader) -> None:
    """Say that nothing here is real, and how to begin in earnest where somebody tries it."""
    t, who = reader.t, session.actor()
    is_trying = who.kind is ActorKind.TRYING
    has_samples = cached.has_samples()
    if is_trying:
        html.show_html(html.sample_notice(t("access.trying")))
    elif has_samples:
        html.show_html(html.sample_notice(t("pages.sample.notice")))
    if (
        has_samples
        and can_manage_all(who)
        and st.button(t("pages.sample.clear"), key="frame.clear_sample", type="tertiary")
    ):
        _confirm_clearing(reader)


def _confirm_clearing(reader: Reader) -> None:
    t = reader.t

    @st.dialog(t("pages.sample.confirm"))
    def ask() -> None:
        st.write(t("pages.sample.confirm_help"))
        with st.container(horizontal=True):
            if st.button(t("pages.sample.do"), type="primary", key="frame.clear_sample_do"):
                clear_sample(session.context())
                cached.forget()
                st.rerun()
            if st.button(t("pages.cancel"), key="frame.clear_sample_cancel"):
                st.rerun()

    ask()
