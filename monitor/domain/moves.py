"""When a move began and how it went, from the published means alone.

The evidence says that something moved and where; these say since when, and whether in one step or
slowly. Only what is on the screen goes in, so what is told follows from what everyone sees.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

_LONGEST = 6  # A move that is told began at most so many rounds ago, as in the evidence.
_SLIDE_ROUNDS = 4  # A slide takes so many rounds, as in the evidence.
_SHORTEST_SLIDE = 3
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a mean: the place of its first round, and whether it went slowly."""

    start: int
    is_slide: bool


def locate_move(means: Sequence[float | None]) -> Move | None:
    """Find the step or slide that fits a series best (least squares); None below two means."""
    known = [place for place, mean in enumerate(means) if mean is not None]
    if len(known) < _PAIR:
        return None
    values = [mean for mean in means if mean is not None]
    candidates = list(_candidates(known))
    return min(candidates, key=lambda move: _misfit(move, known, values))


def _candidates(known: Sequence[int]) -> Iterator[Move]:
    for start in known[1:][-_LONGEST:]:
        yield Move(start, is_slide=False)
        if known[-1] - start + 1 >= _SHORTEST_SLIDE:
            yield Move(start, is_slide=True)


def _misfit(move: Move, known: Sequence[int], values: Sequence[float]) -> float:
    """Return the squares that a straight line through (course of the move, mean) leaves over."""
    course = [_course(move, place) for place in known]
    middle, level = fmean(course), fmean(values)
    spread = sum((each - middle) ** 2 for each in course)
    together = sum(
        (each - middle) * (value - level) for each, value in zip(course, values, strict=True)
    )
    return sum((value - level) ** 2 for value in values) - together**2 / spread


def _course(move: Move, place: int) -> float:
    if place < move.start:
        return 0.0
    return min((place - move.start + 1) / _SLIDE_ROUNDS, 1.0) if move.is_slide else 1.0
