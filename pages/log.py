"""Log: what happened between the parties, how the initiative grows, and what was learnt."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.log.title"), ""))
