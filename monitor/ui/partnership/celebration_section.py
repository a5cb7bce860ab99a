"""The section of the partnership page about what the parties may be proud of together."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from monitor.domain.celebration import Celebration, CelebrationKind, find_celebrations
from monitor.domain.partnership import Partnership
from monitor.i18n.celebration_sentences import write_celebration
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import AgreementsView
from monitor.services.cards.library import read_library
from monitor.services.logbook.read_log import LogView
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import addresses, html, session
from monitor.ui.cards_library.desk import CARD
from monitor.ui.celebration_icons import CELEBRATION_ICONS
from monitor.ui.icons import render_icon

_MOST = 5
_CARDS = {CelebrationKind.KEPT: "CELEBRATE_KEPT"}
_CARD_OTHERWISE = "CELEBRATE_STRONG"


def show_celebrations(
    view: PartnershipView, agreements: AgreementsView, log: LogView, reader: Reader
) -> None:
    """Show what there is to celebrate after the newest round; nothing where there is nothing."""
    t, entries = reader.t, [*agreements.open, *agreements.done, *agreements.continues]
    records = [entry.record for entry in entries]
    found = find_celebrations(view.releases, records, log.changes, log.growth)[:_MOST]
    if not found:
        return
    html.show_html(
        html.render_section(t("celebration.title"), t("celebration.lead")),
        render_celebrations(found, view.partnership, reader),
    )
    _show_card(found[0], view.partnership, reader)


def render_celebrations(
    found: Sequence[Celebration], partnership: Partnership, reader: Reader
) -> Markup:
    """Return a line for each thing to celebrate."""
    lines = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(
            render_icon(CELEBRATION_ICONS[each.kind]), write_celebration(each, partnership, reader)
        )
        for each in found
    )
    return Markup('<ul class="pm-proud">{}</ul>').format(lines)


def _show_card(first: Celebration, partnership: Partnership, reader: Reader) -> None:
    """Show the way to the card with which the parties celebrate."""
    code = _CARDS.get(first.kind, _CARD_OTHERWISE)
    card = read_library(session.context()).card(code)
    st.page_link(
        addresses.CARDS,
        label=reader.t("celebration.card", card=card.title[reader.t.language]),
        icon=":material/celebration:",
        query_params={"id": str(partnership.id), CARD: code},
    )
