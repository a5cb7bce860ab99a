"""Ending: end a cooperation well."""

from monitor.services.meeting.prepare import read_meetings
from monitor.ui import addresses, picker, session, tabs

reader = session.reader()
view = picker.open_page(read_meetings, reader)
tabs.show_head(view.partnership, addresses.ENDING, "", reader)
