"""A day that may be left open, in a form."""

from datetime import date

import streamlit as st

from monitor.i18n.reader import Reader


def ask_day(label: str, start: date | None, reader: Reader, *, key: str) -> date | None:
    """Ask for a day that may be left open; one that was given before can be taken away.

    A field that begins with a day cannot be emptied, and one that is filled through its key may
    show nothing at first on a phone: hence the box to tick.
    """
    chosen = st.date_input(label, start, key=key, format="DD/MM/YYYY")
    if start is None:
        return chosen
    is_taken_away = st.checkbox(reader.t("agreements.no_day"), key=f"{key}.none")
    return None if is_taken_away else chosen
