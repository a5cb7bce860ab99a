"""Which worries a meeting talked about: those that a screen was about, not those that it showed."""

from collections.abc import Iterable

from monitor.domain.cards import Card
from monitor.domain.flags.worry import Worry, WorryKind
from monitor.domain.meeting.deck import (
    CardSlide,
    DifferencesSlide,
    LastTimeSlide,
    MovedSlide,
    Slide,
)

# What going through the agreements of last time is about.
_OF_LAST_TIME = {WorryKind.OVERDUE, WorryKind.NO_FOLLOW_THROUGH}


def was_talked_about(worry: Worry, shown: Iterable[Slide]) -> bool:
    """Tell whether one of the screens that were shown was about a worry.

    A screen that stayed covered, or had nothing to show, was about nothing.
    """
    return any(_is_about(slide, worry) for slide in shown)


def _is_about(slide: Slide, worry: Worry) -> bool:
    match slide:
        case CardSlide():
            return _is_card_about(slide.card, worry)
        case DifferencesSlide():
            gap = slide.gap
            subject = (WorryKind.GAP, gap.dimension) if gap else None
            return subject == (worry.kind, worry.dimension)
        case MovedSlide():
            moved = {(WorryKind.DECLINE, each.party, each.dimension) for each in slide.changes}
            return worry.subject in moved
        case LastTimeSlide():
            return bool(slide.rows) and worry.kind in _OF_LAST_TIME
        case _:
            return False


def _is_card_about(card: Card, worry: Worry) -> bool:
    """Tell whether a card is good for a worry: for its kind, and its dimension if it has one."""
    fits = worry.dimension is None or not card.dimensions or worry.dimension in card.dimensions
    return worry.kind in card.worries and fits
