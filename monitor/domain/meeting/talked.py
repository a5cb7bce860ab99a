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
from monitor.domain.questionnaire import Dimension

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
            return gap is not None and _is_of(worry, WorryKind.GAP, gap.dimension)
        case MovedSlide():
            fell = [each for each in slide.changes if each.points < 0]
            return any(
                each.party == worry.party and _is_of(worry, WorryKind.DECLINE, each.dimension)
                for each in fell
            )
        case LastTimeSlide():
            return bool(slide.rows) and worry.kind in _OF_LAST_TIME
        case _:
            return False


def _is_of(worry: Worry, kind: WorryKind, dimension: Dimension) -> bool:
    """Tell whether a worry is of a kind, and of a dimension or of all of them."""
    return worry.kind is kind and worry.dimension in (dimension, None)


def _is_card_about(card: Card, worry: Worry) -> bool:
    """Tell whether a card is good for a worry: for its kind, and its dimension if it has one."""
    fits = worry.dimension is None or not card.dimensions or worry.dimension in card.dimensions
    return worry.kind in card.worries and fits
