"""Tries to work back from two releases that nearly the same people stand behind.

Taken is the worst for those people: that whoever answered both times answered the same, so that the
difference of the two sums belongs to who left or joined. Where no such answers can be, the attacker
knows nothing from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from monitor.domain.audit_sheet import Sheet
from monitor.domain.audit_solving import PROTECTED_WIDTH
from monitor.domain.audit_sums import (
    Person,
    Window,
    count_answers,
    members_of,
    possible_scores,
    possible_totals,
)
from monitor.domain.measurement import Turnover
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedParty
from monitor.domain.rounding import possible_sums


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
        _is_known_safe(rounds) or _is_safe(rounds)
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
    members = [
        *(_Member(person, _When.BOTH) for person in stayed),
        *(_Member(person, _When.BEFORE) for person in left),
        *(_Member(person, _When.AFTER) for person in joined),
    ]
    divisor = (len(stayed) + len(left)) * sheet.unit
    tier = score.tier or past.published.tier
    before = Window(*possible_sums(score.mean, tier, divisor))
    return _TwoRounds(members, before, sheet.window(dimension), sheet.unit)


def _is_known_safe(rounds: _TwoRounds) -> bool:
    """Tell it at once where nothing was left to join the two: nobody differs, and nothing fits."""
    if rounds.of(_When.BEFORE) or rounds.of(_When.AFTER):
        return False
    before, after = rounds.before, rounds.after
    is_refuted = before.high < after.low or after.high < before.low
    return is_refuted or (before.low <= after.low and after.high <= before.high)


def _is_safe(rounds: _TwoRounds) -> bool:
    checked = set()
    for insider in set(rounds.members):
        for target in set(rounds.members):
            case = insider, target.when, target.person.answers
            is_same = insider is target and rounds.members.count(insider) == 1
            if is_same or case in checked:
                continue
            checked.add(case)
            possible = _possible_of(insider, target, rounds)
            if possible and possible[-1] - possible[0] < PROTECTED_WIDTH * rounds.unit:
                return False
    return True


def _possible_of(insider: _Member, target: _Member, rounds: _TwoRounds) -> Sequence[int]:
    """Return the scores that the insider must hold possible; none if nobody answered the same."""
    unit = rounds.unit
    answers = {when: _answers_of(when, (insider, target), rounds) for when in _When}
    both = possible_totals(answers[_When.BOTH], unit)
    before = rounds.before.minus(_share(insider, _When.BEFORE))
    after = rounds.after.minus(_share(insider, _When.AFTER))
    left = possible_totals(answers[_When.BEFORE], unit)
    joined = possible_totals(answers[_When.AFTER], unit)
    possible = []
    for score in possible_scores(target.person.answers, unit):
        guess = _Member(Person(score, target.person.answers), target.when)
        befores = before.minus(_share(guess, _When.BEFORE))
        afters = after.minus(_share(guess, _When.AFTER))
        if _fits(both, (left, befores), (joined, afters)):
            possible.append(score)
    return possible


def _answers_of(
    when: _When, left_out: tuple[_Member, _Member], rounds: _TwoRounds
) -> tuple[int, ...]:
    answers = list(count_answers(rounds.of(when)))
    for member in left_out:
        if member.when is when:
            answers.remove(member.person.answers)
    return tuple(answers)


def _share(member: _Member, when: _When) -> int:
    """Return what somebody adds to the sum of a round."""
    return member.person.score if member.when in {when, _When.BOTH} else 0


def _fits(both: int, before: tuple[int, Window], after: tuple[int, Window]) -> bool:
    """Tell whether there is a sum of those of both rounds that fits what is known of each."""
    left, befores = before
    joined, afters = after
    return any(
        both & befores.minus(left_sum).mask & mask
        for mask in _masks(joined, afters)
        for left_sum in members_of(left)
    )


def _masks(totals: int, window: Window) -> Iterator[int]:
    return (window.minus(total).mask for total in members_of(totals))
