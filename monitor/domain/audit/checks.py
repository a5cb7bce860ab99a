"""Tries to work back from what is published to single people (``docs/method.md`` section 3).

Safe is: whoever knows their own answers, and everything that is published, cannot narrow a
colleague's score on a dimension to less than a point. The attacker is taken to know who answered
which questions, and how we round. Nearly always a closed form proves it; where none does, the
attacker's problem is solved in full.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from monitor.domain.audit.questions import is_safe_with_questions
from monitor.domain.audit.sheet import Form, OverallLink, Sheet, link_overall
from monitor.domain.audit.sums import (
    PROTECTED_WIDTH,
    Person,
    Window,
    can_swap_a_point,
    is_sum_harmless,
    is_wide,
    members_of,
    pairs_of,
    possible_scores,
    possible_totals,
    without,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.rounding import MARK, possible_sums, show_mean
from monitor.domain.scoring import PartyScores


def unsafe_dimensions(sheet: Sheet) -> Sequence[Dimension]:
    """Return where some score can be narrowed to less than a point by this release alone."""
    return [each for each in sheet.at_stake if not _is_dimension_safe(each, sheet)]


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
    if dimension in sheet.detailed:
        return is_safe_with_questions(dimension, sheet)
    if can_swap_a_point(sheet.scores.dimensions[dimension].scores):
        return True
    people = sheet.people(dimension)
    if is_sum_harmless(people, sheet.unit):
        return True
    return _is_safe_by_sums(dimension, people, sheet)


def _is_safe_by_sums(dimension: Dimension, people: Sequence[Person], sheet: Sheet) -> bool:
    window, link = sheet.window(dimension), link_overall(sheet)
    sums = {each: sheet.sum(each) for each in Dimension if each is not dimension}
    proven = possible = window
    if link:
        exact = {each: Window(value, value) for each, value in sums.items()}
        proven = window.within(link.rest(dimension, exact))
        possible = window.within(link.rest(dimension, {each: sheet.window(each) for each in sums}))
    unit = sheet.unit
    pairs = pairs_of(people)
    if all(is_wide(each, proven, unit) for each in pairs):
        return True
    if not link or not all(is_wide(each, possible, unit) for each in pairs):
        return False
    return all(_is_wide_for(form, dimension, sheet, link) for form in set(sheet.scores.forms))


def _is_wide_for(insider: Form, dimension: Dimension, sheet: Sheet, link: OverallLink) -> bool:
    """Tell it exactly for one insider: by every sum that the other dimensions can have."""
    rests = sorted(_other_sums(insider, dimension, sheet, link))
    own, weight = sheet.score(insider, dimension), link.weights[dimension]
    known, people = own.score if own else 0, sheet.people(dimension)
    window = sheet.window(dimension).minus(known)
    for answers in {person.answers for person in _others(people, own)}:
        others = possible_totals(without(people, *_given(own), Person(0, answers)), sheet.unit)
        left = [
            score
            for score in possible_scores(answers, sheet.unit)
            if any(
                _has_between(rests, link.window.minus(weight * (known + total)))
                for total in members_of((others << score) & window.mask)
            )
        ]
        if left and left[-1] - left[0] < PROTECTED_WIDTH * sheet.unit:
            return False
    return True


def _other_sums(
    insider: Form, dimension: Dimension, sheet: Sheet, link: OverallLink
) -> Collection[int]:
    """Return what the weighted sums of the other dimensions can add up to, to an insider."""
    sums = {0}
    for other, weight in link.weights.items():
        if other is not dimension:
            own, people = sheet.score(insider, other), sheet.people(other)
            rest = possible_totals(without(people, *_given(own)), sheet.unit)
            totals = (rest << (own.score if own else 0)) & sheet.window(other).mask
            sums = {each + weight * total for each in sums for total in members_of(totals)}
    return sums


def _has_between(ordered: Sequence[int], window: Window) -> bool:
    return bisect_left(ordered, window.low) < bisect_right(ordered, window.high)


def _given(person: Person | None) -> Sequence[Person]:
    return [] if person is None else [person]


def _others(people: Sequence[Person], insider: Person | None) -> Sequence[Person]:
    place = people.index(insider) if insider else len(people)
    return [*people[:place], *people[place + 1 :]]
