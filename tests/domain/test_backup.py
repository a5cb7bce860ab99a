from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.backup import (
    choose_outdated,
    find_newest,
    is_backup_due,
    name_backup,
    read_moment,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)  # type: ignore[arg-type,misc]


def test_the_name_of_a_backup_tells_when_it_was_made() -> None:
    name = name_backup(local(2026, 11, 22, 2, 0, 5))

    assert name == "monitor-20261122T010005Z.zip"
    assert read_moment(name) == datetime(2026, 11, 22, 1, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["notes.txt", "monitor-20261199T010005Z.zip", "x-monitor-20261122T010005Z.zip"]
)
def test_another_file_is_no_backup(name: str) -> None:
    assert read_moment(name) is None


def test_a_backup_from_the_future_is_not_the_newest() -> None:
    yesterday = NOW - timedelta(days=1)

    names = [name_backup(yesterday), name_backup(NOW + timedelta(days=400)), "notes.txt"]

    assert find_newest(names, NOW) == yesterday
    assert find_newest([], NOW) is None


@pytest.mark.parametrize(
    ("newest", "now", "is_due"),
    [
        (None, local(2026, 11, 22, 12), True),
        (local(2026, 11, 21, 2), local(2026, 11, 22, 1, 59), False),
        (local(2026, 11, 21, 2), local(2026, 11, 22, 2), True),
        (local(2026, 11, 21, 23), local(2026, 11, 22, 2), True),
        (local(2026, 11, 22, 2), local(2026, 11, 22, 23), False),
        # It slept through the night: one is made when it wakes.
        (local(2026, 11, 20, 20), local(2026, 11, 22, 1), True),
        # The night without a two o'clock, and the one that has it twice.
        (local(2026, 3, 28, 4), local(2026, 3, 29, 1, 59), False),
        (local(2026, 3, 28, 4), local(2026, 3, 29, 3), True),
        (local(2026, 10, 25, 2), local(2026, 10, 25, 4), False),
    ],
)
def test_a_backup_is_due_once_a_night_and_when_one_was_missed(
    newest: datetime | None, now: datetime, *, is_due: bool
) -> None:
    moments = newest and newest.astimezone(UTC), now.astimezone(UTC)

    assert is_backup_due(*moments, AMSTERDAM) is is_due


def test_the_backups_of_the_newest_days_are_kept() -> None:
    names = [name_backup(NOW - timedelta(days=days)) for days in range(5)]

    assert choose_outdated(names, 3, AMSTERDAM) == sorted(names[3:])


def test_a_backup_made_after_things_went_wrong_replaces_none_of_that_day() -> None:
    names = [name_backup(NOW - timedelta(hours=hours)) for hours in (0, 2, 4)]

    assert choose_outdated(names, 1, AMSTERDAM) == []


def test_a_day_without_a_backup_counts_for_nothing() -> None:
    names = [name_backup(NOW - timedelta(days=days)) for days in (0, 30, 60)]

    assert choose_outdated(names, 2, AMSTERDAM) == names[2:]


def test_a_file_of_somebody_else_is_never_outdated() -> None:
    assert choose_outdated(["notes.txt", "monitor.zip", name_backup(NOW)], 0, AMSTERDAM) == [
        name_backup(NOW)
    ]
