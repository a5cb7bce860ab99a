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
PROTECTED_WIDTH = 1.0  # Scale points that must stay open of everybody's score.


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


def can_swap_a_point(scores: Sequence[float]) -> bool:
    """Tell whether any two colleagues of an insider can trade a whole point unnoticed.

    One of them up and the other down leaves every mean as it is. It fails only when all but the
    insider score above 4, or all below 2. ``scores``: lowest first.
    """
    return len(scores) > 2 and scores[1] <= 4 and scores[-2] >= 2  # noqa: PLR2004


def is_sum_harmless(people: Sequence[Person], unit: int) -> bool:
    """Tell whether even the exact sum leaves a point, where all answered as many questions."""
    if len(people) < 3 or len({person.answers for person in people}) > 1:  # noqa: PLR2004
        return False
    scores, others = [person.score for person in people], len(people) - 1
    total = sum(scores)
    lowest, highest = total - max(scores), total - min(scores)
    return lowest >= (others * LOWEST + 1) * unit and highest <= (others * HIGHEST - 1) * unit


@dataclass(frozen=True, slots=True)
class Pair:
    """An insider's score, how many answers a colleague gave, and how many each of the others."""

    known: int
    target: int
    others: tuple[int, ...]


def pairs_of(people: Sequence[Person]) -> set[Pair]:
    """Return every insider with every colleague, once where they are alike."""
    pairs = set()
    for insider in set(people):
        colleagues = without(people, insider)
        for target in set(colleagues):
            others = list(colleagues)
            others.remove(target)
            pairs.add(Pair(insider.score, target, tuple(others)))
    return pairs


def without(people: Sequence[Person], *left_out: Person) -> tuple[int, ...]:
    """Return how many answers each of the others gave."""
    answers = list(count_answers(people))
    for person in left_out:
        answers.remove(person.answers)
    return tuple(answers)


def is_wide(pair: Pair, window: Window, unit: int) -> bool:
    """Tell whether a colleague keeps a point, when the sum of all lies in the window."""
    rest = possible_totals(pair.others, unit)
    mask = window.minus(pair.known).mask
    left = [score for score in possible_scores(pair.target, unit) if (rest << score) & mask]
    return bool(left) and left[-1] - left[0] >= PROTECTED_WIDTH * unit
