"""What came of a question on phones, as the shared screen shows it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from monitor.charts.style import PartyMark, choose_marks
from monitor.domain.meeting.deck import CardSlide, Deck
from monitor.domain.meeting.live import Bound, LiveResult, LiveScore
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Question
from monitor.i18n.live_sentences import say_live_score, write_live_score, write_statement
from monitor.i18n.reader import Reader
from monitor.ui.html import Text
from monitor.ui.meeting.screen.tracks import place_of, render_ends
from monitor.ui.shapes import render_shape


def render_scores(
    result: LiveResult, questions: Mapping[str, Question], deck: Deck, reader: Reader
) -> Markup:
    """Return the statements with their means: of all together, or of each party."""
    rows = Markup("").join(
        _render_row(write_statement(code, questions, reader.t), list(scores), deck, reader)
        for code, scores in groupby(result.scores, key=lambda score: score.code)
    )
    return Markup('<div class="pm-live-rows">{}{}</div>').format(rows, render_ends(reader))


def render_favourites(favourites: Sequence[str], deck: Deck, reader: Reader) -> Markup:
    """Return the cards that were chosen most, without how often."""
    cards = [slide.card for slide in deck.slides if isinstance(slide, CardSlide)]
    titles = Markup("").join(
        Markup("<li>{}</li>").format(card.title[reader.t.language])
        for card in cards
        if card.code in favourites
    )
    key = "alike" if len(favourites) > 1 else "favourite"
    return Markup('<div class="pm-live-cards"><p>{}</p><ul>{}</ul></div>').format(
        reader.t(f"live.screen.{key}"), titles
    )


def _render_row(text: Text, scores: Sequence[LiveScore], deck: Deck, reader: Reader) -> Markup:
    marks = choose_marks(deck.partnership)
    numbers = Markup("").join(_render_number(score, marks, deck, reader) for score in scores)
    drawn = Markup("").join(_draw(score, marks) for score in scores)
    return Markup(
        '<div class="pm-live-row"><p>{}</p><div class="pm-live-numbers">{}</div>'
        '<div class="pm-screen-track" aria-hidden="true">{}</div></div>'
    ).format(text, numbers, drawn)


def _render_number(
    score: LiveScore, marks: Mapping[PartyId, PartyMark], deck: Deck, reader: Reader
) -> Markup:
    spoken, whose, look = say_live_score(score, reader), Markup(""), ""
    if score.party_id is not None:
        mark = marks[score.party_id]
        whose, look = render_shape(mark), f" pm-live-{mark.kind.value}"
        spoken = f"{reader.party(deck.partnership, score.party_id)}: {spoken}"
    if score.mean is None:
        look = " pm-live-none"
    return Markup(
        '<span class="pm-live-number{}"><span aria-hidden="true">{}{}</span>'
        '<span class="pm-hidden">{}</span></span>'
    ).format(look, whose, write_live_score(score, reader), spoken)


def _draw(score: LiveScore, marks: Mapping[PartyId, PartyMark]) -> Markup:
    """Return a mark on the scale, or the whole end of it where the mean lies somewhere in that."""
    if score.mean is None:
        return Markup("")
    place = place_of(score.mean)
    kind = marks[score.party_id].kind.value if score.party_id else "all"
    if score.bound is not None:
        left, width = (0.0, place) if score.bound is Bound.AT_MOST else (place, 100 - place)
        return Markup(
            '<span class="pm-live-end pm-live-{}" style="left:{:.1f}%;width:{:.1f}%"></span>'
        ).format(kind, left, width)
    shape = render_shape(marks[score.party_id]) if score.party_id else _ALL
    return Markup('<span class="pm-screen-mark" style="left:{:.1f}%">{}</span>').format(
        place, shape
    )


_ALL = Markup('<span class="pm-shape pm-circle pm-live-all"></span>')
