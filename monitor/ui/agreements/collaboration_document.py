"""The collaboration agreement as a document that both parties can read on one screen."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Partnership
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.differences import Line, Written
from monitor.i18n.agreement_words import (
    SECTIONS,
    PartyPoints,
    RoleTable,
    list_contributions,
    list_needs,
    table_of_roles,
    write_collaboration,
)
from monitor.i18n.reader import Reader
from monitor.ui import html
from monitor.ui.icons import Icon, render_icon


def render_document(
    collaboration: Collaboration, partnership: Partnership, reader: Reader
) -> Markup:
    """Return all sections; what was not filled in is shown as the question to talk about."""
    written = write_collaboration(collaboration, partnership, reader)
    tables: Mapping[str, Markup] = {
        "contributions": _render_parties(
            list_contributions(collaboration, partnership, reader), partnership, reader
        ),
        "needs": _render_parties(list_needs(collaboration, partnership), partnership, reader),
        "roles": _render_roles(table_of_roles(collaboration, partnership, reader)),
    }
    sections = Markup("").join(
        _render_section(section, written, tables, reader) for section in SECTIONS
    )
    return Markup('<div class="pm-document">{}</div>').format(sections)


def _render_section(
    section: str, written: Written, tables: Mapping[str, Markup], reader: Reader
) -> Markup:
    names = SECTIONS[section]
    fields = Markup("").join(
        _render_field(name, written[name], tables.get(name), reader) for name in names
    )
    return Markup("<section><h2>{}</h2>{}</section>").format(
        reader.t(f"collaboration.section.{section}"), fields
    )


def _render_field(name: str, lines: Sequence[Line], table: Markup | None, reader: Reader) -> Markup:
    """Return a field: its table or its text, or the question that is still open."""
    heading = Markup("")
    if table is None:
        heading = Markup("<h3>{}</h3>").format(reader.t(f"collaboration.field.{name}"))
    if not lines:
        return heading + render_open_question(reader.t(f"collaboration.question.{name}"))
    if table is not None:
        return table
    return heading + Markup("").join(Markup("<p>{}</p>").format(line.text) for line in lines)


def render_open_question(question: str) -> Markup:
    """Return a question that the parties have not answered yet."""
    return Markup('<p class="pm-open-question">{}<span>{}</span></p>').format(
        render_icon(Icon.QUESTION), question
    )


def _render_parties(
    listed: Sequence[PartyPoints], partnership: Partnership, reader: Reader
) -> Markup:
    """Return what is written down of each party, side by side; a party without has it said."""
    marks = choose_marks(partnership)
    columns = Markup("").join(
        Markup("<div><h3>{}</h3>{}</div>").format(
            html.render_party(marks[each.party.id], each.party.name),
            _render_points(each) or render_open_question(reader.t("collaboration.not_yet")),
        )
        for each in listed
    )
    return Markup('<div class="pm-sides">{}</div>').format(columns)


def _render_points(listed: PartyPoints) -> Markup:
    return Markup("").join(
        Markup("<p>{}{}</p>").format(
            Markup("<strong>{}:</strong> ").format(point.label) if point.label else "", point.text
        )
        for point in listed.points
    )


def _render_roles(table: RoleTable) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in table.headers)
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0],
            Markup("").join(
                Markup('<td data-label="{}">{}</td>').format(header, cell)
                for header, cell in zip(table.headers[1:], row[1:], strict=True)
            ),
        )
        for row in table.rows
    )
    return Markup(
        '<table class="pm-roles"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(head, rows)
