import fcntl
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from monitor.domain.backup import name_backup
from monitor.domain.errors import BackupStoppedError
from monitor.storage.backup import folder as module
from monitor.storage.backup.folder import BackupFolder
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.write import BackupOrder
from tests.factories import NOW, SECRET_KEY

DAY = timedelta(days=1)


def order(made_at: datetime = NOW) -> BackupOrder:
    return BackupOrder(made_at, "0.1.0", SECRET_KEY)


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups", 3, ZoneInfo("Europe/Amsterdam"))


def names_in(folder: BackupFolder) -> list[str]:
    return sorted(path.name for path in folder.path.glob("*.zip"))


def fail(*_: object) -> None:
    raise OSError("No space left on device")


def test_a_backup_is_made_once_a_day(folder: BackupFolder, sqlite_filled: Engine) -> None:
    made = folder.back_up_when_due(sqlite_filled, order())
    again = folder.back_up_when_due(sqlite_filled, order(NOW + timedelta(minutes=1)))
    tomorrow = folder.back_up_when_due(sqlite_filled, order(NOW + DAY))

    assert made == folder.path / name_backup(NOW)
    assert again is None
    assert tomorrow is not None
    assert folder.newest(NOW + DAY) == NOW + DAY
    with open_backup(made, SECRET_KEY) as backup:
        assert backup.manifest.made_at == NOW


def test_the_folder_is_for_its_owner_only(folder: BackupFolder, sqlite_filled: Engine) -> None:
    folder.back_up(sqlite_filled, order())

    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_old_backups_go_and_other_files_stay(folder: BackupFolder, sqlite_filled: Engine) -> None:
    folder.path.mkdir()
    (folder.path / "notes.txt").write_text("mine")
    (folder.path / "monitor-copy.zip").write_text("mine too")

    for number in range(5):
        folder.back_up_when_due(sqlite_filled, order(NOW + number * DAY))

    kept = [name_backup(NOW + number * DAY) for number in (2, 3, 4)]
    assert names_in(folder) == [*kept, "monitor-copy.zip"]
    assert (folder.path / "notes.txt").read_text() == "mine"


def test_a_backup_by_hand_is_made_whenever_it_is_asked_for(
    folder: BackupFolder, sqlite_filled: Engine
) -> None:
    folder.back_up(sqlite_filled, order())
    folder.back_up(sqlite_filled, order(NOW + timedelta(seconds=1)))

    assert len(names_in(folder)) == 2


def test_a_failure_is_kept_in_mind_until_a_backup_works(
    folder: BackupFolder, sqlite_filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "write_backup", fail)
        with pytest.raises(OSError, match="No space"):
            folder.back_up_when_due(sqlite_filled, order())
    failed_at = folder.failed_at()
    assert failed_at is not None

    folder.back_up(sqlite_filled, order())

    assert folder.failed_at() is None


def test_after_a_failure_it_is_tried_again_in_an_hour(
    folder: BackupFolder, sqlite_filled: Engine
) -> None:
    folder.path.mkdir()
    failed = folder.path / ".backup.failed"
    failed.touch()
    os.utime(failed, (NOW.timestamp(), NOW.timestamp()))

    soon = folder.back_up_when_due(sqlite_filled, order(NOW + timedelta(minutes=59)))
    later = folder.back_up_when_due(sqlite_filled, order(NOW + timedelta(minutes=61)))

    assert soon is None
    assert later is not None


def test_old_backups_stay_when_the_new_one_fails(
    folder: BackupFolder, sqlite_filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        folder.back_up_when_due(sqlite_filled, order(NOW + number * DAY))
    before = names_in(folder)
    monkeypatch.setattr(module, "write_backup", fail)

    with pytest.raises(OSError, match="No space"):
        folder.back_up_when_due(sqlite_filled, order(NOW + 3 * DAY))

    assert names_in(folder) == before


def test_being_told_to_stop_is_no_failure(folder: BackupFolder, sqlite_filled: Engine) -> None:
    stopped = BackupOrder(NOW, "0.1.0", SECRET_KEY, lambda: True)

    with pytest.raises(BackupStoppedError):
        folder.back_up(sqlite_filled, stopped)

    assert folder.failed_at() is None
    assert names_in(folder) == []


def test_only_one_process_at_a_time_makes_a_backup(
    folder: BackupFolder, sqlite_filled: Engine
) -> None:
    folder.path.mkdir()
    with (folder.path / ".backup.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        assert folder.back_up(sqlite_filled, order()) is None

    assert folder.back_up(sqlite_filled, order()) is not None


def test_what_a_killed_process_left_behind_goes(
    folder: BackupFolder, sqlite_filled: Engine
) -> None:
    folder.path.mkdir()
    draft = folder.path / f".{name_backup(NOW - DAY)}.0a1b2c3d.partial"
    draft.write_bytes(b"half of it")

    folder.back_up(sqlite_filled, order())

    assert not draft.exists()


def test_a_folder_that_is_not_there_holds_nothing(folder: BackupFolder) -> None:
    assert folder.newest(NOW) is None
    assert folder.failed_at() is None
