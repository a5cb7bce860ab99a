"""Tries to work back from two releases that nearly the same people stand behind.

Taken is the worst for those people: that whoever answered both times answered the same, so that the
difference of the two sums belongs to who left or joined. Where what was published shows that they
did not, there is nothing to work back from.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from monitor.domain.audit.sheet import Sheet
from monitor.domain.audit.sums import (
    PROTECTED_WIDTH,
    Person,
    Window,
    can_swap_a_point,
    count_answers,
    is_wide,
    members_of,
    pairs_of,
    possible_scores,
    possible_totals,
    sum_set,
)
from monitor.domain.measurement import Turnover
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.domain.rounding import possible_sums

# An insider and two others who trade, so that their sum stays as it is.
_FEWEST_TO_TRADE = 3


@dataclass(frozen=True, slots=True)
class PastNumbers:
    """What an earlier release showed of a party, with who answered then and not now."""

    published: PublishedParty
    turnover: Turnover


class _When(Enum):
    """In which of the two rounds somebody answered."""

    BOTH = auto()
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class _Member:
    person: Person
    when: _When


@dataclass(frozen=True, slots=True)
class _TwoRounds:
    """What is known of the sums of one dimension in two rounds."""

    members: Sequence[_Member]
    before: Window
    after: Window
    unit: int

    def of(self, when: _When) -> Sequence[Person]:
        return [member.person for member in self.members if member.when is when]


def is_safe_over_time(sheet: Sheet, past: PastNumbers) -> bool:
    """Tell whether no score can be narrowed to less than a point by both releases together."""
    return all(
        _is_safe(rounds, _unproven(rounds))
        for dimension in sheet.shown
        if (rounds := _set_out(dimension, sheet, past))
    )


def _set_out(dimension: Dimension, sheet: Sheet, past: PastNumbers) -> _TwoRounds | None:
    """Return the two rounds side by side; None where the earlier one tells nothing more."""
    score = past.published.scores[dimension]
    if score.mean is None:
        return None
    left = sheet.people(dimension, past.turnover.left)
    joined = sheet.people(dimension, past.turnover.joined)
    stayed = sheet.people(dimension)
    for person in joined:
        stayed.remove(person)
    divisor = (len(stayed) + len(left)) * sheet.unit
    before = Window(*possible_sums(score.mean, score.tier or past.published.tier, divisor))
    if not before.low <= sum(each.score for each in (*stayed, *left)) <= before.high:
        return None  # Those who stayed answered otherwise then.
    members = [
        *(_Member(person, _When.BOTH) for person in stayed),
        *(_Member(person, _When.BEFORE) for person in left),
        *(_Member(person, _When.AFTER) for person in joined),
    ]
    return _TwoRounds(members, before, sheet.window(dimension), sheet.unit)


def _unproven(rounds: _TwoRounds) -> Collection[_When]:
    """Return who may have no point to move when the others are taken as they are."""
    stayed = rounds.of(_When.BOTH)
    total, unit = sum(person.score for person in stayed), rounds.unit
    can_move = {
        _When.BOTH: can_swap_a_point(sorted(person.score / unit for person in stayed))
        or (
            len(stayed) >= _FEWEST_TO_TRADE
            and all(is_wide(pair, Window(total, total), unit) for pair in pairs_of(stayed))
        ),
        _When.BEFORE: _can_move(rounds.of(_When.BEFORE), rounds.before.minus(total), unit),
        _When.AFTER: _can_move(rounds.of(_When.AFTER), rounds.after.minus(total), unit),
    }
    return [when for when, is_proven in can_move.items() if not is_proven]


def _can_move(people: Sequence[Person], window: Window, unit: int) -> bool:
    total = sum(person.score for person in people)
    for person in people:
        own = window.minus(total - person.score)
        possible = [
            score for score in possible_scores(person.answers, unit) if own.low <= score <= own.high
        ]
        if possible[-1] - possible[0] < PROTECTED_WIDTH * unit:
            return False
    return True


def _is_safe(rounds: _TwoRounds, unproven: Collection[_When]) -> bool:
    cases = {
        (insider, target.when, target.person.answers): target
        for insider in set(rounds.members)
        for target in rounds.members
        if insider is not target and target.when in unproven
    }
    for (insider, *_), target in cases.items():
        possible = _possible_of(insider, target, rounds)
        if possible[-1] - possible[0] < PROTECTED_WIDTH * rounds.unit:
            return False
    return True


def _possible_of(insider: _Member, target: _Member, rounds: _TwoRounds) -> Sequence[int]:
    """Return the scores that the insider must hold possible."""
    unit = rounds.unit
    answers = {when: _answers_of(when, (insider, target), rounds) for when in _When}
    both = possible_totals(answers[_When.BOTH], unit)
    # What those of both rounds and the target can add up to, whatever the others did.
    before = _leave(rounds.before, insider, _When.BEFORE, answers[_When.BEFORE], unit)
    after = _leave(rounds.after, insider, _When.AFTER, answers[_When.AFTER], unit)
    return [
        score
        for score in possible_scores(target.person.answers, unit)
        if both
        & (before >> score if _takes_part(target, _When.BEFORE) else before)
        & (after >> score if _takes_part(target, _When.AFTER) else after)
    ]


def _leave(
    window: Window, insider: _Member, when: _When, others: tuple[int, ...], unit: int
) -> int:
    """Return what is left of the sum of a round without the insider and these others."""
    known = insider.person.score if _takes_part(insider, when) else 0
    totals = members_of(possible_totals(others, unit))
    return sum_set(window.minus(known + total).mask for total in totals)


def _takes_part(member: _Member, when: _When) -> bool:
    return member.when in {when, _When.BOTH}


def _answers_of(
    when: _When, left_out: tuple[_Member, _Member], rounds: _TwoRounds
) -> tuple[int, ...]:
    answers = list(count_answers(rounds.of(when)))
    for member in left_out:
        if member.when is when:
            answers.remove(member.person.answers)
    return tuple(answers)
