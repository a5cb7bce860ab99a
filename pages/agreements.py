"""Agreements: what the parties agreed, and what became of it."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.agreements.title"), ""))
