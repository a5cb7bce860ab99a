"""What the parties may be proud of."""

from collections.abc import Mapping

from markupsafe import Markup

from monitor.domain.celebration import CelebrationKind
from monitor.domain.meeting.deck import Deck, ProudSlide
from monitor.i18n.celebration_sentences import write_celebration
from monitor.i18n.reader import Reader
from monitor.ui.html import render_empty
from monitor.ui.icons import Icon, render_icon

_MOST_LARGE = 4
_MOST = 7
_ICONS: Mapping[CelebrationKind, Icon] = {
    CelebrationKind.KEPT: Icon.CHECK,
    CelebrationKind.BECAME_STRONG: Icon.STAR,
    CelebrationKind.STAYED_STRONG: Icon.STAR,
    CelebrationKind.STRONG: Icon.STAR,
    CelebrationKind.GREW: Icon.UP,
    CelebrationKind.CHANGED: Icon.FLAG,
}


def render_proud(slide: ProudSlide, deck: Deck, reader: Reader) -> Markup:
    """Return what there is to celebrate, a line each."""
    if not slide.celebrations:
        return render_empty(reader.t("screen.proud.none"), reader.t("screen.proud.none.help"))
    shown = slide.celebrations[:_MOST]
    lines = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(
            render_icon(_ICONS[each.kind]),
            write_celebration(each, deck.partnership, reader),
        )
        for each in shown
    )
    many = " pm-screen-proud-many" if len(shown) > _MOST_LARGE else ""
    return Markup('<ul class="pm-screen-proud{}">{}</ul>').format(many, lines)
