"""The section of the programme page with what cooperations that ended have learnt."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.domain.register.log import Lesson
from monitor.i18n.reader import Reader
from monitor.ui import html
from monitor.ui.icons import Icon
from monitor.ui.log.entry_list import render_line


def show_lessons(lessons: Sequence[Lesson], reader: Reader) -> None:
    """Show the lessons, newest first; nothing where no cooperation left any."""
    if lessons:
        head = html.render_section(reader.t("ending.programme"), reader.t("ending.programme_lead"))
        html.show_html(head, *(_render(each, reader) for each in lessons))


def _render(lesson: Lesson, reader: Reader) -> Markup:
    kind = "log.lesson_mistake" if lesson.from_mistake else "log.lesson_success"
    month = reader.formatter.month(lesson.on)
    return render_line(Icon.QUESTION, month, reader.t(kind), lesson.text.splitlines())
