"""What the parties learnt, also from what went wrong; it stays found after the end."""

import streamlit as st

from monitor.domain.errors import InvalidEntryError
from monitor.domain.register.log import Lesson
from monitor.i18n.reader import Reader
from monitor.services.ending.read_ending import EndingView
from monitor.services.ending.write_farewell import keep_lesson
from monitor.ui import cached, html, session
from monitor.ui.ending.kept_fields import ask_text
from monitor.ui.ending.parts import Desk, open_desk
from monitor.ui.icons import Icon
from monitor.ui.log.entry_list import render_line


def show_lessons(view: EndingView, reader: Reader) -> None:
    """Show the field for a lesson, and the lessons that there are."""
    t = reader.t
    html.show_html(html.render_section(t("ending.lessons.title"), t("ending.lessons.lead")))
    desk = open_desk(view, reader)
    if desk.may_write:
        _ask_lesson(desk)
    html.show_html(
        html.render_section(
            t("ending.lessons.kept", n=len(view.lessons)), t("ending.lessons.shared")
        )
    )
    if not view.lessons:
        st.write(t("ending.lessons.none"))
    for record in view.lessons:
        lesson = record.content
        kind = "log.lesson_mistake" if lesson.from_mistake else "log.lesson_success"
        day = reader.formatter.long_day(lesson.on)
        html.show_html(render_line(Icon.QUESTION, day, t(kind), lesson.text.splitlines()))


def _ask_lesson(desk: Desk) -> None:
    t, view = desk.reader.t, desk.view
    with st.container(border=True):
        ask_text("lesson", desk)
        from_mistake = st.checkbox(
            t("ending.lessons.from_mistake"),
            key="ending.lesson.from_mistake",
            disabled=desk.name.is_missing,
        )
        is_pressed = st.button(
            t("ending.lessons.keep"),
            icon=":material/add:",
            key="ending.lesson.keep",
            disabled=not view.farewell.lesson or desk.name.is_missing,
        )
    if is_pressed:
        _keep(Lesson(view.today, view.farewell.lesson, from_mistake=from_mistake), desk)


def _keep(lesson: Lesson, desk: Desk) -> None:
    t = desk.reader.t
    try:
        keep_lesson(session.context(), desk.view.partnership.id, lesson, desk.name.sign())
    except InvalidEntryError as error:
        st.error("  \n".join(t(f"log.fault.{fault}") for fault in str(error).split(", ")))
        return
    cached.forget()
    st.toast(t("ending.lessons.now_kept"))
    st.rerun()
