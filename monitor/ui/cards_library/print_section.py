"""Cards made into a PDF to print."""

from collections.abc import Sequence

import streamlit as st

from monitor.domain.cards import Card
from monitor.domain.partnership import Language
from monitor.reports.card_sheets import make_card_sheets
from monitor.reports.typesetting import Paper
from monitor.ui.cards_library.desk import Desk


def show_prints(cards: Sequence[Card], desk: Desk) -> None:
    """Let cards be printed, on A4 one a page or on A3 side by side, in either language."""
    t = desk.reader.t
    languages = [t.language, *(each for each in Language if each is not t.language)]
    several = "several" if len(cards) > 1 else "one"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.selectbox(
            t("cards.print.language"),
            languages,
            format_func=lambda each: t(f"language.{each.value}"),
            key="cards.print.language",
            width=180,
        )
        for paper in Paper:
            if st.button(
                t(f"cards.print.{paper.value}.{several}"),
                icon=":material/print:",
                key=f"cards.print.{paper.value}",
            ):
                _make(cards, language or t.language, paper, desk)


def _make(cards: Sequence[Card], language: Language, paper: Paper, desk: Desk) -> None:
    t, zone = desk.reader.t, desk.reader.formatter.time_zone
    with st.spinner(t("cards.print.busy", n=len(cards))):
        file = make_card_sheets(cards, desk.view.partnership, language, zone, paper)
    st.download_button(
        t("cards.print.save"),
        file,
        file_name=f"{t('cards.print.file')}-{paper.value}.pdf",
        mime="application/pdf",
        key="cards.print.save",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
