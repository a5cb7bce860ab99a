"""Fields whose text is kept as soon as one leaves them: at a farewell nothing typed may be lost."""

from dataclasses import replace
from datetime import date

import streamlit as st

from monitor.domain.errors import InvalidRecordError
from monitor.domain.register.farewell import LONGEST_TEXT
from monitor.services.ending.write_farewell import write_farewell
from monitor.ui import cached, session
from monitor.ui.ending.parts import Desk

_HEIGHT, _WIDTH = 110, 760


def ask_text(name: str, desk: Desk) -> None:
    """Show a field of the farewell; what another writes meanwhile appears in it."""
    t, key = desk.reader.t, key_of(name)
    session.follow(key, getattr(desk.view.farewell, name))
    st.text_area(
        t(f"ending.field.{name}"),
        key=key,
        max_chars=LONGEST_TEXT,
        height=_HEIGHT,
        width=_WIDTH,
        help=t(f"ending.help.{name}"),
        disabled=desk.name.is_missing,
        on_change=_keep,
        args=(name, desk),
    )


def ask_day(desk: Desk) -> date:
    """Show the field for the last day, and return it."""
    key, otherwise = key_of("last_on"), desk.view.today
    session.follow(key, desk.view.farewell.last_on or otherwise)
    typed = st.date_input(
        desk.reader.t("ending.field.last_on"),
        key=key,
        format="DD/MM/YYYY",
        disabled=desk.name.is_missing,
        on_change=_keep,
        args=("last_on", desk),
    )
    return typed if isinstance(typed, date) else otherwise


def key_of(name: str) -> str:
    """Return the key of a field."""
    return f"ending.field.{name}"


def _keep(name: str, desk: Desk) -> None:
    """Keep what was typed over what this viewer saw; only before the page runs."""
    view, seen = desk.view, desk.view.farewell
    typed = replace(seen, **{name: session.chosen(key_of(name), getattr(seen, name))})
    try:
        write_farewell(session.context(), view.partnership.id, seen, typed, desk.name.sign())
    except InvalidRecordError:
        st.toast(desk.reader.t("ending.too_long"))
    else:
        cached.forget()
        st.toast(desk.reader.t("ending.kept"))
