"""Ending a cooperation well: what the parties may still do before they part.

To end a search together can be an outcome too (``domain.md`` 1.4). Nothing here is required: what
is left open is told, and the parties decide.
"""

from collections.abc import Sequence
from enum import StrEnum

from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Record


class OpenEnd(StrEnum):
    """What was not done yet, in the order of the steps."""

    NO_LESSON = "no_lesson"
    LESSON_UNSAVED = "lesson_unsaved"  # It was typed, and not kept as a lesson.
    AGREEMENTS_OPEN = "agreements_open"
    NOBODY_TO_CALL = "nobody_to_call"


def find_open_ends(
    lessons: Sequence[Record[Lesson]], agreements: Sequence[Record[Agreement]], farewell: Farewell
) -> Sequence[OpenEnd]:
    """Return what the parties have not done yet."""
    is_any_open = any(each.content.state is AgreementState.OPEN for each in agreements)
    checks = {
        OpenEnd.NO_LESSON: not lessons and not farewell.lesson,
        OpenEnd.LESSON_UNSAVED: bool(farewell.lesson),
        OpenEnd.AGREEMENTS_OPEN: is_any_open,
        OpenEnd.NOBODY_TO_CALL: not farewell.call,
    }
    return [each for each, is_left in checks.items() if is_left]
