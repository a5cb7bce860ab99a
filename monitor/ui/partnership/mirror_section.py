"""The section of the partnership page where each party sees what it expected of the others."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.charts.dumbbell import PAIR
from monitor.charts.mirror import describe_mirror, draw_mirror, table_of_mirror
from monitor.charts.style import choose_marks
from monitor.domain.mirror import compare_mirror
from monitor.domain.partnership import PartyId
from monitor.domain.results import HiddenReason, PublishedParty
from monitor.i18n.reader import Reader, join_words
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import cards, html, session
from monitor.ui.chart import show_chart


def show_mirror(view: PartnershipView, reader: Reader) -> None:
    """Show own, expected and real answers of each party; nothing where nobody was asked."""
    parties = [each for each in view.releases[-1].parties if each.expected]
    if not parties:
        return
    t = reader.t
    html.show_html(html.render_section(t("mirror.title"), t("mirror.help")))
    # More than two would be too narrow side by side.
    places = st.columns(len(parties), gap="large") if len(parties) <= PAIR else [st.container()]
    for number, party in enumerate(parties):
        with places[number % len(places)]:
            _show_party(party, view, reader)
    html.show_html(cards.render_question(t("mirror.question.label"), t("mirror.question")))


def _show_party(party: PublishedParty, view: PartnershipView, reader: Reader) -> None:
    latest, party_id = view.releases[-1], party.party_id
    name = view.partnership.party(party_id).name
    if not compare_mirror(latest, party_id):
        reason = reader.t(f"charts.hidden.{_find_reason(party).value}")
        html.show_html(html.render_notice(reader.t("mirror.hidden", who=name), f"{reason}."))
        return
    arguments = view.partnership, latest, party_id, reader
    alt = describe_mirror(*arguments)
    html.show_html(
        cards.render_card_title(name),
        html.render_muted(alt),
        html.render_legend_line(_legend(party_id, view, reader)),
    )
    show_chart(
        draw_mirror(*arguments, session.look()),
        alt=alt,
        table=table_of_mirror(*arguments),
        key=f"partnership.mirror.{party_id}",
        t=reader.t,
    )


def _find_reason(party: PublishedParty) -> HiddenReason:
    reasons = [each.hidden_because for each in party.expected.values()]
    return next((each for each in reasons if each), HiddenReason.NOT_ANSWERED)


def _legend(party_id: PartyId, view: PartnershipView, reader: Reader) -> Sequence[Markup]:
    partnership, marks = view.partnership, choose_marks(view.partnership)
    others = partnership.partner_of(party_id)
    names = {
        "who": partnership.party(party_id).name,
        "partner": join_words([each.name for each in others], reader.t),
    }
    expected = Markup('<span class="pm-party"><span class="pm-key-hollow"></span>{}</span>')
    return [
        html.render_party(marks[party_id], reader.t("mirror.own", **names)),
        expected.format(reader.t("mirror.expected", **names)),
        html.render_party(marks[others[0].id], reader.t("mirror.real", **names)),
    ]
