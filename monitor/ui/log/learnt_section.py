"""What changed thanks to the cooperation, and what was learnt; both stay when it has ended."""

import streamlit as st

from monitor.domain.register.entry import Entry
from monitor.domain.register.log import Change, Lesson
from monitor.ui import html
from monitor.ui.log.entry_dialog import ask_new
from monitor.ui.log.entry_list import Desk, show_entries


def show_learnt(desk: Desk) -> None:
    """Show the changes and the lessons side by side."""
    log, today = desk.log, desk.log.today
    changed, learnt = st.columns(2, gap="large")
    with changed:
        _show_head("change", Change(today, ""), desk)
        show_entries(log.changes, desk)
        if not log.changes:
            _show_empty("change", desk)
    with learnt:
        _show_head("lesson", Lesson(today, ""), desk)
        show_entries(log.lessons, desk)
        if not log.lessons:
            _show_empty("lesson", desk)


def _show_head(kind: str, start: Entry, desk: Desk) -> None:
    t = desk.reader.t
    html.show_html(html.render_section(t(f"log.learnt.{kind}"), t(f"log.learnt.{kind}_lead")))
    label, key = t(f"log.add.{kind}"), f"log.add.{kind}"
    if desk.may_write and st.button(label, key=key, icon=":material/add:"):
        ask_new(start, desk.log, desk.reader)


def _show_empty(kind: str, desk: Desk) -> None:
    t = desk.reader.t
    html.show_html(html.render_empty(t(f"log.learnt.no_{kind}"), t(f"log.learnt.no_{kind}_help")))
