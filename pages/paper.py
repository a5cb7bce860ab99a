"""Paper forms: the facilitator types in what people answered on paper."""

from monitor.services.results.partnership_view import read_checkins
from monitor.ui import permits, picker, session
from monitor.ui.checkins import paper_sections as sections
from monitor.ui.checkins.paper_entry import show_entry

reader = session.reader()
view = picker.open_page(read_checkins, reader)

sections.show_head(view, reader)
if not permits.may_manage(view.partnership.id):
    permits.show_manager_does(reader)
elif view.current is not None:
    show_entry(view.current.id, reader)
