"""A conversation card: its question, and how the talk goes."""

from markupsafe import Markup

from monitor.domain.meeting.deck import CardSlide
from monitor.i18n.card_words import write_card
from monitor.i18n.reader import Reader

_LONG = 75
_MOST_LARGE = 4


def render_card(slide: CardSlide, reader: Reader) -> Markup:
    """Return the card as a sheet: its first question large, the steps of the talk under it."""
    words = write_card(slide.card, reader)
    question, *others = words.questions
    eyebrow = [words.title, words.minutes]
    if slide.is_favourite:
        eyebrow.append(reader.t("screen.card.favourite"))
    steps = Markup("").join(
        Markup("<li><strong>{}</strong>{}</li>").format(place, step)
        for place, step in enumerate(words.steps, start=1)
    )
    return Markup(
        '<div class="pm-screen-card"><div><p class="pm-screen-eyebrow">{}</p><h1{}>{}</h1>'
        '<p class="pm-screen-also">{}</p></div><ol class="pm-screen-walk{}">{}</ol></div>'
    ).format(
        " · ".join(eyebrow),
        Markup(' class="pm-screen-long"') if len(question) > _LONG else "",
        question,
        " ".join(others),
        " pm-screen-walk-many" if len(words.steps) > _MOST_LARGE else "",
        steps,
    )
