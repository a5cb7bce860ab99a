"""The filters of the overview. The address is what counts, so that a view can be shared.

A choice is written to the address at once, and every run shows what the address says: so a link,
a saved view and the Back button of the browser all do the same. Values are there by their codes:
the words of one language would mean nothing to a reader of the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from monitor.domain.flags.worry import WorryKind
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId, Phase
from monitor.domain.results import Attention
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.worry_sentences import name_kind
from monitor.services.overview.read_overview import OverviewPage
from monitor.services.register_ports import SummaryFilter
from monitor.ui import html, session

SEARCH, GROUP, PHASE, KIND, MANAGER, PAGE = "q", "group", "phase", "flag", "manager", "page"
_SEVERAL = (GROUP, PHASE, KIND)
_KEY = "overview.{}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; pages are counted from 1."""

    wanted: SummaryFilter
    page: int


def restore_filters() -> None:
    """Bring back the last filters where the address is that of a partnership.

    On its way to a partnership Streamlit leaves such an address of the overview behind, and that
    is where the Back button of the browser leads.
    """
    if "id" in st.query_params:
        st.query_params.from_dict(session.overview_query())
    session.remember_overview_query({**read_query(), **_read_page()})


def read_address() -> Asked:
    """Return what the address asks for; nonsense in it asks for nothing."""
    manager = st.query_params.get(MANAGER, "")
    page = st.query_params.get(PAGE, "")
    return Asked(
        SummaryFilter(
            search=st.query_params.get(SEARCH, ""),
            phases=[Phase(each) for each in _read_codes(PHASE, Phase)],
            kinds=[WorryKind(each) for each in _read_codes(KIND, WorryKind)],
            attention=[Attention(each) for each in _read_codes(GROUP, Attention)],
            manager_id=ManagerId(int(manager)) if session.is_id(manager) else None,
        ),
        page=int(page) if session.is_id(page) else 1,
    )


def read_query() -> Mapping[str, Sequence[str]]:
    """Return the filters as the address has them, without the page."""
    names = (SEARCH, *_SEVERAL, MANAGER)
    return {name: values for name in names if (values := st.query_params.get_all(name))}


def show_filters(wanted: SummaryFilter, managers: Sequence[Manager], reader: Reader) -> None:
    """Show the filters in one line, as the address has them."""
    t = reader.t
    with st.container(horizontal=True, key="overview-filters"):
        session.show_value(_KEY.format(SEARCH), wanted.search)
        st.text_input(
            t("pages.filter.search"),
            key=_KEY.format(SEARCH),
            placeholder=t("pages.filter.search"),
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=_write_address,
        )
        _offer_several(GROUP, t("pages.filter.attention"), wanted.attention, _groups(reader))
        _offer_several(PHASE, t("pages.filter.phase"), wanted.phases, _phases(reader))
        _offer_several(KIND, t("pages.filter.flag"), wanted.kinds, _kinds(reader))
        if managers:
            _offer_manager(wanted.manager_id, managers, reader)


def show_pages(page: OverviewPage, reader: Reader) -> None:
    """Show how many there are, and the pages where there is more than one."""
    if page.pages > 1:
        count = reader.formatter.number(page.count)
        html.show_html(html.render_muted(reader.t("overview.count", n=page.count, count=count)))
        session.show_value(_KEY.format(PAGE), page.page)
        st.pagination(page.pages, key=_KEY.format(PAGE), on_change=_write_page)


def _read_page() -> Mapping[str, Sequence[str]]:
    return {PAGE: values} if (values := st.query_params.get_all(PAGE)) else {}


def _read_codes(name: str, known: type[Phase | WorryKind | Attention]) -> Sequence[str]:
    values = {each.value for each in known}
    return [each for each in st.query_params.get_all(name) if each in values]


def _offer_several(name: str, label: str, chosen: Sequence[str], words: Mapping[str, str]) -> None:
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


def _offer_manager(chosen: ManagerId | None, managers: Sequence[Manager], reader: Reader) -> None:
    label = reader.t("pages.filter.manager")
    names = {str(each.id): each.name for each in managers}
    session.show_value(_KEY.format(MANAGER), str(chosen) if str(chosen) in names else None)
    st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=_KEY.format(MANAGER),
        placeholder=label,
        label_visibility="collapsed",
        on_change=_write_address,
    )


def _write_address() -> None:
    """Write to the address what was chosen, and begin at the first page of it."""
    search: str = session.chosen(_KEY.format(SEARCH), "")
    manager: str | None = session.chosen(_KEY.format(MANAGER), None)
    query: dict[str, list[str]] = {
        SEARCH: [search.strip()],
        **{name: session.chosen(_KEY.format(name), []) for name in _SEVERAL},
        MANAGER: [manager or ""],
    }
    st.query_params.from_dict({name: values for name, values in query.items() if any(values)})


def _write_page() -> None:
    st.query_params[PAGE] = str(session.chosen(_KEY.format(PAGE), 1))


def _groups(reader: Reader) -> Mapping[str, str]:
    return {each.value: reader.t(f"ui.attention.{each.value}") for each in Attention}


def _phases(reader: Reader) -> Mapping[str, str]:
    return {each.value: capitalise(reader.t(f"phase.{each.value}")) for each in Phase}


def _kinds(reader: Reader) -> Mapping[str, str]:
    return {each.value: name_kind(each, reader) for each in WorryKind}
