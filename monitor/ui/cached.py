"""All cached reads of the dashboard; every write of the dashboard calls :func:`forget`.

Nothing here depends on who is looking: there is no sign-in yet and no scope.
"""

import streamlit as st

from monitor import bootstrap
from monitor.services.overview.read_overview import KeyFigures
from monitor.services.overview.read_overview import read_key_figures as _read_key_figures


@st.cache_data(ttl="30s", max_entries=1, show_spinner=False)
def read_key_figures() -> KeyFigures:
    """Return the counts over all partnerships, at most half a minute old."""
    return _read_key_figures(bootstrap.context())


@st.cache_data(ttl="30s", max_entries=1, show_spinner=False)
def has_samples() -> bool:
    """Tell whether there is any sample data, as it was at most half a minute ago."""
    with bootstrap.context().unit_of_work(reads_only=True) as uow:
        return uow.partnerships.has_samples()


def forget() -> None:
    """Forget what was read, because something was written."""
    read_key_figures.clear()
    has_samples.clear()
