"""The section of the partnership page about what the parties noticed of each other's agreements."""

from collections.abc import Iterator, Mapping

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import RecordId
from monitor.domain.results import PublishedNotice
from monitor.i18n.reader import Reader
from monitor.services.agreements.read_asked import read_asked
from monitor.services.results.partnership_view import PartnershipView
from monitor.ui import addresses, html, session


def show_noticed(view: PartnershipView, reader: Reader) -> None:
    """Show each agreement of the newest round with what the others noticed; nothing if none."""
    latest, t = view.releases[-1], reader.t
    if not latest.noticed:
        return
    asked = read_asked(session.context(), latest.round_id)
    html.show_html(
        html.render_section(t("noticed.title"), t("noticed.help")),
        *_render_agreements(asked, view, reader),
    )
    st.page_link(
        addresses.AGREEMENTS,
        label=t("noticed.all"),
        icon=":material/contract:",
        query_params={"id": str(view.partnership.id)},
    )


def write_notice(notice: PublishedNotice, reader: Reader) -> str:
    """Say what a party noticed, or why that is not shown."""
    t = reader.t
    if notice.verdict:
        said = t(f"survey.noticed.{notice.verdict.value}")
        if notice.counts is None:
            return said
        no, a_bit, yes = notice.counts
        return t("noticed.counts", verdict=said, yes=yes, a_bit=a_bit, no=no)
    reason = notice.hidden_because
    return t(f"charts.hidden.{reason.value}") if reason else t("charts.no_number")


def _render_agreements(
    asked: Mapping[RecordId, AskedAgreement], view: PartnershipView, reader: Reader
) -> Iterator[Markup]:
    partnership, marks = view.partnership, choose_marks(view.partnership)
    for agreement_id, agreement in asked.items():
        owner = partnership.party(agreement.owner).name
        answers = Markup("").join(
            html.render_party(
                marks[notice.party_id],
                reader.t(
                    "noticed.line",
                    who=partnership.party(notice.party_id).name,
                    said=write_notice(notice, reader),
                ),
            )
            for notice in view.releases[-1].noticed
            if notice.agreement_id == agreement_id
        )
        yield Markup(
            '<div class="pm-quotes pm-asked"><p class="pm-card-label">{}</p>'
            "<blockquote>{}</blockquote>{}</div>"
        ).format(reader.t("survey.quote", party=owner), agreement.text, answers)
