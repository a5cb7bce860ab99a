"""All cached reads of the dashboard; every write of the dashboard calls :func:`forget`.

Nothing here depends on who is looking: there is no sign-in yet and no scope.
"""

from collections.abc import Sequence

import streamlit as st

from monitor import bootstrap
from monitor.services.results.overview import OverviewRow
from monitor.services.results.overview import read_overview as _read_overview


@st.cache_data(ttl="30s", max_entries=1, show_spinner=False)
def read_overview() -> Sequence[OverviewRow]:
    """Return the rows of the overview, at most half a minute old."""
    return _read_overview(bootstrap.context())


def forget() -> None:
    """Forget what was read, because something was written."""
    read_overview.clear()
