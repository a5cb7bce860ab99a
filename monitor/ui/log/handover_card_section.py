"""The handover card on the screen, and as a PDF to take along."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.partnership import Language
from monitor.i18n.agreement_words import RoleTable
from monitor.i18n.reader import Reader
from monitor.reports.handover_card import make_handover_card
from monitor.reports.handover_text import CardLine, CardText, write_card
from monitor.services.logbook.handover_card import HandoverCard, read_handover_card
from monitor.services.logbook.read_log import LogView
from monitor.services.trail.take_away import take_away
from monitor.ui import html, permits, session

_WORDS = 5


def show_card(log: LogView, reader: Reader) -> None:
    """Show the handover card, with the way to print it."""
    t = reader.t
    card = read_handover_card(session.context(), log.partnership.id)
    html.show_html(html.render_section(t("handover.card"), t("handover.card.lead")))
    if permits.may_take_away(log.partnership.id):
        _offer_pdf(card, reader)
    else:
        permits.show_not_taken_away(reader)
    html.show_html(render_card(card, reader))


def render_card(card: HandoverCard, reader: Reader) -> Markup:
    """Return the card as HTML, its parts in the order of the paper."""
    t, text = reader.t, write_card(card, reader)
    goal = _paragraphs([text.goal or t("handover.card.not_written")])
    parts = [
        ("people", _paragraphs(text.people)),
        ("goal", goal),
        ("frames", _render_terms(text.frames, reader)),
        ("roles", _render_roles(text.roles, reader)),
        ("growth", _paragraphs(text.growth)),
        ("points", _render_lines(text.points, reader)),
        ("agreements", _render_lines(text.agreements, reader)),
        ("scores", _render_scores(text, card, reader)),
        ("words", _render_terms(text.words[:_WORDS], reader)),
    ]
    inner = Markup("").join(
        Markup("<section><h4>{}</h4>{}</section>").format(t(f"handover.card.{name}"), body)
        for name, body in parts
    )
    return Markup(
        '<article class="pm-handover"><h3>{}</h3><p class="pm-muted">{}</p><div>{}</div></article>'
    ).format(text.title, text.about, inner)


def _offer_pdf(card: HandoverCard, reader: Reader) -> None:
    t = reader.t
    languages = [t.language, *(each for each in Language if each is not t.language)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.selectbox(
            t("handover.card.language"),
            languages,
            format_func=lambda each: t(f"language.{each.value}"),
            key="handover.language",
        )
        label, icon = t("handover.card.make"), ":material/print:"
        is_asked = st.button(label, icon=icon, key="handover.make")
    if is_asked:
        take_away(session.context(), card.partnership.id, "handover_card")
        st.download_button(
            t("handover.card.save"),
            make_handover_card(card, language or t.language, reader.formatter.time_zone),
            file_name=f"{t('handover.card.file')}-{card.partnership.id}.pdf",
            mime="application/pdf",
            key="handover.save",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )


def _paragraphs(lines: Sequence[str]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def _render_lines(lines: Sequence[CardLine], reader: Reader) -> Markup:
    if not lines:
        return Markup('<p class="pm-muted">{}</p>').format(reader.t("handover.card.nothing"))
    items = Markup("").join(
        Markup('<li>{} <span class="pm-muted">· {}</span></li>').format(line.text, line.note)
        for line in lines
    )
    return Markup('<ul class="pm-points">{}</ul>').format(items)


def _render_terms(lines: Sequence[CardLine], reader: Reader) -> Markup:
    """Return lines of which the beginning says what the rest is about."""
    if not lines:
        return _render_lines(lines, reader)
    return Markup("").join(
        Markup("<p><strong>{}</strong> {}</p>").format(line.text, line.note) for line in lines
    )


def _render_roles(roles: RoleTable | None, reader: Reader) -> Markup:
    if roles is None:
        return _render_lines([], reader)
    return _render_table(roles.headers, roles.rows)


def _render_scores(text: CardText, card: HandoverCard, reader: Reader) -> Markup:
    """Return the published means of the last quarters, and why some are missing."""
    t = reader.t
    if not text.scores:
        return _render_lines([], reader)
    marks = choose_marks(card.partnership)
    rows = [
        [f"{row.dimension}", html.render_party(marks[row.party_id], row.party), *row.cells]
        for row in text.scores
    ]
    table = _render_table([t("handover.card.topic"), t("charts.party"), *text.quarters], rows)
    hidden = t("handover.card.hidden") if text.has_hidden else ""
    return table + _paragraphs([hidden] if hidden else [])


def _render_table(headers: Sequence[str], rows: Sequence[Sequence[html.Text]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in headers)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
        )
        for row in rows
    )
    return Markup(
        '<div class="pm-scroll"><table class="pm-small-table"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(head, body)
