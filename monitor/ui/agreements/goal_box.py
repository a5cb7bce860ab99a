"""What the partnership page shows of the agreements: the joint goal, and what is still open."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.partnership import Partnership
from monitor.i18n.agreement_words import write_due
from monitor.i18n.reader import Reader
from monitor.services.agreements.collaborate import CollaborationView
from monitor.services.agreements.keep_agreements import AgreementEntry, AgreementsView
from monitor.ui import addresses, html, permits
from monitor.ui.agreements.agreement_rows import render_owner
from monitor.ui.agreements.collaboration_document import render_open_question
from monitor.ui.agreements.parts import Part

_MOST_SHOWN = 5


def show_goal(view: CollaborationView, reader: Reader) -> None:
    """Show the goal that the parties share, or that they have not written one down yet."""
    t, goal = reader.t, view.collaboration.goal
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in goal.splitlines() if line)
    html.show_html(
        Markup('<div class="pm-goal"><p class="pm-card-label">{}</p>{}</div>').format(
            t("agreements.goal"), said or render_open_question(t("collaboration.question.goal"))
        )
    )
    if not goal and permits.may_write(view.partnership.id):
        _show_link(view.partnership, Part.COLLABORATION, t("agreements.goal_write"))


def show_open_agreements(view: AgreementsView, reader: Reader) -> None:
    """Show the open agreements that are due first, and the way to all of them."""
    t = reader.t
    html.show_html(html.render_section(t("agreements.open", n=len(view.open))))
    shown = Markup("").join(_render_line(entry, view, reader) for entry in view.open[:_MOST_SHOWN])
    if shown:
        html.show_html(Markup('<ul class="pm-agreements">{}</ul>').format(shown))
    else:
        st.write(t("agreements.none_open"))
    _show_link(view.partnership, Part.SINGLE, t("agreements.all"))


def _render_line(entry: AgreementEntry, view: AgreementsView, reader: Reader) -> Markup:
    agreement = entry.record.content
    return Markup('<li><span>{}</span><span class="pm-muted">{}{}</span></li>').format(
        agreement.text,
        render_owner(agreement.owner, view.partnership),
        f", {write_due(agreement, view.today, reader)}",
    )


def _show_link(partnership: Partnership, part: Part, label: str) -> None:
    st.page_link(
        addresses.AGREEMENTS,
        label=label,
        icon=":material/contract:",
        query_params={"id": str(partnership.id), "part": part.value},
    )
