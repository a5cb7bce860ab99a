"""Who answered, how often they did not know, and the mark beside a published yardstick."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.charts.table import Table
from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty, PublishedRound
from monitor.i18n.privacy_sentences import write_audit
from monitor.i18n.reader import Reader, capitalise, is_protected
from monitor.services.results.partnership_view import PartnershipView
from monitor.services.results.yardstick import Yardstick, read_yardstick
from monitor.ui import cards, html
from monitor.ui.cells import ResponseBar, render_response_bars
from monitor.ui.chart import show_table


def show_response(view: PartnershipView, reader: Reader) -> None:
    """Show how many answered, what the privacy mode shows, and how often people did not know."""
    t, latest = reader.t, view.releases[-1]
    html.show_html(
        html.render_section(t("pages.response.title"), _privacy_line(latest, reader)),
        render_response_bars(_list_bars(view, reader), latest.minimum_group, reader),
    )
    _show_audit(view, reader)
    _show_dont_know(view, reader)


def show_mark(view: PartnershipView, reader: Reader) -> None:
    """Show the mark of each party beside what others gave; nothing where no mark is shown."""
    t, yardstick = reader.t, read_yardstick()
    marked = [party for party in view.releases[-1].parties if party.mark is not None]
    if not marked:
        return
    lines = [_mark_line(party, view, reader) for party in marked]
    note = t("pages.mark.yardstick", source=yardstick.source, **_write_yardstick(yardstick, reader))
    html.show_html(
        html.render_section(t("pages.mark.title")),
        html.render_legend_line(lines),
        html.render_muted(note),
    )


def table_of_dont_know(view: PartnershipView, reader: Reader) -> Table:
    """Return the share of "don't know" per dimension and party; "–" where it is not shown."""
    t, parties = reader.t, view.releases[-1].parties
    names = [capitalise(reader.party(view.partnership, each.party_id)) for each in parties]
    rows = [
        [
            reader.dimension(dimension),
            *(_write_share(each.scores[dimension].dont_know_share, reader) for each in parties),
        ]
        for dimension in Dimension
    ]
    return Table([t("pages.dont_know.dimension"), *names], rows)


def _list_bars(view: PartnershipView, reader: Reader) -> Sequence[ResponseBar]:
    marks = choose_marks(view.partnership)
    return [
        ResponseBar(
            name=capitalise(reader.party(view.partnership, party.party_id)),
            mark=marks[party.party_id],
            has_enough=party.has_enough,
            is_protected=is_protected(party),
            answered=party.respondents,
            invited=party.invited,
        )
        for party in view.releases[-1].parties
    ]


def _show_audit(view: PartnershipView, reader: Reader) -> None:
    """Show how the check against working back came out, and on request what was checked."""
    t, verdict = reader.t, view.releases[-1].audit
    if verdict is None:
        return
    with st.expander(t("pages.audit.title"), type="compact", key="partnership.audit"):
        lines = [write_audit(verdict, view.partnership, reader)]
        lines.append(t("pages.audit.checked", n=verdict.problems))
        html.show_html(cards.render_points(lines))


def _show_dont_know(view: PartnershipView, reader: Reader) -> None:
    """Show how often people answered "don't know", or that it is not shown."""
    t, parties = reader.t, view.releases[-1].parties
    html.show_html(html.render_section(t("pages.dont_know.title"), t("pages.dont_know.lead")))
    shown = [each for each in parties if each.dont_know_share is not None]
    if len(shown) < len(parties):
        html.show_html(html.render_notice(t("pages.dont_know.hidden")))
    if not shown:
        return
    marks = choose_marks(view.partnership)
    lines = [
        html.render_party(
            marks[each.party_id],
            f"{reader.party(view.partnership, each.party_id)} "
            f"{_write_share(each.dont_know_share, reader)}",
        )
        for each in shown
    ]
    html.show_html(html.render_legend_line(lines))
    table = table_of_dont_know(view, reader)
    show_table(table, alt=t("pages.dont_know.title"), key="partnership.dont_know", t=t)


def _privacy_line(latest: PublishedRound, reader: Reader) -> str:
    key = f"pages.privacy.{latest.privacy_mode.value}"
    if latest.privacy_mode is PrivacyMode.CONFIDENTIAL:
        return reader.t(key, n=latest.minimum_group)
    return reader.t(key)


def _mark_line(party: PublishedParty, view: PartnershipView, reader: Reader) -> Markup:
    name = reader.party(view.partnership, party.party_id)
    number = reader.formatter.points(party.mark or 0.0)
    return html.render_party(choose_marks(view.partnership)[party.party_id], f"{name} {number}")


def _write_yardstick(yardstick: Yardstick, reader: Reader) -> dict[str, str | int]:
    written: dict[str, str | int] = {}
    for kind, published in yardstick.marks.items():
        written[kind.value] = reader.formatter.points(published.mark)
        written[f"{kind.value}_people"] = published.people
    return written


def _write_share(share: float | None, reader: Reader) -> str:
    return "–" if share is None else reader.formatter.percent(share)
