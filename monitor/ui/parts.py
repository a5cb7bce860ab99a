"""The parts of a page, as pills; the address keeps which one is shown."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from monitor.ui import session

PART = "part"
# What stays in the address when another part is chosen.
_KEPT = {"id", PART}
_Part = TypeVar("_Part", bound=StrEnum)


def choose_part(
    parts: Iterable[_Part], label: str, write: Callable[[_Part], str], *, key: str
) -> _Part:
    """Show the parts of a page and return the chosen one, at first the first of them.

    ``label``: for screen readers; ``write``: returns the word for a part.
    """
    offered = list(parts)
    asked = st.query_params.get(PART, offered[0].value)
    chosen = st.pills(
        label,
        offered,
        default=next((each for each in offered if each.value == asked), offered[0]),
        format_func=write,
        required=True,
        key=key,
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
