"""Manage: organisations, partnerships, relationship managers and participants."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.register.title"), ""))
