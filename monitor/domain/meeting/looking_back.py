"""What a meeting looks back on: the register as it was for that meeting, whatever came later.

A meeting is about one round, and minutes that are made again a year later must tell what the
parties saw. What was written down after the meeting began belongs to the next one; what was known
already is told as it stood when the meeting ended. What was taken away since is told nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import RecordId
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.log import Change, GrowthStep
from monitor.domain.register.record import ContentT, Record


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """What the register holds of a partnership: all versions of all records, oldest first."""

    agreements: Sequence[Record[Agreement]] = ()
    changes: Sequence[Record[Change]] = ()
    growth: Sequence[Record[GrowthStep]] = ()


@dataclass(frozen=True, slots=True)
class Moments:
    """What a meeting knows.

    ``made_by``: what was first written down after it is left out. ``stands_at``: of the rest the
    version is told that held then.
    """

    made_by: datetime
    stands_at: datetime


def find_moments(
    meeting: Meeting | None, made_at: datetime, followed_at: datetime | None
) -> Moments:
    """Return on what a meeting looks back; None: a round of which no meeting was held.

    ``made_at``: now. ``followed_at``: when the next full round closed, None while there is none:
    a talk about an older round leaves out what was written down after that.
    """
    if meeting is None:
        then = followed_at or made_at
        return Moments(then, then)
    began_at = meeting.began_at or made_at
    return Moments(min(began_at, followed_at or began_at), meeting.ended_at or made_at)


def look_back(versions: Sequence[Record[ContentT]], moments: Moments) -> Sequence[Record[ContentT]]:
    """Return the records that a meeting looks back on, in the order in which they were made."""
    known = {each.id for each in versions if _is_first_by(each, moments.made_by)}
    present = {each.id: each for each in versions}
    return [
        record
        for record in stand_at(versions, moments.stands_at)
        if record.id in known and not present[record.id].is_removed
    ]


def stand_at(versions: Sequence[Record[ContentT]], moment: datetime) -> Sequence[Record[ContentT]]:
    """Return the versions that held at a moment, without the records that were removed then."""
    held: dict[RecordId, Record[ContentT]] = {}
    for version in versions:
        if version.written.at <= moment:
            held[version.id] = version
    return [record for record in held.values() if not record.is_removed]


def _is_first_by(record: Record[ContentT], moment: datetime) -> bool:
    return record.version == 1 and record.written.at <= moment
