"""Agreements: what the parties agreed, what became of it, and what was noticed of it."""

from monitor.services.agreements.collaborate import read_collaboration
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.ui import addresses, picker, session, tabs
from monitor.ui.agreements.agreement_list import show_agreements
from monitor.ui.agreements.collaboration_section import show_collaboration
from monitor.ui.agreements.parts import Part, choose
from monitor.ui.agreements.versions_section import show_versions

reader = session.reader()
view = picker.open_page(read_collaboration, reader)
context, partnership = session.context(), view.partnership

tabs.show_head(partnership, addresses.AGREEMENTS, reader.t("agreements.lead"), reader)
match choose(reader):
    case Part.SINGLE:
        show_agreements(read_agreements(context, partnership.id), reader)
    case Part.COLLABORATION:
        show_collaboration(view, reader)
    case Part.VERSIONS:
        show_versions(read_agreements(context, partnership.id), view, reader)
