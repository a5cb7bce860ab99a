"""Manage: partnerships with their parties, organisations and relationship managers."""

from monitor.ui import html, session
from monitor.ui.register import parts
from monitor.ui.register.manager_part import show_managers
from monitor.ui.register.organisation_part import show_organisations
from monitor.ui.register.partnership_part import show_partnerships

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.register.title"), reader.t("register.lead")))

match parts.choose_part(reader):
    case parts.Part.PARTNERSHIPS:
        show_partnerships(reader)
    case parts.Part.ORGANISATIONS:
        show_organisations(reader)
    case parts.Part.MANAGERS:
        show_managers(reader)
