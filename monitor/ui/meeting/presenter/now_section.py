"""What is on the shared screen now, how to talk about it, and what comes after it."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.meeting.plan import Step
from monitor.i18n.meeting_sentences import write_ask, write_title
from monitor.ui import cards, html, session
from monitor.ui.icons import Icon, render_icon
from monitor.ui.meeting.presenter.clock import list_clocks, show_clocks
from monitor.ui.meeting.presenter.desk import Desk
from monitor.ui.meeting.presenter.note_field import keep_notes, show_note_field


def show_now(desk: Desk) -> None:
    """Show the step that is on: its clocks, what the screen says, a hint and the note."""
    meeting = desk.meeting
    with st.container(border=True, key="presenter-now"):
        show_clocks(list_clocks(meeting, desk.reader), desk.held.now, desk.reader)
        html.show_html(_render_screen(meeting.step, desk), _render_hint(meeting.step, desk))
        show_note(meeting.step, desk)
    if meeting.next_step:
        html.show_html(_render_next(meeting.next_step, desk))


def show_note(step: Step, desk: Desk) -> None:
    """Show the note beside a step, and keep what was typed."""
    sent = show_note_field(desk.meeting, step, desk.name(step), desk.reader)
    if keep_notes(session.context(), desk.meeting, sent):
        st.rerun()


def _render_screen(step: Step, desk: Desk) -> Markup:
    """Return what the shared screen says, in its own language."""
    t, meeting, slide = desk.reader.t, desk.meeting, desk.deck.slide_of(step)
    title = write_title(slide, desk.deck, desk.spoken) if slide else ""
    ask = write_ask(slide, desk.deck, desk.spoken) if slide else ""
    closed = meeting.is_closed_step(step, desk.held.partnership)
    place = t("presenter.place", number=meeting.position + 1, of=len(meeting.plan.steps))
    return Markup(
        '<div class="pm-presenter-now"><p class="pm-muted">{} · {}</p>'
        '<p class="pm-sentence" lang="{}">{}</p>{}{}</div>'
    ).format(
        place,
        desk.name(step),
        desk.spoken.t.language.value,
        title,
        cards.render_question(t("presenter.ask"), ask) if ask else "",
        _lock(t("presenter.closed")) if closed else "",
    )


def _lock(text: str) -> Markup:
    return Markup('<p class="pm-icon-line">{}<span>{}</span></p>').format(
        render_icon(Icon.LOCK), text
    )


def _render_hint(step: Step, desk: Desk) -> Markup:
    """Return how a facilitator goes about a step."""
    t = desk.reader.t
    return Markup('<p class="pm-hint"><strong>{}</strong> {}</p>').format(
        t("presenter.hint"), t(f"presenter.hint.{step.kind.value}")
    )


def _render_next(step: Step, desk: Desk) -> Markup:
    t, note = desk.reader.t, desk.meeting.note_of(step)
    line = t("presenter.after", step=desk.name(step), n=step.minutes)
    return Markup('<div class="pm-next"><p class="pm-strong">{}</p>{}</div>').format(
        line, Markup('<p class="pm-muted">{}</p>').format(note) if note else ""
    )
