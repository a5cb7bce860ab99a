"""The head of the page of agreements and its parts, which the address keeps."""

from enum import StrEnum

import streamlit as st

from monitor.domain.partnership import Partnership
from monitor.domain.register.record import RecordId
from monitor.i18n.reader import Reader
from monitor.ui import addresses, html, session
from monitor.ui.tabs import show_tabs

_PART, _KEY = "part", "agreements.part"
RECORD = "record"  # In the address: of which record the versions are shown.
_KEPT = {"id", _PART}  # What stays in the address when another part is chosen.


class Part(StrEnum):
    """A part of the page; its value stands in the address."""

    SINGLE = "single"
    COLLABORATION = "collaboration"
    VERSIONS = "versions"


def show_head(partnership: Partnership, reader: Reader) -> None:
    """Show the way back, the title, and the links to the other pages of the partnership."""
    st.page_link(
        addresses.PARTNERSHIP,
        label=partnership.name,
        icon=":material/arrow_back:",
        query_params={"id": str(partnership.id)},
    )
    t = reader.t
    html.show_html(html.render_page_head(t("pages.agreements.title"), t("agreements.lead")))
    show_tabs(partnership, addresses.AGREEMENTS, reader)


def choose_part(reader: Reader) -> Part:
    """Show the parts of the page and return the chosen one; the address keeps its code."""
    asked = st.query_params.get(_PART, Part.SINGLE.value)
    chosen = st.pills(
        reader.t("agreements.part"),
        list(Part),
        default=Part(asked) if asked in set(Part) else Part.SINGLE,
        format_func=lambda part: reader.t(f"agreements.part.{part.value}"),
        required=True,
        key=_KEY,
        label_visibility="collapsed",
    )
    if chosen.value != asked:
        drop(*(set(st.query_params) - _KEPT))
        st.query_params[_PART] = chosen.value
    return chosen


def open_versions(record_id: RecordId) -> None:
    """Go to the versions of a record; only before the page runs."""
    session.refill_field(_KEY, Part.VERSIONS)
    drop(*(set(st.query_params) - _KEPT))
    st.query_params.update({_PART: Part.VERSIONS.value, RECORD: str(record_id)})


def asked_number(name: str) -> int | None:
    """Return a number that the address holds under a name, or None."""
    text = st.query_params.get(name, "")
    return int(text) if session.is_id(text) else None


def drop(*names: str) -> None:
    """Take names out of the address."""
    for name in names:
        st.query_params.pop(name, None)
