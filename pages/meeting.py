"""Meeting: prepare the evaluation meeting, open its windows, take home what came of it."""

from monitor.services.meeting.prepare import read_meetings
from monitor.ui import addresses, picker, session, tabs

reader = session.reader()
view = picker.open_page(read_meetings, reader)
tabs.show_head(view.partnership, addresses.MEETING, "", reader)
