"""The list of who did what, its pages, and the same as a file."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.access.rules import can_take_away
from monitor.domain.trail.line import TrailLine
from monitor.i18n.reader import Reader
from monitor.i18n.trail_sentences import write_act, write_actor, write_particulars, write_rows
from monitor.reports.spreadsheets import FileKind, write_table
from monitor.services.trail.read_trail import TrailFilter, TrailPage, list_trail
from monitor.ui import addresses, html, session
from monitor.ui.labels import write_label
from monitor.ui.trail.asked import PAGE


def show_head(page: TrailPage, reader: Reader) -> None:
    """Show the way back, and what this page is for."""
    t, partnership = reader.t, page.partnership
    if partnership is not None:
        st.page_link(
            addresses.PARTNERSHIP,
            label=write_label(partnership.name),
            icon=":material/arrow_back:",
            query_params={"id": str(partnership.id)},
        )
    lead = "trail.lead_all" if partnership is None else "trail.lead"
    html.show_html(html.render_page_head(t("pages.trail.title"), t(lead), t("trail.never")))


def show_lines(page: TrailPage, reader: Reader) -> None:
    """Show a page of the list, or that nothing was found."""
    t = reader.t
    if not page.lines:
        html.show_html(html.render_empty(t("trail.none"), t("trail.none_help")))
        return
    count = reader.formatter.number(page.count)
    html.show_html(
        html.render_muted(t("trail.count", n=page.count, count=count)), _render(page, reader)
    )
    if page.pages > 1:
        session.show_value(PAGE, page.page)
        st.pagination(page.pages, key=PAGE)


def show_file(page: TrailPage, wanted: TrailFilter, reader: Reader) -> None:
    """Let somebody who may take files along have this list as one."""
    if not page.lines:
        return
    whose = wanted.partnership_id
    if whose is not None and not can_take_away(session.actor(), whose):
        return
    t = reader.t
    if not st.button(t("trail.file.make"), icon=":material/table:", key="trail.make"):
        return
    rows = write_rows(list_trail(session.context(), wanted), reader)
    st.download_button(
        t("trail.file.save"),
        write_table(rows, FileKind.CSV, t.language),
        file_name=f"{t('trail.file.name')}.csv",
        mime=FileKind.CSV.mime,
        key="trail.save",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _render(page: TrailPage, reader: Reader) -> Markup:
    t, is_of_one = reader.t, page.partnership is not None
    names = ["moment", "person", "act", *([] if is_of_one else ["partnership"]), "particulars"]
    heads = [Markup('<th scope="col">{}</th>').format(t(f"trail.column.{each}")) for each in names]
    rows = [_render_line(line, reader, is_of_one=is_of_one) for line in page.lines]
    return Markup(
        '<div class="pm-scroll" role="region" tabindex="0" aria-label="{title}">'
        '<table class="pm-small-table pm-trail"><caption class="pm-hidden">{title}'
        "</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    ).format(title=t("pages.trail.title"), heads=Markup("").join(heads), rows=Markup("").join(rows))


def _render_line(line: TrailLine, reader: Reader, *, is_of_one: bool) -> Markup:
    t, deed = reader.t, line.entry.deed
    cells = [
        reader.formatter.moment(line.entry.at),
        write_actor(line, t),
        write_act(deed.act, t),
        *([] if is_of_one else [line.partnership or ""]),
        write_particulars(line, reader),
    ]
    return Markup("<tr>{}</tr>").format(
        Markup("").join(Markup("<td>{}</td>").format(each) for each in cells)
    )
