"""Agreements: what the parties agreed, what became of it, and what was noticed of it."""

from monitor import bootstrap
from monitor.services.agreements.collaborate import read_collaboration
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.ui import picker, session
from monitor.ui.agreements import parts
from monitor.ui.agreements.agreement_list import show_agreements
from monitor.ui.agreements.collaboration_section import show_collaboration
from monitor.ui.agreements.versions_section import show_versions

reader = session.reader()
view = picker.open_page(read_collaboration, reader)
context, partnership = bootstrap.context(), view.partnership

parts.show_head(partnership, reader)
match parts.choose_part(reader):
    case parts.Part.SINGLE:
        show_agreements(read_agreements(context, partnership.id), reader)
    case parts.Part.COLLABORATION:
        show_collaboration(view, reader)
    case parts.Part.VERSIONS:
        show_versions(read_agreements(context, partnership.id), view, reader)
