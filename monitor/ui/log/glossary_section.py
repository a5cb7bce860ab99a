"""The shared glossary: words of the product, and what the parties mean by theirs."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.glossary import GlossaryLine, make_glossary, search_glossary
from monitor.domain.register.log import Term
from monitor.i18n.reader import Reader
from monitor.ui import html
from monitor.ui.agreements.difference_view import write_authorship
from monitor.ui.log.entry_dialog import ask_new
from monitor.ui.log.entry_list import Desk, show_entry_buttons


def show_glossary(desk: Desk) -> None:
    """Show a field to search, the way to add a word, and all words."""
    log, reader = desk.log, desk.reader
    t = reader.t
    html.show_html(html.render_section(t("glossary.title"), t("glossary.lead")))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            t("glossary.search"), key="glossary.search", icon=":material/search:"
        )
        label, icon = t("glossary.add"), ":material/add:"
        if desk.may_write and st.button(label, key="glossary.add", icon=icon, type="primary"):
            ask_new(Term("", ""), log, reader)
    lines = search_glossary(make_glossary(log.shipped, log.terms, t.language), search or "")
    if not lines:
        html.show_html(html.render_empty(t("glossary.none"), t("glossary.none_help")))
    for place, line in enumerate(lines):
        _show_line(place, line, desk)


def render_word(line: GlossaryLine, reader: Reader) -> Markup:
    """Return a word with its meaning, and where that meaning comes from."""
    t, shipped = reader.t, line.shipped
    if line.own is not None:
        source = t("glossary.own", written=write_authorship(line.own.written, reader))
        if shipped is not None:
            source = f"{source} {t('glossary.instead', text=shipped.meaning[t.language])}"
    else:
        day = reader.formatter.long_day(shipped.checked_on) if shipped else ""
        source = t("glossary.shipped", day=day)
    meaning = Markup("").join(
        Markup("<p>{}</p>").format(each) for each in line.meaning.splitlines()
    )
    return Markup(
        '<div class="pm-word-entry"><h3 class="pm-card-title">{}</h3>{}'
        '<p class="pm-muted pm-small">{}</p></div>'
    ).format(line.word, meaning, source)


def _show_line(place: int, line: GlossaryLine, desk: Desk) -> None:
    t = desk.reader.t
    key = f"log-entry-word-{place}"
    with st.container(key=key, horizontal=True, gap="small"):
        html.show_html(render_word(line, desk.reader))
        if line.own is not None:
            with st.container(horizontal=True, gap="small", width="content"):
                show_entry_buttons(line.own, desk)
            return
        if not desk.may_write:
            return
        label, icon = t("glossary.explain"), ":material/edit:"
        key, hint = f"glossary.explain.{place}", t("glossary.explain_word", word=line.word)
        if st.button(label, key=key, type="tertiary", icon=icon, help=hint):
            ask_new(Term(line.word, line.meaning), desk.log, desk.reader)
