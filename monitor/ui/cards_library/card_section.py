"""One card, big enough to read from, and what can be done with it."""

import streamlit as st

from monitor.domain.cards import Card
from monitor.domain.errors import NotFoundError
from monitor.i18n.card_words import write_card
from monitor.services.cards.own_cards import restore_card, retire_card
from monitor.ui import addresses, html, permits, session
from monitor.ui.cards_library import desk as address
from monitor.ui.cards_library.card_face import render_card, render_grounds
from monitor.ui.cards_library.choosing import show_choice
from monitor.ui.cards_library.desk import Desk, go, keep_query, show_way_back
from monitor.ui.cards_library.print_section import show_prints
from monitor.ui.icons import Icon
from monitor.ui.writer import NameField


def show_card(code: str, desk: Desk) -> None:
    """Show the card with this code; a notice if there is none."""
    t = desk.reader.t
    show_way_back(desk.reader)
    try:
        card = desk.view.library.card(code)
    except NotFoundError:
        html.show_html(
            html.render_page_head(t("pages.cards.title")),
            html.render_notice(t("cards.unknown"), t("cards.unknown_help"), icon=Icon.FLAG),
        )
        return
    words = write_card(card, desk.reader)
    face, actions = st.columns([2, 1], gap="large")
    with face:
        maker = desk.name_maker(card.organisation_id)
        html.show_html(render_card(card, words, desk.reader, origin=maker))
    with actions, st.container(key="cards-actions"):
        _show_actions(card, desk)
        html.show_html(render_grounds(words, desk.reader))


def _show_actions(card: Card, desk: Desk) -> None:
    partnership, may_edit = desk.view.partnership, permits.may_manage_all()
    may_choose = partnership is not None and permits.may_write(partnership.id)
    may_retire = may_edit and card.organisation_id is not None
    name = desk.ask_name() if may_choose or may_retire else None
    if name and may_retire and card.is_retired:
        _show_retiring(card, name, desk)
    if name and may_choose:
        show_choice(card, name, desk, key="cards.choice")
        _link_to_agreement(card, desk)
    show_prints([card], desk)
    if may_edit:
        _link_to_form(card, desk)
    if name and may_retire and not card.is_retired:
        _show_retiring(card, name, desk)


def _link_to_agreement(card: Card, desk: Desk) -> None:
    """Show the way from the talk to what is agreed in it, with the worry that led here."""
    if desk.view.partnership is None:
        return
    query = {"id": str(desk.view.partnership.id), "card": card.code}
    worry = st.query_params.get(address.WORRY, "")
    if session.is_id(worry):
        query["worry"] = worry
    st.page_link(
        addresses.AGREEMENTS,
        label=desk.reader.t("cards.agree"),
        icon=":material/contract_edit:",
        query_params=query,
    )


def _link_to_form(card: Card, desk: Desk) -> None:
    """Show the way to the form: an own card is changed, a card of the product is copied."""
    is_own = card.organisation_id is not None
    if not is_own and desk.view.partnership is None:
        return
    st.page_link(
        addresses.CARDS,
        label=desk.reader.t("cards.own.edit" if is_own else "cards.own.copy"),
        icon=":material/edit:" if is_own else ":material/content_copy:",
        query_params=keep_query(**{address.EDIT: card.code}),
    )


def _show_retiring(card: Card, name: NameField, desk: Desk) -> None:
    """Let an own card be offered no longer, and let that be undone."""
    t = desk.reader.t
    if card.is_retired:
        fact, why = t("cards.own.is_retired"), t("cards.own.is_retired_help")
        html.show_html(html.render_notice(fact, why, icon=Icon.CLOCK))
        change, label, icon = restore_card, t("cards.own.restore"), ":material/undo:"
    else:
        change, label, icon = retire_card, t("cards.own.retire"), ":material/archive:"
    if st.button(label, icon=icon, key="cards.retire") and (written := desk.sign(name)) is not None:
        change(session.context(), card.code, written)
        said = "cards.own.restored_now" if card.is_retired else "cards.own.retired_now"
        go(t(said), **{address.CARD: card.code})
