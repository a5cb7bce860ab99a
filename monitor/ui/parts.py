"""The parts of a page, as pills; the address keeps which one is shown."""

from enum import StrEnum
from typing import TypeVar

import streamlit as st

from monitor.i18n.reader import Reader
from monitor.ui import session

PART = "part"
# What stays in the address when another part is chosen.
_KEPT = {"id", PART}
_Part = TypeVar("_Part", bound=StrEnum)


def choose_part(parts: type[_Part], area: str, reader: Reader) -> _Part:
    """Show the parts of a page and return the chosen one, at first the first of them.

    ``area``: of the texts, ``<area>.part`` for all and ``<area>.part.<part>`` for each; also of
    the key.
    """
    first = next(iter(parts))
    asked = st.query_params.get(PART, first.value)
    chosen = st.pills(
        reader.t(f"{area}.part"),
        list(parts),
        default=parts(asked) if asked in set(parts) else first,
        format_func=lambda part: reader.t(f"{area}.part.{part.value}"),
        required=True,
        key=f"{area}.part",
        label_visibility="collapsed",
    )
    if chosen.value != asked:
        forget_rest()
        st.query_params[PART] = chosen.value
    return chosen


def asked_number(name: str) -> int | None:
    """Return a number that the address holds under a name, or None."""
    text = st.query_params.get(name, "")
    return int(text) if session.is_id(text) else None


def drop(*names: str) -> None:
    """Take names out of the address."""
    for name in names:
        st.query_params.pop(name, None)


def forget_rest() -> None:
    """Take out of the address what belongs to one part only."""
    drop(*(set(st.query_params) - _KEPT))
