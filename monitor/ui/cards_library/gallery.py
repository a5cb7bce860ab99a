"""The library: all cards that match the filters, by theme."""

from collections.abc import Sequence

import streamlit as st

from monitor.domain.cards import Card, Theme
from monitor.i18n.card_words import write_card
from monitor.services.cards.search_cards import find_cards
from monitor.ui import addresses, html, permits
from monitor.ui.cards_library import desk as address
from monitor.ui.cards_library.card_face import render_tile
from monitor.ui.cards_library.card_filters import clear_filters, read_filter, show_filters
from monitor.ui.cards_library.choosing import show_choice, show_tray
from monitor.ui.cards_library.desk import Desk, keep_query
from monitor.ui.html import Chip, Tone
from monitor.ui.icons import Icon
from monitor.ui.labels import write_label
from monitor.ui.writer import NameField

CARDS_PER_ROW = 3


def show_gallery(desk: Desk) -> None:
    """Show what is chosen, the filters, and the cards that match them."""
    t = desk.reader.t
    html.show_html(html.render_page_head(t("pages.cards.title"), t("cards.lead")))
    name = show_tray(desk)
    wanted = read_filter()
    show_filters(wanted, desk.reader)
    found = find_cards(desk.view.library.all(), wanted)
    html.show_html(html.render_muted(t("cards.found", n=len(found))))
    if not found:
        html.show_html(html.render_empty(t("cards.none"), t("cards.none_help")))
    if not wanted.is_empty:
        st.button(t("cards.filter.clear"), key="cards.clear", on_click=clear_filters)
    with st.container(key="cards-gallery"):
        for theme in Theme:
            _show_theme(theme, [card for card in found if card.theme is theme], name, desk)
    if permits.may_manage_all():
        with st.container(key="cards-own"):
            _show_own(desk)


def _show_theme(theme: Theme, cards: Sequence[Card], name: NameField | None, desk: Desk) -> None:
    if not cards:
        return
    html.show_html(html.render_section(desk.reader.t(f"cards.theme.{theme.value}")))
    for start in range(0, len(cards), CARDS_PER_ROW):
        columns = st.columns(CARDS_PER_ROW)
        for column, card in zip(columns, cards[start : start + CARDS_PER_ROW], strict=False):
            with column, st.container(border=True, height="stretch", gap="xxsmall"):
                _show_tile(card, name, desk)


def _show_tile(card: Card, name: NameField | None, desk: Desk) -> None:
    words = write_card(card, desk.reader)
    link_to_card(card, desk)
    html.show_html(render_tile(card, words, _chips(card, desk)))
    if name is not None:
        st.space("stretch")
        show_choice(card, name, desk, key="cards.choice")


def link_to_card(card: Card, desk: Desk) -> None:
    """Show a link that opens a card."""
    st.page_link(
        addresses.CARDS,
        label=write_label(card.title[desk.reader.t.language]),
        query_params=keep_query(**{address.CARD: card.code}),
    )


def _chips(card: Card, desk: Desk) -> Sequence[Chip]:
    t = desk.reader.t
    chips = []
    if card.code in desk.view.codes:
        chips.append(Chip(t("cards.is_chosen"), Icon.CHECK, Tone.GOOD))
    if maker := desk.name_maker(card.organisation_id):
        chips.append(Chip(t("cards.own_of", organisation=maker), Icon.STAR, Tone.NEUTRAL))
    return chips


def _show_own(desk: Desk) -> None:
    """Show the way to a card of one's own, and those that were retired."""
    t = desk.reader.t
    html.show_html(html.render_section(t("cards.own.title"), t("cards.own.lead")))
    if desk.view.partnership:
        st.page_link(
            addresses.CARDS,
            label=t("cards.own.new"),
            icon=":material/add:",
            query_params=keep_query(**{address.EDIT: address.NEW}),
        )
    else:
        st.caption(t("cards.own.for_whom"))
    retired = [card for card in desk.view.library.cards if card.is_retired]
    if retired:
        st.markdown(f"**{t('cards.own.retired', n=len(retired))}**")
        for card in retired:
            link_to_card(card, desk)
