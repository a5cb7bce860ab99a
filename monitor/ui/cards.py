"""The inside of cards: texts, lines with an icon, questions and quotes as escaped HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.ui.html import Text
from monitor.ui.icons import Icon, render_icon


def render_card_text(title: Text, lines: Sequence[Text]) -> Markup:
    """Return the title of a card and the points under it."""
    points = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<h3 class="pm-card-title">{}</h3><ul class="pm-points">{}</ul>').format(
        title, points
    )


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
