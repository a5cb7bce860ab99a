"""The growth path of the initiative: where it stands, its own steps, its plans and its support."""

import streamlit as st
from markupsafe import Markup

from monitor.charts.growth_path import Growth, describe_growth, draw_path, table_of_growth
from monitor.domain.growth import STAGES, GrowthPath
from monitor.domain.register.log import GrowthStep, Support
from monitor.domain.register.record import Record
from monitor.i18n.growth_sentences import name_stage
from monitor.i18n.reader import Reader, capitalise
from monitor.services.logbook.read_log import LogView
from monitor.ui import html, session
from monitor.ui.chart import show_chart
from monitor.ui.html import Step
from monitor.ui.icons import Icon
from monitor.ui.log.entry_dialog import ask_correction, ask_new
from monitor.ui.log.entry_list import Desk, confirm_entry, show_entries


def show_growth(desk: Desk) -> None:
    """Show the path with its days, what comes next, and which support there is."""
    log, reader = desk.log, desk.reader
    t, growth = reader.t, growth_of(log)
    html.show_html(
        html.render_section(t("growth.title"), t("growth.right")),
        html.render_timeline(list_stages(log.growth, reader), t),
    )
    if desk.may_write:
        _show_adding(log, reader)
        _ask_overdue(desk)
    supports = log.of(Support)
    if not (log.growth.taken or log.growth.planned or supports):
        html.show_html(html.render_empty(t("growth.empty"), t("growth.empty_log_help")))
        return
    alt = describe_growth(growth, reader)
    html.show_html(html.render_section(t("growth.course"), alt, growth_legend(growth, reader)))
    figure = draw_path(growth, reader, session.look())
    show_chart(figure, alt=alt, table=table_of_growth(growth, reader), key="log.growth", t=t)
    html.show_html(html.render_section(t("growth.steps")))
    show_entries([*reversed(log.growth.planned), *reversed(log.growth.taken)], desk)
    html.show_html(html.render_section(t("growth.supports")))
    show_entries(supports, desk)


def growth_of(log: LogView) -> Growth:
    """Return what charts need of a log."""
    return Growth(log.growth, [each.content for each in log.of(Support)], log.today, log.timeline)


def growth_legend(growth: Growth, reader: Reader) -> Markup:
    """Explain the marks of the growth path that are drawn."""
    path = growth.path
    is_drawn = {
        "path": bool(path.stages),
        "step": any(each.content.stage is None for each in path.taken),
        "planned": bool(path.planned),
        "support": bool(growth.supports),
    }
    return html.render_legend_line(
        [
            html.legend_growth(name, reader.t(f"growth.legend_{name}"))
            for name, is_there in is_drawn.items()
            if is_there
        ]
    )


def list_stages(path: GrowthPath, reader: Reader) -> list[Step]:
    """Return the stages with the day on which each was reached, or is planned."""
    now = STAGES.index(path.stage) if path.stage else -1
    return [
        Step(
            title=capitalise(name_stage(stage, reader)),
            moment=_moment(path, place, reader),
            note=reader.t("growth.here") if place == now else "",
            is_done=place <= now,
        )
        for place, stage in enumerate(STAGES)
    ]


def _moment(path: GrowthPath, place: int, reader: Reader) -> str:
    stage, day = STAGES[place], reader.formatter.long_day
    now = STAGES.index(path.stage) if path.stage else -1
    if place <= now:
        reached = path.reached.get(stage)
        return day(reached) if reached else reader.t("growth.no_day")
    plans = [each.content.on for each in path.planned if each.content.stage is stage]
    return reader.t("growth.planned_on", day=day(plans[0])) if plans else ""


def _show_adding(log: LogView, reader: Reader) -> None:
    t = reader.t
    with st.container(horizontal=True):
        icon = ":material/add:"
        if st.button(t("growth.add_step"), key="log.add.step", icon=icon, type="primary"):
            ask_new(GrowthStep(log.today, ""), log, reader)
        if st.button(t("growth.add_support"), key="log.add.support", icon=icon):
            ask_new(Support(log.today, (), ""), log, reader)


def _ask_overdue(desk: Desk) -> None:
    """Ask what became of a planned step whose day has passed."""
    for record in desk.log.growth.planned:
        if record.content.on <= desk.log.today:
            _ask_outcome(record, desk)


def _ask_outcome(record: Record[GrowthStep], desk: Desk) -> None:
    t, step = desk.reader.t, record.content
    day = desk.reader.formatter.long_day(step.on)
    html.show_html(html.render_notice(t("growth.passed", day=day), step.text, icon=Icon.CALENDAR))
    with st.container(horizontal=True):
        label, icon = t("growth.worked_out"), ":material/check:"
        if st.button(label, key=f"log.worked_out.{record.id}", icon=icon):
            confirm_entry(record, desk)
        label, icon = t("growth.other_day"), ":material/edit:"
        if st.button(label, key=f"log.other_day.{record.id}", icon=icon, type="tertiary"):
            ask_correction(record, desk.log, desk.reader)
