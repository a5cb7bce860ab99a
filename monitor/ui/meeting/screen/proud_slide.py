"""What the parties may be proud of."""

from markupsafe import Markup

from monitor.domain.meeting.deck import Deck, ProudSlide
from monitor.i18n.celebration_sentences import write_celebration
from monitor.i18n.reader import Reader
from monitor.ui.celebration_icons import CELEBRATION_ICONS
from monitor.ui.html import render_empty
from monitor.ui.icons import render_icon

_MOST_LARGE = 4
_MOST = 7


def render_proud(slide: ProudSlide, deck: Deck, reader: Reader) -> Markup:
    """Return what there is to celebrate, a line each."""
    if not slide.celebrations:
        return render_empty(reader.t("screen.proud.none"), reader.t("screen.proud.none.help"))
    shown = slide.celebrations[:_MOST]
    lines = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(
            render_icon(CELEBRATION_ICONS[each.kind]),
            write_celebration(each, deck.partnership, reader),
        )
        for each in shown
    )
    many = " pm-screen-proud-many" if len(shown) > _MOST_LARGE else ""
    return Markup('<ul class="pm-screen-proud{}">{}</ul>').format(many, lines)
