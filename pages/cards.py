"""Conversation cards: the library, one card, and those chosen for the next meeting."""

import streamlit as st

from monitor.ui import session
from monitor.ui.cards_library import desk as address
from monitor.ui.cards_library.card_section import show_card
from monitor.ui.cards_library.gallery import show_gallery
from monitor.ui.cards_library.own_card_form import show_form

desk = address.open_desk(session.reader())

if address.EDIT in st.query_params:
    show_form(st.query_params[address.EDIT], desk)
elif address.CARD in st.query_params:
    show_card(st.query_params[address.CARD], desk)
else:
    show_gallery(desk)
