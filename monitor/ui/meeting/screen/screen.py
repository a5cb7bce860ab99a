"""The shared screen as a whole: before the meeting, at each of its steps, and after it."""

import streamlit as st
from markupsafe import Markup

from monitor.domain.meeting.deck import (
    CardSlide,
    CommentsSlide,
    Deck,
    DifferencesSlide,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
    Slide,
    TalkSlide,
    WritingSlide,
    is_covered,
)
from monitor.domain.meeting.meeting import MeetingState
from monitor.i18n.reader import Reader
from monitor.ui import html
from monitor.ui.meeting.live.key_codes import show_key_codes
from monitor.ui.meeting.live.live_screen import show_live
from monitor.ui.meeting.screen import figures, stage
from monitor.ui.meeting.screen.agreed_slide import render_agreed
from monitor.ui.meeting.screen.before_and_after import render_closing, render_waiting
from monitor.ui.meeting.screen.card_slide import render_card
from monitor.ui.meeting.screen.closed_slide import render_promise
from monitor.ui.meeting.screen.comments_slide import render_comments
from monitor.ui.meeting.screen.differences_slide import render_differences
from monitor.ui.meeting.screen.joint_slide import render_joint
from monitor.ui.meeting.screen.mirror_slide import render_mirror
from monitor.ui.meeting.screen.proud_slide import render_proud
from monitor.ui.meeting.screen.talk_slide import render_talk
from monitor.ui.meeting.screen.view import ScreenView
from monitor.ui.meeting.writing.writing_section import show_writing

# Where the parties talk, it helps to see who begins.
_TALKS = PartiesSlide | DifferencesSlide | MirrorSlide | MovedSlide | CardSlide
_WITH_SHAPES = PartiesSlide | MovedSlide


def show_screen(view: ScreenView, reader: Reader) -> None:
    """Show the message of this moment."""
    held, deck = view.held, view.deck
    is_running = held.meeting.state is MeetingState.RUNNING
    html.show_html(stage.render_top(held.partnership, held.meeting if is_running else None, reader))
    with st.container(key="screen-body"):
        if held.meeting.state is MeetingState.PREPARED:
            _show_calm(*render_waiting(deck, reader))
        elif held.meeting.state is MeetingState.ENDED:
            _show_calm(*render_closing(deck, view.entries, reader))
        elif not show_live(view.live_now, deck, reader) and view.slide is not None:
            _show_slide(view.slide, view, reader)


def _show_calm(head: Markup, content: Markup) -> None:
    html.show_html(head)
    with st.container(key="screen-main"):
        html.show_html(content)


def _show_slide(slide: Slide, view: ScreenView, reader: Reader) -> None:
    deck = view.deck
    is_closed = is_covered(slide)
    if not isinstance(slide, CardSlide):
        has_legend = isinstance(slide, _WITH_SHAPES) and not is_closed
        html.show_html(stage.render_slide_head(slide, deck, reader, has_legend=has_legend))
    key = "screen-writing" if isinstance(slide, WritingSlide) else "screen-main"
    with st.container(key=key):
        if is_closed:
            _show_closed(view, reader)
        else:
            _show_content(slide, view, reader)
    if not isinstance(slide, WritingSlide):
        has_order = isinstance(slide, _TALKS)
        html.show_html(stage.render_foot(slide, deck, reader, has_order=has_order))


def _show_closed(view: ScreenView, reader: Reader) -> None:
    html.show_html(render_promise(reader))
    show_key_codes(view.held, reader)


def _show_content(slide: Slide, view: ScreenView, reader: Reader) -> None:
    match slide:
        case PartiesSlide():
            figures.show_parties(slide, view.deck, reader)
        case MovedSlide():
            figures.show_moved(slide, view.deck, reader)
        case WritingSlide():
            show_writing(view.held, view.entries, reader)
        case _:
            html.show_html(_render_content(slide, view.deck, reader))


def _render_content(slide: Slide, deck: Deck, reader: Reader) -> Markup:
    match slide:
        case LastTimeSlide():
            return render_agreed(slide, deck, reader)
        case ProudSlide():
            return render_proud(slide, deck, reader)
        case DifferencesSlide():
            return render_differences(slide, deck, reader)
        case MirrorSlide():
            return render_mirror(slide, deck, reader)
        case TalkSlide():
            return render_talk(slide, deck, reader)
        case _:
            return _render_shared(slide, reader)


def _render_shared(slide: Slide, reader: Reader) -> Markup:
    """Return what needs no names of parties."""
    match slide:
        case JointSlide():
            return render_joint(slide, reader)
        case CommentsSlide():
            return render_comments(slide, reader)
        case CardSlide():
            return render_card(slide, reader)
        case _:
            return Markup("")
