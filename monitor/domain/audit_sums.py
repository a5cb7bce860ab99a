"""What is left possible for one person when the sum of a group is known.

A person's score is a mean of 2 or more answers, so scores of different people lie on different
grids. Everything is counted in units that fit on all of them: sixths of a point for three
questions. The sums that a group can have are the ones of a bit set.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Person:
    """One person on one dimension: the score in units, and the number of answers behind it."""

    score: int
    answers: int


@dataclass(frozen=True, slots=True)
class Window:
    """The lowest and the highest sum that is possible."""

    low: int
    high: int

    def within(self, other: "Window") -> "Window":
        """Return what is possible in both."""
        return Window(max(self.low, other.low), min(self.high, other.high))

    def minus(self, known: int) -> "Window":
        """Return what is possible of the rest when a part is known."""
        return Window(self.low - known, self.high - known)

    @property
    def mask(self) -> int:
        """The possible sums as a bit set."""
        low, size = max(self.low, 0), self.high - max(self.low, 0) + 1
        return ((1 << size) - 1) << low if size > 0 else 0


@lru_cache(maxsize=256)
def unit_of(questions: int) -> int:
    """Return into how many units a point is divided: the scores of all people are whole."""
    return math.lcm(*range(1, questions + 1))


@lru_cache(maxsize=4096)
def possible_totals(answers: tuple[int, ...], unit: int) -> int:
    """Return the totals that people can have who gave so many answers each, as a bit set."""
    totals = 1
    for count in answers:
        totals = sum_set(totals << score for score in possible_scores(count, unit))
    return totals


@lru_cache(maxsize=64)
def possible_scores(answers: int, unit: int) -> Sequence[int]:
    """Return the scores that a person can have who gave so many answers."""
    step = unit // answers
    return tuple(total * step for total in range(LOWEST * answers, HIGHEST * answers + 1))


def sum_set(sets: Iterator[int]) -> int:
    """Return the union of bit sets."""
    union = 0
    for each in sets:
        union |= each
    return union


def members_of(totals: int) -> Iterator[int]:
    """Yield the members of a bit set, lowest first."""
    while totals:
        lowest = totals & -totals
        yield lowest.bit_length() - 1
        totals ^= lowest


def count_answers(people: Sequence[Person]) -> tuple[int, ...]:
    """Return how many answers each gave, in an order that fits the cache."""
    return tuple(sorted(person.answers for person in people))
