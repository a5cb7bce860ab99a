"""What people wrote for the shared screen."""

from itertools import accumulate

from markupsafe import Markup

from monitor.domain.meeting.deck import CommentsSlide
from monitor.i18n.reader import Reader

# In letters: what fits in two columns of large type, and what in two of smaller type.
_LARGE, _ALL = 700, 1900


def render_comments(slide: CommentsSlide, reader: Reader) -> Markup:
    """Return what was written, as much as fits; the rest is counted."""
    lengths = accumulate(len(each.text) for each in slide.comments)
    fitting = max(1, sum(length <= _ALL for length in lengths))
    shown = slide.comments[:fitting]
    if not shown:
        return Markup("")
    size = sum(len(each.text) for each in shown)
    look = " pm-screen-comments-many" if size > _LARGE else ""
    look += " pm-screen-comments-one" if len(shown) == 1 else ""
    texts = Markup("").join(Markup("<p>{}</p>").format(each.text) for each in shown)
    more = len(slide.comments) - len(shown)
    rest = Markup('<p class="pm-screen-more">{}</p>').format(
        reader.t("screen.comments.more", n=more)
    )
    return Markup('<div class="pm-screen-comments{}">{}</div>{}').format(
        look, texts, rest if more else ""
    )
