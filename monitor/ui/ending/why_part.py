"""Why one would end together, and what the parties agreed about it."""

import streamlit as st
from markupsafe import Markup

from monitor.i18n.reader import Reader
from monitor.services.ending.read_ending import EndingView
from monitor.ui import addresses, html
from monitor.ui.agreements.collaboration_document import render_open_question
from monitor.ui.agreements.parts import Part as AgreementsPart
from monitor.ui.cards_library.desk import CARD
from monitor.ui.icons import Icon, render_icon

_CARD = "ENDING"
_REASONS = {"reached": Icon.CHECK, "other_way": Icon.SPLIT, "learnt": Icon.STAR}


def show_why(view: EndingView, reader: Reader) -> None:
    """Show the reasons to end well, and what was agreed about stopping together."""
    t = reader.t
    html.show_html(html.render_section(t("ending.why.title"), t("ending.why.lead")))
    reasons = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(render_icon(icon), t(f"ending.why.{name}"))
        for name, icon in _REASONS.items()
    )
    agreed = view.collaboration.stop_together if view.collaboration else ""
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in agreed.splitlines() if line)
    html.show_html(
        Markup('<ul class="pm-proud">{}</ul>').format(reasons),
        Markup('<div class="pm-goal"><p class="pm-card-label">{}</p>{}</div>').format(
            t("ending.why.agreed"), said or render_open_question(t("ending.why.not_agreed"))
        ),
    )
    address = {"id": str(view.partnership.id)}
    with st.container(horizontal=True):
        st.page_link(
            addresses.AGREEMENTS,
            label=t("ending.why.read"),
            icon=":material/contract:",
            query_params={**address, "part": AgreementsPart.COLLABORATION.value},
        )
        st.page_link(
            addresses.CARDS,
            label=t("ending.why.card"),
            icon=":material/style:",
            query_params={**address, CARD: _CARD},
        )
