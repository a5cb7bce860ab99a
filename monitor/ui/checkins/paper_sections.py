"""What is printed and taken along for a check-in, and the head of the page of paper forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import streamlit as st

from monitor.domain.errors import RoundClosedError
from monitor.domain.partnership import Language, Partnership
from monitor.domain.round import Round
from monitor.i18n.reader import Reader
from monitor.reports.calendar_file import make_closing_event
from monitor.reports.cards import make_cards
from monitor.reports.paper_forms import make_forms
from monitor.reports.posters import make_posters
from monitor.reports.qr_archive import make_qr_archive
from monitor.reports.typesetting import Paper
from monitor.services.checkin.print_data import PrintData, read_print_data
from monitor.services.results.partnership_view import CheckinsView
from monitor.settings import is_loopback
from monitor.ui import addresses, html, permits, session

_PDF, _ZIP, _CALENDAR = "application/pdf", "application/zip", "text/calendar"


class Printed(StrEnum):
    """What can be printed or taken along."""

    POSTERS = "posters"
    CARDS = "cards"
    BLANK_FORMS = "blank_forms"
    OWN_FORMS = "own_forms"
    QR_CODES = "qr_codes"
    CALENDAR = "calendar"


# What opens the form of a person who is not the one holding it.
_OPENS_FORMS = {Printed.CARDS, Printed.OWN_FORMS, Printed.QR_CODES}
_KINDS: Mapping[Printed, tuple[str, str]] = {
    Printed.QR_CODES: ("zip", _ZIP),
    Printed.CALENDAR: ("ics", _CALENDAR),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked to be made."""

    printed: Printed
    language: Language
    paper: Paper


def show_downloads(view: CheckinsView, reader: Reader) -> None:
    """Let posters, cards, forms, QR codes and the calendar file be made and taken along."""
    t, context = reader.t, session.context()
    if not permits.may_manage(view.partnership.id):
        permits.show_manager_does(reader)
        return
    if view.current is None:
        st.write(t("paper.none_open"))
        return
    html.show_html(html.render_section(t("paper.downloads.title"), t("paper.downloads.lead")))
    if is_loopback(urlsplit(context.public_url).hostname or ""):
        st.warning(t("paper.downloads.only_here", url=context.public_url))
    wish = _ask_wish(reader)
    if wish.printed in _OPENS_FORMS:
        st.warning(t("paper.downloads.opens"), icon=":material/key:")
    else:
        st.caption(t(f"paper.downloads.help.{wish.printed.value}"))
    with st.container(horizontal=True):
        if st.button(t("paper.downloads.make"), icon=":material/print:", key="paper.make"):
            _make(wish, view.current, view.partnership, reader)
    html.show_html(
        html.render_section(t("paper.downloads.returned"), t("paper.downloads.returned_lead"))
    )
    st.page_link(
        addresses.PAPER,
        label=t("paper.downloads.enter"),
        icon=":material/keyboard:",
        query_params={"id": str(view.partnership.id)},
    )


def show_head(view: CheckinsView, reader: Reader) -> None:
    """Show the way back, which check-in this is, and what to do here."""
    t, current = reader.t, view.current
    st.page_link(
        addresses.CHECKINS,
        label=t("paper.back", partnership=view.partnership.name),
        icon=":material/arrow_back:",
        query_params={"id": str(view.partnership.id)},
    )
    quarter = reader.formatter.quarter(current.quarter) if current else ""
    lead = t("paper.lead", quarter=quarter) if current else t("paper.none_open")
    html.show_html(html.render_page_head(t("pages.paper.title"), lead))


def _ask_wish(reader: Reader) -> Wish:
    t = reader.t
    languages = [t.language, *(each for each in Language if each is not t.language)]
    what, tongue, size = st.columns([2, 1, 1])
    printed = what.selectbox(
        t("paper.downloads.what"),
        list(Printed),
        format_func=lambda each: t(f"paper.downloads.{each.value}"),
        key="paper.what",
    )
    language = tongue.selectbox(
        t("paper.downloads.language"),
        languages,
        format_func=lambda each: t(f"language.{each.value}"),
        key="paper.language",
    )
    paper = size.selectbox(
        t("paper.downloads.size"),
        list(Paper),
        format_func=lambda each: t(f"paper.downloads.size.{each.value}"),
        disabled=printed in _KINDS,
        key="paper.size",
    )
    return Wish(printed or Printed.POSTERS, language, paper or Paper.A4)


def _make(wish: Wish, round_: Round, partnership: Partnership, reader: Reader) -> None:
    t, zone = reader.t, reader.formatter.time_zone
    ending, mime = _KINDS.get(wish.printed, ("pdf", _PDF))
    try:
        with st.spinner(t("paper.downloads.busy")):
            file = _make_file(wish, round_, partnership, zone)
    except RoundClosedError:
        st.error(t("paper.downloads.closed"))
        return
    st.download_button(
        t("paper.downloads.save", kind=ending.upper()),
        file,
        file_name=f"{t(f'paper.downloads.file.{wish.printed.value}')}-{round_.quarter}.{ending}",
        mime=mime,
        key="paper.save",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _make_file(wish: Wish, round_: Round, partnership: Partnership, zone: ZoneInfo) -> bytes:
    context = session.context()
    if wish.printed is Printed.CALENDAR:
        return make_closing_event(round_, partnership, wish.language, zone, context.public_url)
    return _print(wish, read_print_data(context, round_.id, wish.language), zone)


def _print(wish: Wish, data: PrintData, zone: ZoneInfo) -> bytes:
    match wish.printed:
        case Printed.POSTERS:
            return make_posters(data, zone, wish.paper)
        case Printed.CARDS:
            return make_cards(data, zone, wish.paper)
        case Printed.QR_CODES:
            return make_qr_archive(data)
        case printed:
            is_blank = printed is Printed.BLANK_FORMS
            return make_forms(data, zone, wish.paper, is_blank=is_blank)
