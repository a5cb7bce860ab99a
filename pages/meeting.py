"""Meeting: prepare the evaluation meeting, open its windows, take home what came of it."""

from monitor.services.meeting.prepare import read_meetings
from monitor.ui import addresses, picker, session, tabs
from monitor.ui.ending import ended_notice
from monitor.ui.meeting.preparing.held_list import show_meetings
from monitor.ui.meeting.preparing.parts import Part, choose
from monitor.ui.meeting.preparing.preparation import show_preparation
from monitor.ui.meeting.take_home import show_take_home

reader = session.reader()
view = picker.open_page(read_meetings, reader)

tabs.show_head(view.partnership, addresses.MEETING, reader.t("meeting.lead"), reader)
match choose(view.partnership.id, reader):
    case Part.PREPARE:
        show_preparation(view, reader)
    case Part.MEETINGS:
        show_meetings(view, reader)
    case Part.FILES:
        show_take_home(view.partnership, reader)
ended_notice.show_link(view.partnership, reader)
