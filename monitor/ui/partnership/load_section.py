"""The section of the partnership page about the hours that the work takes, and what may ease it."""

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.hours import find_overloaded
from monitor.domain.results import PublishedHours, PublishedParty
from monitor.i18n.reader import Reader, join_words
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import addresses, html
from monitor.ui.icons import Icon


def show_load(view: PartnershipView, reader: Reader) -> None:
    """Show the load of each party, and offer less where it is heavy; nothing if not asked."""
    latest, t = view.releases[-1], reader.t
    loaded = [each for each in latest.parties if each.load]
    overloaded = find_overloaded(latest)
    if not (loaded or overloaded):
        return
    lines = Markup("").join(_render_party(each, view, reader) for each in loaded)
    html.show_html(
        html.render_section(t("load.title"), t("load.help") if loaded else ""),
        Markup('<div class="pm-loads">{}</div>').format(lines),
    )
    if overloaded:
        names = join_words([view.partnership.party(each).name for each in overloaded], t)
        html.show_html(
            html.render_notice(t("load.too_heavy", who=names), t("load.offer"), icon=Icon.CALENDAR)
        )
        st.page_link(
            addresses.CHECKINS,
            label=t("load.plan"),
            icon=":material/event_repeat:",
            query_params={"id": str(view.partnership.id)},
        )


def _render_party(party: PublishedParty, view: PartnershipView, reader: Reader) -> Markup:
    load, name = party.load, view.partnership.party(party.party_id).name
    assert load is not None  # noqa: S101 - only parties with a load are drawn.
    words = reader.t(
        "load.line",
        who=name,
        unpaid=_write(load.unpaid, reader),
        paid=_write(load.paid, reader),
    )
    return html.render_party(choose_marks(view.partnership)[party.party_id], words)


def _write(hours: PublishedHours, reader: Reader) -> str:
    if hours.band:
        return reader.t("load.hours", hours=reader.t(f"survey.hours.{hours.band.value}"))
    if hours.weight:
        return reader.t(f"load.{hours.weight.value}")
    reason = hours.hidden_because
    return reader.t(f"charts.hidden.{reason.value}") if reason else reader.t("charts.no_number")
