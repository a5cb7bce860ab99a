"""Programme: which guidelines are weak across partnerships, never naming one."""

from monitor.ui import html, session

reader = session.reader()
html.show_html(html.render_page_head(reader.t("pages.programme.title"), ""))
