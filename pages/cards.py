"""Conversation cards: the library, to choose from and to print."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.cards.title"), ""))
