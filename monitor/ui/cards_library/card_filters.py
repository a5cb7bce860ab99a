"""The filters of the library. The address is what counts, so that a selection can be shared."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import streamlit as st

from monitor.domain.cards import GUIDELINES, Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Phase
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.worry_sentences import name_kind
from monitor.services.cards.search_cards import CardFilter
from monitor.ui import session

SEARCH, THEME, GUIDELINE, FLAG, PHASE = "q", "theme", "guideline", "flag", "phase"
_SEVERAL = (THEME, GUIDELINE, FLAG, PHASE)
_KEY = "cards.{}"


def read_filter() -> CardFilter:
    """Return what the address asks for; nonsense in it asks for nothing."""
    return CardFilter(
        search=st.query_params.get(SEARCH, ""),
        themes=[Theme(each) for each in _read_codes(THEME, _values(Theme))],
        guidelines=_read_codes(GUIDELINE, GUIDELINES),
        worries=[WorryKind(each) for each in _read_codes(FLAG, _values(WorryKind))],
        phases=[Phase(each) for each in _read_codes(PHASE, _values(Phase))],
    )


def show_filters(wanted: CardFilter, reader: Reader) -> None:
    """Show the filters in one line, as the address has them."""
    t = reader.t
    with st.container(horizontal=True, key="cards-filters"):
        session.show_value(_KEY.format(SEARCH), wanted.search)
        st.text_input(
            t("cards.filter.search"),
            key=_KEY.format(SEARCH),
            placeholder=t("cards.filter.search"),
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=_write_address,
        )
        _offer(
            THEME,
            wanted.themes,
            {each.value: t(f"cards.theme.{each.value}") for each in Theme},
            reader,
        )
        _offer(
            FLAG,
            wanted.worries,
            {each.value: name_kind(each, reader) for each in WorryKind},
            reader,
        )
        _offer(GUIDELINE, wanted.guidelines, name_guidelines(reader), reader)
        phases = {each.value: capitalise(t(f"phase.{each.value}")) for each in Phase}
        _offer(PHASE, wanted.phases, phases, reader)


def name_guidelines(reader: Reader) -> Mapping[str, str]:
    """Return what each guideline asks for."""
    return {code: capitalise(reader.t(f"guideline.{code}")) for code in GUIDELINES}


def clear_filters() -> None:
    """Ask for all cards; only before the page runs."""
    for name in (SEARCH, *_SEVERAL):
        if name in st.query_params:
            del st.query_params[name]


def _offer(name: str, chosen: Sequence[str], words: Mapping[str, str], reader: Reader) -> None:
    label = reader.t(f"cards.filter.{name}")
    session.show_value(_KEY.format(name), [each for each in words if each in set(chosen)])
    st.multiselect(
        label,
        list(words),
        format_func=words.__getitem__,
        key=_KEY.format(name),
        placeholder=label,
        label_visibility="collapsed",
        on_change=_write_address,
    )


def _write_address() -> None:
    search: str = session.chosen(_KEY.format(SEARCH), "")
    wanted: dict[str, list[str]] = {
        SEARCH: [search.strip()],
        **{name: session.chosen(_KEY.format(name), []) for name in _SEVERAL},
    }
    clear_filters()
    st.query_params.update({name: values for name, values in wanted.items() if any(values)})


def _read_codes(name: str, known: Sequence[str]) -> Sequence[str]:
    return [each for each in st.query_params.get_all(name) if each in known]


def _values(codes: type[StrEnum]) -> Sequence[str]:
    return [each.value for each in codes]
