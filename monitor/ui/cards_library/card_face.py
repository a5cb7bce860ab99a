"""Conversation cards as escaped HTML: a small one in the library, and a big one to read from."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from monitor.charts.style import DASHES, SHAPES, PartyMark
from monitor.domain.cards import Card, Form, Opener
from monitor.domain.partnership import PartyKind
from monitor.i18n.card_words import CardWords
from monitor.i18n.reader import Reader
from monitor.ui import html
from monitor.ui.icons import Icon, render_icon
from monitor.ui.shapes import render_shape

FORM_ICONS: Mapping[Form, Icon] = {
    Form.PAIRS: Icon.PAIRS,
    Form.ROUND: Icon.CIRCLE,
    Form.WALL: Icon.NOTES,
    Form.TABLE: Icon.TABLE,
    Form.WRITING: Icon.PAPER,
}
_OPENERS: Mapping[Opener, PartyMark] = {
    opener: PartyMark(kind, SHAPES[kind][0], DASHES[0])
    for opener, kind in (
        (Opener.INITIATIVE, PartyKind.INITIATIVE),
        (Opener.MUNICIPALITY, PartyKind.MUNICIPALITY),
    )
}


def render_tile(card: Card, words: CardWords, chips: Sequence[html.Chip]) -> Markup:
    """Return a card as it lies in the library, without its title, which is a link."""
    return Markup(
        '<div class="pm-talk-tile">{}<p>{}</p>{}<p class="pm-talk-first">{}</p></div>'
    ).format(
        html.render_chips(chips) if chips else "",
        words.aim,
        _facts([_fact(Icon.CLOCK, words.minutes), _fact(FORM_ICONS[card.form], words.form)]),
        words.questions[0],
    )


def render_card(card: Card, words: CardWords, reader: Reader, *, origin: str = "") -> Markup:
    """Return a card to read from in the room; ``origin``: whose own card it is."""
    t = reader.t
    return Markup(
        '<article class="pm-talk"><p class="pm-talk-theme"><span>{}</span><span>{}</span></p>'
        '<h1>{}</h1><p class="pm-talk-aim">{}</p>{}'
        "<h2>{}</h2><ol>{}</ol>"
        '<div class="pm-talk-questions"><h2>{}</h2>{}</div>'
        "<h2>{}</h2><p><strong>{}.</strong> {}</p>"
        '<p class="pm-talk-example"><strong>{}.</strong> {}</p></article>'
    ).format(
        words.theme,
        origin or card.code,
        words.title,
        words.aim,
        _facts(
            [
                _fact(Icon.CLOCK, words.minutes),
                _fact(FORM_ICONS[card.form], words.form),
                _opener(card.opener, words.opener),
            ]
        ),
        t("cards.how"),
        _entries(words.steps),
        t("cards.questions"),
        _list(words.questions),
        t("cards.write_down"),
        words.agreement,
        words.write_down,
        t("cards.example"),
        words.example,
    )


def render_grounds(words: CardWords, reader: Reader) -> Markup:
    """Return what a card is good for and which guidelines it rests on; nothing if neither."""
    told = [
        (reader.t("cards.good_for"), words.good_for),
        (reader.t("cards.rests_on"), words.rests_on),
    ]
    return Markup("").join(
        Markup('<div class="pm-talk-grounds"><h2>{}</h2>{}</div>').format(title, _list(lines))
        for title, lines in told
        if lines
    )


def _facts(facts: Sequence[Markup]) -> Markup:
    return Markup('<ul class="pm-talk-facts">{}</ul>').format(Markup("").join(facts))


def _fact(icon: Icon, words: str) -> Markup:
    return Markup("<li>{}<span>{}</span></li>").format(render_icon(icon), words)


def _opener(opener: Opener, words: str) -> Markup:
    """Return who speaks first, with the shape that the party has everywhere."""
    mark = _OPENERS.get(opener)
    picture = render_shape(mark) if mark else render_icon(Icon.VOICE)
    return Markup("<li>{}<span>{}</span></li>").format(picture, words)


def _list(lines: Sequence[str]) -> Markup:
    return Markup("<ul>{}</ul>").format(_entries(lines))


def _entries(lines: Sequence[str]) -> Markup:
    return Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
