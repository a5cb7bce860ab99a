"""Which part of the trail is asked for: the partnership of the address, and the filters."""

from collections.abc import Mapping

import streamlit as st

from monitor.domain.access.account import AccountId
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.i18n.reader import Reader
from monitor.i18n.trail_sentences import write_act, write_erased
from monitor.services.trail.read_trail import TrailFilter
from monitor.ui import session

_ACT, _PERSON, PAGE = "trail.act", "trail.person", "trail.page"


def read_filter() -> TrailFilter:
    """Return what is asked for; an address with a wrong number asks for what is not there."""
    whose = None
    if "id" in st.query_params:
        whose = session.asked_partnership() or PartnershipId(0)
    return TrailFilter(whose, session.chosen(_ACT, None), session.chosen(_PERSON, None))


def read_page() -> int:
    """Return which page is asked for."""
    return session.chosen(PAGE, 1)


def show_filters(people: Mapping[AccountId, str | None], reader: Reader) -> None:
    """Let somebody choose what was done, and by whom."""
    t = reader.t
    acts = sorted(Act, key=lambda act: write_act(act, t))
    with st.container(horizontal=True, key="trail-filters"):
        st.selectbox(
            t("trail.filter.act"),
            acts,
            index=None,
            format_func=lambda act: write_act(act, t),
            key=_ACT,
            placeholder=t("trail.filter.act"),
            label_visibility="collapsed",
        )
        st.selectbox(
            t("trail.filter.person"),
            list(people),
            index=None,
            format_func=lambda each: people[each] or write_erased(each, t),
            key=_PERSON,
            placeholder=t("trail.filter.person"),
            label_visibility="collapsed",
        )
