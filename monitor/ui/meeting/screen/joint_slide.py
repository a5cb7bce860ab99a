"""The picture of all parties together, as large numbers."""

from markupsafe import Markup

from monitor.domain.meeting.deck import JointSlide
from monitor.domain.questionnaire import Dimension
from monitor.i18n.reader import Reader
from monitor.ui.meeting.screen.tracks import place_of


def render_joint(slide: JointSlide, reader: Reader) -> Markup:
    """Return a number for each dimension, with where it lies between 1 and 5."""
    if slide.is_empty:
        return Markup("")
    numbers = Markup("").join(_render_number(slide, each, reader) for each in Dimension)
    return Markup('<ul class="pm-screen-numbers">{}</ul>').format(numbers)


def _render_number(slide: JointSlide, dimension: Dimension, reader: Reader) -> Markup:
    name, mean = reader.dimension(dimension), slide.means.get(dimension)
    if mean is None:
        why = reader.t("screen.joint.none_here")
        return Markup('<li><p>{}</p><p class="pm-screen-none">{}</p></li>').format(name, why)
    is_fine = dimension in slide.fine
    return Markup(
        '<li><p>{}</p><p class="pm-screen-number-large{}">{}</p>'
        '<div aria-hidden="true"><div class="pm-screen-rail"><span style="width:{:.1f}%"></span>'
        '</div><p class="pm-screen-ends"><span>1</span><span>5</span></p></div></li>'
    ).format(
        name,
        "" if is_fine else " pm-screen-rounded",
        reader.score(mean, fine=is_fine),
        place_of(mean),
    )
