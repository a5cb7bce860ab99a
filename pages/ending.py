"""Ending: end a cooperation well, step by step; what is typed is kept at once."""

from monitor.services.ending.read_ending import read_ending
from monitor.ui import addresses, picker, session, tabs
from monitor.ui.ending import ended_notice, parts
from monitor.ui.ending.last_day_part import show_last_day
from monitor.ui.ending.lessons_part import show_lessons
from monitor.ui.ending.parts import Part
from monitor.ui.ending.stays_part import show_stays
from monitor.ui.ending.take_part import show_take
from monitor.ui.ending.why_part import show_why

reader = session.reader()
view = picker.open_page(read_ending, reader)

tabs.show_head(view.partnership, addresses.ENDING, reader.t("ending.lead"), reader)
ended_notice.show_ended(view.partnership, view.today, reader)
part = parts.choose(reader)
match part:
    case Part.WHY:
        show_why(view, reader)
    case Part.LESSONS:
        show_lessons(view, reader)
    case Part.STAYS:
        show_stays(view, reader)
    case Part.TAKE:
        show_take(view, reader)
    case Part.LAST_DAY:
        show_last_day(view, reader)
parts.show_ways(part, reader)
