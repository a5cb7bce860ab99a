"""The audit of large groups, of which means per question are published beside the dimensions.

From ten people on, the mean of a question leaves its sum open; below, whoever knows how many
answered knows the sum. What the closed forms prove here, they prove for known sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.audit.sheet import Form, Sheet, link_overall
from monitor.domain.audit.solving import is_safe_by_solving
from monitor.domain.audit.sums import HIGHEST, LOWEST, PROTECTED_WIDTH, Window
from monitor.domain.questionnaire import Dimension
from monitor.domain.scoring import count_needed

# From so many answers a mean with one decimal leaves more than one sum possible.
_OPEN_SUM = 10


@dataclass(frozen=True, slots=True)
class _Spare:
    """How many steps people can still move on each question, down and up."""

    down: Sequence[int]
    up: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Room:
    """How far the sum of a dimension may move without changing what is published, in units."""

    down: int
    up: int


@dataclass(frozen=True, slots=True)
class _Skipper:
    """Someone who skipped a question: the steps left down and up, and what a step is worth.

    One answer weighs more with them than with those who skipped none, so that trading a step with
    one of those moves the sum of the dimension by ``worth``.
    """

    answers: int
    falls: int
    rises: int
    worth: int

    def is_free(self, room: _Room) -> bool:
        """Tell whether there are enough steps for a whole point."""
        rises, falls = room.up // self.worth, room.down // self.worth
        return min(self.rises, rises) + min(self.falls, falls) >= PROTECTED_WIDTH * self.answers


def is_safe_with_questions(dimension: Dimension, sheet: Sheet) -> bool:
    """Tell whether no score can be narrowed, where means of its questions are published too."""
    rows = [sheet.answers(form, dimension) for form in sheet.scores.forms]
    complete = [row for row in rows if all(row)]
    if not _is_complete_safe(complete):
        return is_safe_by_solving(dimension, sheet, rows)
    needed = count_needed(len(sheet.codes[dimension]))
    partial = [row for row in rows if not all(row) and _count(row) >= needed]
    unit, spare = sheet.unit, _spare(complete)
    skippers = [_skipper(row, spare, unit) for row in partial]
    room = _room(dimension, sheet)
    unproven = [
        row
        for place, row in enumerate(partial)
        if not skippers[place].is_free(_widen(room, place, skippers, spare))
    ]
    if not unproven:
        return True
    if len(partial) == 1 and _is_lone_skipper_caught(partial[0], dimension, sheet):
        return False
    return is_safe_by_solving(dimension, sheet, unproven)


def _count(row: Form) -> int:
    return len(row) - row.count(0)


def _is_complete_safe(rows: Sequence[Form]) -> bool:
    """Tell whether even the exact sum of each question leaves a point to who answered all.

    The others can then trade steps on a question without changing any sum.
    """
    others = len(rows) - 1
    if others < 2:  # noqa: PLR2004 - An insider and two others, or there is nobody to trade with.
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


def _spare(complete: Sequence[Form]) -> _Spare:
    """Count the steps left to those who skipped nothing, whichever of them the insider is."""
    columns = list(zip(*complete, strict=True))
    others = len(complete) - 1
    return _Spare(
        down=[sum(column) - max(column) - others * LOWEST for column in columns],
        up=[others * HIGHEST - sum(column) + min(column) for column in columns],
    )


def _skipper(row: Form, spare: _Spare, unit: int) -> _Skipper:
    given = [(place, own) for place, own in enumerate(row) if own]
    return _Skipper(
        answers=len(given),
        falls=sum(min(own - LOWEST, spare.up[place]) for place, own in given),
        rises=sum(min(HIGHEST - own, spare.down[place]) for place, own in given),
        worth=unit // len(given) - unit // len(row),
    )


def _room(dimension: Dimension, sheet: Sheet) -> _Room:
    total, link, window = sheet.sum(dimension), link_overall(sheet), sheet.window(dimension)
    if link:
        exact = {each: Window(sheet.sum(each), sheet.sum(each)) for each in Dimension}
        del exact[dimension]
        window = window.within(link.rest(dimension, exact))
    return _Room(total - window.low, window.high - total)


def _widen(room: _Room, place: int, skippers: Sequence[_Skipper], spare: _Spare) -> _Room:
    """Add to the room what others who skipped a question can make up for, but for an insider."""
    others = [each for number, each in enumerate(skippers) if number != place]
    if not others or min(*spare.down, *spare.up) < sum(each.answers for each in skippers):
        return room  # Or two of them might need the same step of somebody.
    falls = [min(each.falls, each.answers) * each.worth for each in others]
    rises = [min(each.rises, each.answers) * each.worth for each in others]
    return _Room(room.down + sum(rises) - max(rises), room.up + sum(falls) - max(falls))


def _is_lone_skipper_caught(row: Form, dimension: Dimension, sheet: Sheet) -> bool:
    """Tell whether the only one who skipped a question has no point left by the means alone."""
    counts = [sheet.scores.questions[code].answers for code in sheet.codes[dimension]]
    is_known = all(code in sheet.questions for code in sheet.codes[dimension])
    if not is_known or max(counts) >= _OPEN_SUM:
        return False
    total, window = sheet.sum(dimension), sheet.window(dimension)
    anything = [HIGHEST] * len(row)
    skipper = _skipper(row, _Spare(anything, anything), sheet.unit)
    return not skipper.is_free(_Room(total - window.low, window.high - total))
