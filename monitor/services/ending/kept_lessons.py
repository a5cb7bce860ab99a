"""Lessons of cooperations that ended: they stay found, for others too, and name no partnership."""

import re
from collections.abc import Iterable, Sequence

from monitor.domain.access.rules import check_can_see_any
from monitor.domain.partnership import Partnership
from monitor.domain.register.log import Lesson
from monitor.services.context import Context

MOST_LESSONS = 30
_LEFT_OUT = "…"


def read_kept_lessons(context: Context) -> Sequence[Lesson]:
    """Return the newest lessons of cooperations that have ended, without the names in them."""
    check_can_see_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        records = uow.records.list_of_ended(Lesson, context.today(), MOST_LESSONS)
        ids = {each.partnership_id for each in records}
        partnerships = {each: uow.partnerships.get(each) for each in ids}
    return [
        Lesson(
            each.content.on,
            leave_out(each.content.text, _names_of(partnerships[each.partnership_id])),
            from_mistake=each.content.from_mistake,
        )
        for each in records
    ]


def leave_out(text: str, names: Iterable[str]) -> str:
    """Return a text with an ellipsis in place of names, however they are written."""
    longest_first = sorted((name for name in names if name), key=len, reverse=True)
    if not longest_first:
        return text
    pattern = "|".join(re.escape(name) for name in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", _LEFT_OUT, text, flags=re.IGNORECASE)


def _names_of(partnership: Partnership) -> Sequence[str]:
    people = [partnership.contact or "", partnership.profile.stand_in or ""]
    return [partnership.name, *(party.name for party in partnership.parties), *people]
