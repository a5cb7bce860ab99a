"""Choosing cards for the next meeting: the buttons, and the tray with what is chosen."""

import streamlit as st

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.errors import TooManyCardsError
from monitor.domain.flags.worry import Worry
from monitor.domain.partnership import Partnership
from monitor.i18n.worry_sentences import name_kind
from monitor.services.cards.choose_cards import choose_card, drop_card
from monitor.ui import addresses, cached, cards, html, permits, session
from monitor.ui.cards_library import desk as address
from monitor.ui.cards_library.desk import Desk, go, keep_query
from monitor.ui.cards_library.print_section import show_prints
from monitor.ui.labels import write_label
from monitor.ui.picker import choose_partnership
from monitor.ui.writer import NameField


def show_tray(desk: Desk) -> NameField | None:
    """Show the cards chosen for the next meeting; without a partnership a way to choose one.

    Returns the name under which cards are chosen; None where there is nothing to choose for, or
    whoever looks may choose nothing.
    """
    partnership = desk.view.partnership
    if partnership is None:
        _offer_partnerships(desk)
        return None
    with st.container(border=True, key="cards-tray"):
        count, writer = st.columns([2, 1])
        with count:
            _show_count(partnership, desk)
        name = None
        with writer:
            if permits.may_write(partnership.id):
                name = desk.ask_name()
        for card in desk.view.chosen:
            _show_chosen(card, partnership, name, desk)
        if desk.view.chosen:
            show_prints(desk.view.chosen, desk)
            st.page_link(
                addresses.MEETING,
                label=desk.reader.t("cards.tray.meeting"),
                icon=":material/groups:",
                query_params={"id": str(partnership.id)},
            )
        if len(desk.view.chosen) < MOST_CHOSEN:
            _show_suggested(name, desk)
    return name


def show_choice(card: Card, name: NameField, desk: Desk, *, key: str) -> None:
    """Show the button that chooses a card, or takes it away again."""
    t, partnership = desk.reader.t, desk.view.partnership
    if partnership is None:
        return
    if not card.is_for([party.organisation.id for party in partnership.parties]):
        st.caption(t("cards.of_others", partnership=partnership.name))
        return
    if card.code in desk.view.codes:
        if st.button(t("cards.drop"), icon=":material/remove:", key=f"{key}.{card.code}"):
            _drop(card, partnership, name, desk)
        return
    is_full = len(desk.view.chosen) >= MOST_CHOSEN
    if st.button(
        t("cards.choose"),
        icon=":material/add:",
        key=f"{key}.{card.code}",
        disabled=is_full or card.is_retired,
        help=t("cards.full", n=MOST_CHOSEN) if is_full else None,
    ):
        _choose(card, partnership, name, desk)


def _offer_partnerships(desk: Desk) -> None:
    t = desk.reader.t
    offer = st.popover(
        t("cards.for_whom"), icon=":material/handshake:", key="cards.for_whom", on_change="rerun"
    )
    if offer.open:
        with offer:
            choose_partnership(desk.reader)
    st.caption(t("cards.for_whom_help"))


def _show_count(partnership: Partnership, desk: Desk) -> None:
    t, count = desk.reader.t, len(desk.view.chosen)
    html.show_html(
        html.render_section(
            t("cards.tray.title", partnership=partnership.name),
            t("cards.tray.count", count=count, most=MOST_CHOSEN)
            if count
            else t("cards.tray.empty", n=MOST_CHOSEN),
        )
    )
    st.page_link(
        addresses.PARTNERSHIP,
        label=write_label(t("cards.tray.back", partnership=partnership.name)),
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id)},
    )


def _show_chosen(card: Card, partnership: Partnership, name: NameField | None, desk: Desk) -> None:
    t = desk.reader.t
    title = write_label(card.title[t.language])
    with st.container(horizontal=True, vertical_alignment="center"):
        _link(card, desk)
        if name is not None and st.button(
            t("cards.tray.drop", title=title),
            type="tertiary",
            icon=":material/close:",
            key=f"cards.tray.{card.code}",
        ):
            _drop(card, partnership, name, desk)


def _show_suggested(name: NameField | None, desk: Desk) -> None:
    """Show the cards that fit the worries of now, each with the worry."""
    t = desk.reader.t
    if not desk.view.suggested:
        return
    html.show_html(cards.render_card_title(t("cards.suggested")))
    for suggestion in desk.view.suggested:
        with st.container(horizontal=True, vertical_alignment="center"):
            _link(suggestion.card, desk, worry=str(suggestion.worry.id))
            st.caption(write_label(_name_worry(suggestion.worry, desk)), width="content")
            if name is not None:
                show_choice(suggestion.card, name, desk, key="cards.suggested")


def _name_worry(worry: Worry, desk: Desk) -> str:
    kind = name_kind(worry.kind, desk.reader)
    if worry.dimension is None:
        return desk.reader.t("cards.suggested_for", worry=kind)
    about = desk.reader.dimension(worry.dimension)
    return desk.reader.t("cards.suggested_about", worry=kind, dimension=about)


def _link(card: Card, desk: Desk, **more: str) -> None:
    st.page_link(
        addresses.CARDS,
        label=write_label(card.title[desk.reader.t.language]),
        icon=":material/style:",
        query_params=keep_query(**{address.CARD: card.code, **more}),
    )


def _choose(card: Card, partnership: Partnership, name: NameField, desk: Desk) -> None:
    if (written := desk.sign(name)) is None:
        return
    try:
        choose_card(session.context(), partnership.id, card.code, written)
    except TooManyCardsError:
        st.error(desk.reader.t("cards.full", n=MOST_CHOSEN))
        return
    _finish(desk.reader.t("cards.chosen_now"))


def _drop(card: Card, partnership: Partnership, name: NameField, desk: Desk) -> None:
    if (written := desk.sign(name)) is None:
        return
    drop_card(session.context(), partnership.id, card.code, written)
    _finish(desk.reader.t("cards.dropped_now"))


def _finish(said: str) -> None:
    cached.forget()
    here = {address.CARD: st.query_params[address.CARD]} if address.CARD in st.query_params else {}
    go(said, **here)
