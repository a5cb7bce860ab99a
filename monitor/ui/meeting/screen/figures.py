"""The slides that hold a figure: the picture per party, and what moved."""

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from monitor.charts.meeting_dumbbell import describe_meeting_dumbbell, draw_meeting_dumbbell
from monitor.charts.meeting_moves import describe_meeting_moves, draw_meeting_moves
from monitor.charts.meeting_tables import table_of_slide
from monitor.charts.style import choose_marks
from monitor.charts.table import Table
from monitor.domain.meeting.deck import Deck, MovedSlide, PartiesSlide
from monitor.domain.questionnaire import Dimension
from monitor.i18n.meeting_moves import Move, list_moves, write_move
from monitor.i18n.meeting_sentences import PAIR, write_hidden
from monitor.i18n.reader import Reader
from monitor.ui import cached, html, session
from monitor.ui.shapes import render_shape

_STILL = {"staticPlot": True}


def show_parties(slide: PartiesSlide, deck: Deck, reader: Reader) -> None:
    """Show the opened picture per party."""
    if not any(score.is_shown for party in slide.parties for score in party.scores.values()):
        return
    palette = session.look().palette
    figure = cached.draw_once(draw_meeting_dumbbell, slide, deck, reader, palette)
    _show_figure(figure, describe_meeting_dumbbell(slide, deck, reader), "parties")
    hidden = write_hidden(slide.parties, deck, reader)
    note = Markup('<p class="pm-screen-more">{}</p>').format(hidden) if hidden else Markup("")
    html.show_html(_render_table(table_of_slide(slide, deck, reader)), note)


def show_moved(slide: MovedSlide, deck: Deck, reader: Reader) -> None:
    """Show what moved since the round before, and in words what of that may be chance."""
    if not any(list_moves(slide, each) for each in Dimension):
        return
    palette = session.look().palette
    figure = cached.draw_once(draw_meeting_moves, slide, deck, reader, palette)
    _show_figure(figure, describe_meeting_moves(slide, deck, reader), "moved")
    words = Markup("").join(
        Markup("<li>{}</li>").format(_render_moves(slide, each, deck, reader)) for each in Dimension
    )
    many = " pm-screen-words-many" if len(deck.partnership.parties) > PAIR else ""
    html.show_html(
        Markup('<ul class="pm-screen-words{}">{}</ul>').format(many, words),
        _render_table(table_of_slide(slide, deck, reader)),
    )


def _show_figure(figure: go.Figure, alt: str, name: str) -> None:
    with st.container(key=f"screen-figure-{name}"):
        st.plotly_chart(
            figure,
            theme=None,
            config=_STILL,
            alt=alt,
            key="screen.figure",
            width=figure.layout.width,
        )


def _render_moves(slide: MovedSlide, dimension: Dimension, deck: Deck, reader: Reader) -> Markup:
    moves = list_moves(slide, dimension)
    if not moves:
        return Markup('<p class="pm-muted">{}</p>').format(reader.t("screen.moved.none_here"))
    # Where all of it may be chance the headline says so.
    has_notes = not all(
        each.may_be_chance for every in Dimension for each in list_moves(slide, every)
    )
    return Markup("").join(_render_move(each, deck, reader, has_note=has_notes) for each in moves)


def _render_move(move: Move, deck: Deck, reader: Reader, *, has_note: bool) -> Markup:
    words = write_move(move, deck.partnership, reader)
    marks = choose_marks(deck.partnership)
    shape = render_shape(marks[move.party_id]) if move.party_id is not None else ""
    note = words.note if has_note else ""
    chance = Markup('<span class="pm-muted">{}</span>').format(note) if note else ""
    return Markup("<p>{} {}{}</p>").format(shape, words.text, chance)


def _render_table(table: Table | None) -> Markup:
    """Return the numbers of a figure for who does not see it."""
    if table is None:
        return Markup("")
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(each) for each in table.headers
    )
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
        )
        for row in table.rows
    )
    return Markup(
        '<div class="pm-hidden"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(heads, rows)
