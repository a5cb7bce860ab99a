"""The inside of cards: texts, lines with an icon, questions and quotes as escaped HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.charts.style import PartyMark
from monitor.i18n.reader import Reader
from monitor.ui.html import Text
from monitor.ui.icons import Icon, render_icon
from monitor.ui.shapes import render_shape


def render_card_title(title: Text) -> Markup:
    """Return the title of a card."""
    return Markup('<h3 class="pm-card-title">{}</h3>').format(title)


def render_points(lines: Sequence[Text]) -> Markup:
    """Return the points that a card makes."""
    points = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<ul class="pm-points">{}</ul>').format(points)


def render_icon_line(icon: Icon, text: Text) -> Markup:
    """Return a muted line with an icon before it."""
    return Markup('<p class="pm-icon-line">{}<span>{}</span></p>').format(render_icon(icon), text)


def render_question(label: Text, question: Text) -> Markup:
    """Return the question that a card ends in."""
    return Markup('<div class="pm-question"><p class="pm-card-label">{}</p><p>{}</p></div>').format(
        label, question
    )


def render_quotes(heading: Text, texts: Sequence[Text]) -> Markup:
    """Return what people wrote under one open question."""
    quotes = Markup("").join(Markup("<blockquote>{}</blockquote>").format(text) for text in texts)
    return Markup('<div class="pm-quotes"><h3 class="pm-card-title">{}</h3>{}</div>').format(
        heading, quotes
    )


@dataclass(frozen=True, slots=True)
class TrackPlace:
    """Where a party stands on the scale 1 to 5, and where it stood the round before."""

    mark: PartyMark
    name: str
    mean: float
    before: float | None


def render_track(places: Sequence[TrackPlace], reader: Reader) -> Markup:
    """Return the parties on one line of the scale, with their numbers in words under it."""
    means = [place.mean for place in places]
    marks = Markup("").join(
        Markup('<span class="pm-track-mark" style="left:{:.1f}%">{}</span>').format(
            _percent(place.mean), render_shape(place.mark)
        )
        for place in places
    )
    return Markup(
        '<div class="pm-track" aria-hidden="true"><span class="pm-track-gap" '
        'style="left:{:.1f}%;width:{:.1f}%"></span>{}</div><ul class="pm-track-words">{}</ul>'
    ).format(
        _percent(min(means)),
        _percent(max(means)) - _percent(min(means)),
        marks,
        Markup("").join(_track_words(place, reader) for place in places),
    )


def _track_words(place: TrackPlace, reader: Reader) -> Markup:
    was = ""
    if place.before is not None:
        was = reader.t("flag.was", score=reader.formatter.score(place.before))
    return Markup(
        '<li>{}<span>{} <strong>{}</strong> <span class="pm-muted">{}</span></span></li>'
    ).format(render_shape(place.mark), place.name, reader.formatter.score(place.mean), was)


def _percent(mean: float) -> float:
    return 100 * (mean - 1) / 4
