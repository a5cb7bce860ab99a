"""Questionnaires: every version, what differs between two, and making a new one."""

from monitor.services.questionnaires.versions import list_versions
from monitor.ui import session
from monitor.ui.questionnaires import comparing, editing, viewing
from monitor.ui.questionnaires.viewing import Part

reader = session.reader()
versions = list_versions(session.context())

viewing.show_head(reader)
match viewing.choose_part(reader):
    case Part.VIEW:
        viewing.show_version(viewing.choose_version(versions, reader), reader)
    case Part.COMPARE:
        comparing.show_difference(versions, reader)
    case Part.EDIT:
        editing.show_editor(versions, reader)
