"""Questionnaires: every version, and making a new one."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.questionnaires.title"), ""))
