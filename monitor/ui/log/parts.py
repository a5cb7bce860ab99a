"""The head of the log page and its parts, which the address keeps."""

from enum import StrEnum

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.services.logbook.read_log import LogView
from monitor.ui import addresses, html
from monitor.ui.icons import Icon
from monitor.ui.tabs import show_tabs

PART = "part"


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    TIME_LINE = "time_line"
    GROWTH = "growth"
    CONTACT = "contact"
    LEARNT = "learnt"
    GLOSSARY = "glossary"
    HANDOVER = "handover"


def show_head(log: LogView, reader: Reader) -> None:
    """Show the way back, the title, the other pages of the partnership, and whether it ended."""
    t, partnership = reader.t, log.partnership
    st.page_link(
        addresses.PARTNERSHIP,
        label=partnership.name,
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id)},
    )
    html.show_html(html.render_page_head(t("pages.log.title"), t("log.lead")))
    show_tabs(partnership, addresses.LOG, reader)
    ended_on = partnership.profile.ended_on
    if ended_on is not None and ended_on <= log.today:
        day = reader.formatter.long_day(ended_on)
        notice = html.render_notice(
            t("log.ended", day=day), t("log.ended_help"), icon=Icon.CALENDAR
        )
        html.show_html(notice)


def choose_part(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one; the address keeps its code."""
    asked = st.query_params.get(PART, Part.TIME_LINE.value)
    chosen = st.pills(
        reader.t("log.part"),
        list(Part),
        default=Part(asked) if asked in set(Part) else Part.TIME_LINE,
        format_func=lambda part: reader.t(f"log.part.{part.value}"),
        required=True,
        key="log.part",
        label_visibility="collapsed",
    )
    if chosen.value != asked:
        st.query_params[PART] = chosen.value
    return chosen
