"""Check-ins: the rounds of one partnership, what is planned, who takes part and what was agreed."""

from monitor.services.results.partnership_view import read_checkins
from monitor.ui import picker, session
from monitor.ui.checkins import checkin_sections as sections
from monitor.ui.checkins import paper_sections, people_sections
from monitor.ui.checkins import planning_sections as planning
from monitor.ui.checkins import privacy_sections as privacy
from monitor.ui.checkins.mail_notices import show_mail_notices

reader = session.reader()
view = picker.open_page(read_checkins, reader)

sections.show_head(view, reader)
match sections.choose(reader):
    case sections.Part.PLAN:
        planning.show_plan(view, reader)
    case sections.Part.PEOPLE:
        show_mail_notices(view, reader)
        people_sections.show_people(view, reader)
    case sections.Part.PRIVACY:
        privacy.show_agreement(view, reader)
        sections.show_linking(view, reader)
    case sections.Part.PAPER:
        paper_sections.show_downloads(view, reader)
    case sections.Part.NOW:
        if view.current is None:
            sections.show_opening_form(view, reader)
        else:
            sections.show_time_line(view, reader)
            sections.show_progress(view, reader)
            show_mail_notices(view, reader)
        sections.show_rounds(view, reader)
