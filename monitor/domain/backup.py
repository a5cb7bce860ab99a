"""Backups: when the next one is due, which are kept, and what can be wrong with one."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# At night, when nobody answers; an installation that slept through it makes one when it wakes.
_DAILY_AT = time(2)
_LONGEST_PAUSE = timedelta(hours=24)
_WRITTEN_AS = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"monitor-(\d{8}T\d{6}Z)\.zip")


class BackupProblem(StrEnum):
    """Why a file cannot be restored."""

    NO_BACKUP = "no_backup"
    DAMAGED = "damaged"
    CHANGED = "changed"
    NEWER = "newer"


def name_backup(made_at: datetime) -> str:
    """Return the name of the file of a backup that was made at a moment."""
    return f"monitor-{made_at.astimezone(UTC):{_WRITTEN_AS}}.zip"


def read_moment(name: str) -> datetime | None:
    """Return when the backup with this file name was made; None for any other file."""
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _WRITTEN_AS).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def find_newest(names: Iterable[str], now: datetime) -> datetime | None:
    """Return when the newest backup was made; what a wrong clock dated later does not count."""
    moments = (read_moment(name) for name in names)
    return max((moment for moment in moments if moment and moment <= now), default=None)


def is_backup_due(newest: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the backup of this day is to be made now."""
    if newest is None or now - newest > _LONGEST_PAUSE:
        return True
    day = now.astimezone(zone).date()
    of_today = datetime.combine(day, _DAILY_AT, zone)
    return newest < of_today <= now


def choose_outdated(names: Iterable[str], keep: int, zone: ZoneInfo) -> Sequence[str]:
    """Return the backups that may go: all but those of the newest ``keep`` days that have any.

    Of a day all are kept, so that one made after something went wrong replaces none from before.
    """
    made_on = {
        name: moment.astimezone(zone).date() for name in names if (moment := read_moment(name))
    }
    kept = set(sorted(set(made_on.values()), reverse=True)[:keep])
    return sorted(name for name, day in made_on.items() if day not in kept)
