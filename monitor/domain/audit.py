"""Tries to work back from what is published to single people (``docs/method.md`` section 3).

Safe is: whoever knows their own answers, and everything that is published, cannot narrow a
colleague's score on a dimension to less than a point. The attacker is taken to know who answered
which questions, and how we round. Nearly always a closed form proves it; where none does, the
attacker's problem is solved in full.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from monitor.domain.audit_sheet import Form, Sheet, link_overall
from monitor.domain.audit_solving import PROTECTED_WIDTH, is_safe_by_solving
from monitor.domain.audit_sums import (
    HIGHEST,
    LOWEST,
    Person,
    Window,
    count_answers,
    possible_scores,
    possible_totals,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.rounding import MARK, possible_sums, show_mean
from monitor.domain.scoring import MINIMUM_ANSWERED, PartyScores


def is_release_safe(sheet: Sheet) -> bool:
    """Tell whether no score can be narrowed to less than a point by this release alone."""
    return all(_is_dimension_safe(each, sheet) for each in sheet.shown)


def is_mark_safe(scores: PartyScores, tier: Tier) -> bool:
    """Tell whether no mark can be narrowed to less than a point."""
    marks, shown = scores.marks, show_mean(scores.mark, tier, MARK)
    if shown is None or not marks:
        return True
    low, high = possible_sums(shown, tier, len(marks), MARK)
    others = len(marks) - 2
    return all(
        min(MARK.highest, high - own - others * MARK.lowest)
        - max(MARK.lowest, low - own - others * MARK.highest)
        >= PROTECTED_WIDTH
        for own in {marks[0], marks[-1]}
    )


def _is_dimension_safe(dimension: Dimension, sheet: Sheet) -> bool:
    if any(code in sheet.questions for code in sheet.codes[dimension]):
        return _is_safe_with_questions(dimension, sheet)
    if _can_swap_a_point(sheet.scores.dimensions[dimension].scores):
        return True
    people = sheet.people(dimension)
    if _is_sum_harmless(people, sheet.unit):
        return True
    return _is_safe_by_sums(dimension, people, sheet)


def _can_swap_a_point(scores: Sequence[float]) -> bool:
    """Tell whether any two colleagues of an insider can trade a whole point unnoticed.

    One of them up and the other down leaves every mean as it is. It fails only when all but the
    insider score above 4, or all below 2. ``scores``: lowest first.
    """
    return len(scores) > 2 and scores[1] <= 4 and scores[-2] >= 2  # noqa: PLR2004


def _is_sum_harmless(people: Sequence[Person], unit: int) -> bool:
    """Tell whether even the exact sum leaves a point, where all answered as many questions."""
    if len(people) < 3 or len({person.answers for person in people}) > 1:  # noqa: PLR2004
        return False
    scores, others = [person.score for person in people], len(people) - 1
    total = sum(scores)
    lowest, highest = total - max(scores), total - min(scores)
    return lowest >= (others * LOWEST + 1) * unit and highest <= (others * HIGHEST - 1) * unit


def _is_safe_by_sums(dimension: Dimension, people: Sequence[Person], sheet: Sheet) -> bool:
    window, link = sheet.window(dimension), link_overall(sheet)
    sums = {each: sheet.sum(each) for each in Dimension if each is not dimension}
    proven = possible = window
    if link:
        exact = {each: Window(value, value) for each, value in sums.items()}
        proven = window.within(link.rest(dimension, exact))
        possible = window.within(link.rest(dimension, {each: sheet.window(each) for each in sums}))
    unit = sheet.unit
    if all(_is_wide(each, proven, unit) for each in _pairs(people)):
        return True
    if not all(_is_wide(each, possible, unit) for each in _pairs(people)):
        return False
    return is_safe_by_solving(dimension, sheet)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An insider's score, how many answers a colleague gave, and how many each of the others."""

    known: int
    target: int
    others: tuple[int, ...]


def _pairs(people: Sequence[Person]) -> set[_Pair]:
    return {
        _Pair(insider.score, target.answers, _without(people, insider, target))
        for insider, target in permutations(people, 2)
    }


def _without(people: Sequence[Person], *left_out: Person) -> tuple[int, ...]:
    answers = list(count_answers(people))
    for person in left_out:
        answers.remove(person.answers)
    return tuple(answers)


def _is_wide(pair: _Pair, window: Window, unit: int) -> bool:
    rest = possible_totals(pair.others, unit)
    mask = window.minus(pair.known).mask
    left = [score for score in possible_scores(pair.target, unit) if (rest << score) & mask]
    return bool(left) and left[-1] - left[0] >= PROTECTED_WIDTH * unit


def _is_safe_with_questions(dimension: Dimension, sheet: Sheet) -> bool:
    """Check a dimension of which means per question are published too."""
    rows = [sheet.answers(form, dimension) for form in sheet.scores.forms]
    complete = [row for row in rows if all(row)]
    partial = [row for row in rows if not all(row) and len(row) - row.count(0) >= MINIMUM_ANSWERED]
    if _is_complete_safe(complete) and (
        not partial
        or (_are_partial_safe(partial, complete) and _is_shift_unnoticed(dimension, partial, sheet))
    ):
        return True
    return is_safe_by_solving(dimension, sheet)


def _is_complete_safe(rows: Sequence[Form]) -> bool:
    """Tell whether even the exact sum of each question leaves a point to who answered all.

    The others can then trade steps on a question without changing any sum.
    """
    others = len(rows) - 1
    if others < 2:  # noqa: PLR2004
        return False
    steps = 0
    for column in zip(*rows, strict=True):
        total = sum(column)
        steps += min(
            min(HIGHEST, total - own - (others - 1) * LOWEST)
            - max(LOWEST, total - own - (others - 1) * HIGHEST)
            for own in (min(column), max(column))
        )
    return steps >= PROTECTED_WIDTH * len(rows[0])


def _are_partial_safe(partial: Sequence[Form], complete: Sequence[Form]) -> bool:
    """Tell whether who skipped a question can trade enough steps with those who skipped none."""
    if not complete:
        return False
    # Whichever of them the insider is, the others have so many steps left.
    down = [sum(column) - max(column) - len(column) + 1 for column in zip(*complete, strict=True)]
    up = [HIGHEST * (len(c) - 1) - sum(c) + min(c) for c in zip(*complete, strict=True)]
    for row in partial:
        needed = _steps_each_way(row)
        rising = [min(HIGHEST - own, down[place]) for place, own in enumerate(row) if own]
        falling = [min(own - LOWEST, up[place]) for place, own in enumerate(row) if own]
        if sum(rising) < needed or sum(falling) < needed:
            return False
    return True


def _steps_each_way(row: Form) -> int:
    return math.ceil(sum(1 for own in row if own) * PROTECTED_WIDTH / 2)


def _is_shift_unnoticed(dimension: Dimension, partial: Sequence[Form], sheet: Sheet) -> bool:
    """Tell whether those trades, which move the sum a little, change nothing that is published."""
    total, link, window = sheet.sum(dimension), link_overall(sheet), sheet.window(dimension)
    if link:
        exact = {each: Window(sheet.sum(each), sheet.sum(each)) for each in Dimension}
        del exact[dimension]
        window = window.within(link.rest(dimension, exact))
    shift = 0
    for row in partial:
        step = sheet.unit // sum(1 for own in row if own) - sheet.unit // len(row)
        shift = max(shift, step * _steps_each_way(row))
    return window.low <= total - shift and total + shift <= window.high
