"""What people wrote for the shared screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from monitor.domain.meeting.deck import CommentsSlide
from monitor.i18n.reader import Reader


@dataclass(frozen=True, slots=True)
class _Type:
    """What a size of type takes: letters on a line of a column, and heights as in the styles."""

    letters: int
    line: int
    gap: int

    def measure(self, text: str) -> int:
        """Return how high a comment is, with the gap under it."""
        return ceil(len(text) / self.letters) * self.line + self.gap


_LARGE, _SMALL = _Type(50, 46, 26), _Type(66, 36, 18)
# The height of a column, with a line under it that counts what does not fit.
_ROOM = 480


def render_comments(slide: CommentsSlide, reader: Reader) -> Markup:
    """Return what was written, as much as fits; the rest is counted."""
    texts = [each.text for each in slide.comments]
    shown = texts[: _count_fitting(texts)]
    if not shown:
        return Markup("")
    look = "" if _fit(shown, _LARGE) else " pm-screen-comments-many"
    look += " pm-screen-comments-one" if len(shown) == 1 else ""
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(text) for text in shown)
    more = len(texts) - len(shown)
    rest = Markup('<p class="pm-screen-more">{}</p>').format(
        reader.t("screen.comments.more", n=more)
    )
    return Markup('<div class="pm-screen-comments{}">{}</div>{}').format(
        look, paragraphs, rest if more else ""
    )


def _count_fitting(texts: Sequence[str]) -> int:
    """Return how many comments fit in small type; one is shown however long it is."""
    return max(count for count in range(len(texts) + 1) if count < 2 or _fit(texts[:count], _SMALL))  # noqa: PLR2004


def _fit(texts: Sequence[str], size: _Type) -> bool:
    """Tell whether comments fit in two columns, none of them broken in two."""
    heights = [size.measure(text) for text in texts]
    return any(
        max(sum(heights[:place]), sum(heights[place:])) <= _ROOM
        for place in range(len(heights) + 1)
    )
