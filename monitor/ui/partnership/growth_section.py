"""How the initiative grows, on the page of a partnership: the path under its room to grow."""

import streamlit as st

from monitor.charts.growth_path import describe_room, draw_growth, table_of_room
from monitor.i18n.reader import Reader
from monitor.services.logbook.read_log import LogView
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import addresses, html, session
from monitor.ui.chart import show_chart
from monitor.ui.log.growth_section import growth_legend, growth_of
from monitor.ui.log.parts import Part
from monitor.ui.parts import PART


def show_growth(view: PartnershipView, log: LogView, reader: Reader) -> None:
    """Show room to grow with the growth path and the support under it, or how to begin."""
    t, growth = reader.t, growth_of(log)
    if not (growth.path.taken or growth.path.planned or growth.supports):
        html.show_html(
            html.render_section(t("growth.title")),
            html.render_empty(t("growth.empty"), t("growth.empty_help")),
        )
    elif view.releases:
        arguments = (view.partnership, view.releases, growth, reader)
        alt = describe_room(*arguments)
        legend = html.render_legend(view.partnership, t) + growth_legend(growth, reader)
        html.show_html(html.render_section(t("growth.title"), alt, legend))
        show_chart(
            draw_growth(*arguments, session.look()),
            alt=alt,
            table=table_of_room(*arguments),
            key="partnership.growth",
            t=t,
        )
    st.page_link(
        addresses.LOG,
        label=t("growth.to_log"),
        icon=":material/trending_up:",
        query_params={"id": str(view.partnership.id), PART: Part.GROWTH.value},
    )
