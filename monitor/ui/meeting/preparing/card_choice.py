"""What can be put into a plan: the steps that stay covered, and cards from the library."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from monitor.domain.cards import MOST_CHOSEN, Card
from monitor.domain.meeting.plan import Plan, default_step
from monitor.domain.meeting.plan_changes import add_card, find_covered, uncover
from monitor.i18n.meeting_sentences import step_name
from monitor.i18n.reader import Reader
from monitor.services.cards.read_cards import CardsView, read_cards
from monitor.services.meeting.prepare import MeetingsView
from monitor.ui import addresses, html, session
from monitor.ui.labels import write_label
from monitor.ui.meeting.preparing.desk import change_plan

_FROM_LIBRARY = "meeting.card.library"
_PICK_PIXELS = 460


def show_covered(plan: Plan, view: MeetingsView, reader: Reader) -> None:
    """Show what stays covered, each with the button that puts it on the screen after all."""
    t = reader.t
    release = next(each for each in view.releases if each.round_id == plan.round_id)
    covered = find_covered(plan, release)
    lead = t("meeting.covered.lead") if covered else t("meeting.covered.none")
    html.show_html(html.render_section(t("meeting.covered"), lead))
    with st.container(horizontal=True, key="meeting-covered"):
        for kind in covered:
            st.button(
                t("meeting.covered.show", step=step_name(default_step(kind), reader)),
                icon=":material/visibility:",
                key=f"meeting.uncover.{kind.value}",
                on_click=change_plan,
                args=(partial(uncover, kind=kind),),
            )


def show_card_choice(plan: Plan, view: MeetingsView, reader: Reader) -> None:
    """Show the cards that can still be added: chosen before, suggested, or any of the library."""
    t, count = reader.t, len(plan.cards)
    lead = t("meeting.cards.count", count=count, most=MOST_CHOSEN)
    html.show_html(html.render_section(t("meeting.cards"), lead))
    st.page_link(
        addresses.CARDS,
        label=t("meeting.cards.open"),
        icon=":material/style:",
        query_params={"id": str(view.partnership.id)},
    )
    if count >= MOST_CHOSEN:
        return
    found = read_cards(session.context(), view.partnership.id)
    with st.container(horizontal=True, key="meeting-cards"):
        for card in _list_fitting(plan, found):
            st.button(
                t("meeting.cards.add", title=write_label(card.title[t.language])),
                icon=":material/add:",
                key=f"meeting.card.{card.code}",
                on_click=change_plan,
                args=(partial(add_card, card=card),),
            )
    _ask_library(plan, view, found, reader)


def _list_fitting(plan: Plan, found: CardsView) -> Sequence[Card]:
    """Return the cards that were chosen before, and those that fit the worries of now."""
    fitting = [*found.chosen, *(each.card for each in found.suggested)]
    return [card for card in fitting if card.code not in plan.cards]


def _ask_library(plan: Plan, view: MeetingsView, found: CardsView, reader: Reader) -> None:
    t = reader.t
    organisations = [party.organisation.id for party in view.partnership.parties]
    offered = {
        card.code: card
        for card in found.library.all()
        if card.code not in plan.cards and card.is_for(organisations)
    }
    st.selectbox(
        t("meeting.cards.library"),
        list(offered),
        index=None,
        format_func=lambda code: offered[code].title[t.language],
        placeholder=t("meeting.cards.choose"),
        key=_FROM_LIBRARY,
        width=_PICK_PIXELS,
        on_change=_take_card,
        args=(offered,),
    )


def _take_card(offered: Mapping[str, Card]) -> None:
    card = offered.get(session.chosen(_FROM_LIBRARY, ""))
    if card is not None:
        change_plan(partial(add_card, card=card))
    session.show_value(_FROM_LIBRARY, None)
