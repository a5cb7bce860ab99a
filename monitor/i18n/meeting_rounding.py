"""Whether a screen of a meeting shows numbers with ≈, so that it says what that means."""

from monitor.domain.meeting.deck import (
    DifferencesSlide,
    JointSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    Slide,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.i18n.meeting_moves import list_moves
from monitor.i18n.reader import is_fine_score


def shows_rounded(slide: Slide) -> bool:
    """Tell whether a number on a screen is marked as rounded."""
    match slide:
        case JointSlide():
            return any(
                mean is not None and dimension not in slide.fine
                for dimension, mean in slide.means.items()
            )
        case PartiesSlide():
            return any(_is_rounded(each, d) for each in slide.parties for d in Dimension)
        case DifferencesSlide():
            gap = slide.gap
            return gap is not None and any(
                _is_rounded(each, gap.dimension) for each in slide.parties
            )
        case MirrorSlide():
            return any(not row.is_fine for rows in slide.rows.values() for row in rows)
        case MovedSlide():
            return any(not move.is_fine for d in Dimension for move in list_moves(slide, d))
        case _:
            return False


def _is_rounded(party: PublishedParty, dimension: Dimension) -> bool:
    score = party.scores.get(dimension)
    is_shown = score is not None and score.mean is not None
    return is_shown and not is_fine_score(party, dimension)
