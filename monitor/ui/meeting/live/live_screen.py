"""The shared screen while phones answer, and what came of it: for all at once, and never who."""

from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.links import PersonalCode, write_code
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveResult
from monitor.domain.meeting.live_rules import fewest_votes
from monitor.i18n.live_sentences import write_live_title
from monitor.i18n.reader import Reader, capitalise
from monitor.i18n.sentences import name_party
from monitor.services.meeting.ask_live import LiveView
from monitor.ui.html import STYLESHEET, render_party, show_html
from monitor.ui.meeting.live.result import render_favourites, render_scores
from monitor.ui.meeting.live.square_code import render_code
from monitor.ui.meeting.screen.stage import render_head

_STYLES = STYLESHEET.with_name("live.css")


def show_live(view: LiveView, deck: Deck, reader: Reader) -> bool:
    """Show what is on phones or came of it, in place of the slide; False if there is nothing."""
    question = view.question
    if question is None:
        return False
    title = write_live_title(question.kind, reader.t)
    st.html(render_styles())
    if question.result is None:
        show_html(render_head([title], reader.t("live.screen.lead")))
        content = _render_invitation(view, reader)
    else:
        show_html(render_head([title], _write_lead(question.result, deck, reader)))
        content = _render_result(question, question.result, view, deck, reader)
    with st.container(key="screen-main"):
        show_html(content)
    return True


def render_styles() -> Markup:
    """Return the styles of what is asked on phones, as an element."""
    # The file is ours, and holds nothing that anybody typed.
    return Markup("<style>{}</style>").format(Markup(_STYLES.read_text(encoding="utf-8")))  # noqa: S704


def _render_invitation(view: LiveView, reader: Reader) -> Markup:
    t = reader.t
    typed = urlsplit(view.short_address)
    address = Markup('<strong class="pm-live-typed">{}</strong>').format(
        f"{typed.netloc}{typed.path}"
    )
    code = Markup('<strong class="pm-live-typed">{}</strong>').format(
        write_code(PersonalCode(view.code))
    )
    steps = Markup("").join(
        Markup("<li><span>{}</span></li>").format(step)
        for step in (
            t("live.screen.scan"),
            Markup("{}{}{}{}").format(t("live.screen.go"), address, t("live.screen.type"), code),
            t("live.screen.look"),
        )
    )
    picture = render_code(view.address, t("live.screen.code"))
    return Markup('<div class="pm-live-open">{}<ol>{}</ol></div>').format(picture, steps)


def _render_result(
    question: LiveQuestion, result: LiveResult, view: LiveView, deck: Deck, reader: Reader
) -> Markup:
    if not result.has_enough:
        fewest = fewest_votes(question.kind, deck.partnership.minimum_group)
        text = reader.t("live.screen.few", n=fewest)
        return Markup('<div class="pm-live-cards"><p class="pm-live-few">{}</p></div>').format(text)
    if question.kind is LiveKind.CARDS:
        return render_favourites(result.favourites, deck, reader)
    return render_scores(result, view.questions, deck, reader)


def _write_lead(result: LiveResult, deck: Deck, reader: Reader) -> Markup:
    """Tell whose means these are: of all together, or of each party by its shape."""
    whose = {score.party_id for score in result.scores if score.mean is not None}
    parties = [party for party in deck.partnership.parties if party.id in whose]
    marks = choose_marks(deck.partnership)
    named = [
        render_party(marks[party.id], capitalise(name_party(deck.partnership, party.id, reader)))
        for party in parties
    ]
    if not whose:
        return Markup("")
    key = "apart" if parties else "together"
    return Markup("{}<span>{}</span>").format(
        Markup("").join(named), reader.t(f"live.screen.{key}")
    )
