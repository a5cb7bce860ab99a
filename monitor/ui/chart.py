"""Shows a figure with its sentence for screen readers and the table behind it."""

import plotly.graph_objects as go
import streamlit as st

from monitor.charts.table import Table
from monitor.i18n.catalogue import Translator

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show_chart(figure: go.Figure, *, alt: str, table: Table, key: str, t: Translator) -> None:
    """Show a figure as a still picture, and under it the same numbers as a table on request."""
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key)
    show_table(table, alt=alt, key=key, t=t)


def show_table(table: Table, *, alt: str, key: str, t: Translator) -> None:
    """Show a table on request."""
    with st.expander(t("ui.as_table"), type="compact", key=f"{key}.table"):
        st.table(
            {
                header: [row[place] for row in table.rows]
                for place, header in enumerate(table.headers)
            },
            border="horizontal",
            hide_index=True,
            alt=t("ui.as_table_of", alt=alt),
        )
