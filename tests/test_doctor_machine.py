"""What the check-up finds on the machine, each thing wrong in its turn."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from monitor import bootstrap, doctor_machine
from monitor.doctor_machine import (
    Finding,
    can_write_in,
    examine_clock,
    examine_machine,
    examine_packages,
)
from monitor.domain.backup import name_backup
from monitor.services.checkin.run_checkins import HEARTBEAT
from monitor.settings import Settings, read_settings
from monitor.versions import DifferingPackage

pytestmark = pytest.mark.usefixtures("own_process")


@pytest.fixture
def settings(own_process: None, database_folder: Path) -> Settings:
    assert own_process is None
    (database_folder / "monitor.db").chmod(0o600)
    return read_settings()


@pytest.fixture
def with_backups(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of an installation with a backup of an hour ago."""
    folder = tmp_path / "backups"
    folder.mkdir()
    add_backup(folder, timedelta(hours=1))
    return settings.model_copy(update={"backup_folder": folder})


@pytest.fixture
def locked_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that nothing can be written to, also where the tests run as root."""
    folder = tmp_path / "locked"
    folder.mkdir()
    really = os.access

    def refuse(path: Path, mode: int) -> bool:
        return Path(path) != folder and really(path, mode)

    monkeypatch.setattr(os, "access", refuse)
    yield folder
    shutil.rmtree(folder)


def add_backup(folder: Path, age: timedelta) -> None:
    (folder / name_backup(datetime.now(UTC) - age)).write_bytes(b"PK")


def find(settings: Settings, subject: str) -> Finding:
    (finding,) = [each for each in examine_machine(settings) if each.subject == subject]
    return finding


def test_nothing_is_wrong_with_a_good_machine(with_backups: Settings) -> None:
    findings = examine_machine(with_backups)

    subjects = ["database_file", "database_folder", "versions", "backups"]
    assert [finding.subject for finding in findings] == subjects
    assert all(finding.is_ok for finding in findings)


def test_a_database_that_others_can_read_is_found(
    settings: Settings, database_folder: Path
) -> None:
    (database_folder / "monitor.db").chmod(0o644)

    assert not find(settings, "database_file").is_ok


def test_a_database_in_a_folder_that_cannot_be_written_to_is_found(
    settings: Settings, locked_folder: Path
) -> None:
    shutil.copyfile(settings.sqlite_path or "", locked_folder / "monitor.db")
    url = f"sqlite:///{locked_folder / 'monitor.db'}"

    finding = find(settings.model_copy(update={"database_url": url}), "database_folder")

    assert not finding.is_ok
    assert finding.values["folder"] == locked_folder


def test_of_postgresql_no_file_is_looked_at(settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"database_url": "postgresql+psycopg://db/monitor"})

    subjects = [finding.subject for finding in examine_machine(elsewhere)]

    assert subjects == ["versions", "backups_none"]


def test_no_backups_is_said_and_not_wrong(settings: Settings) -> None:
    assert find(settings, "backups_none").is_ok


def test_an_old_backup_is_found(with_backups: Settings) -> None:
    assert with_backups.backup_folder is not None
    for path in with_backups.backup_folder.iterdir():
        path.unlink()
    add_backup(with_backups.backup_folder, timedelta(hours=27))

    assert not find(with_backups, "backups").is_ok


def test_a_folder_without_a_backup_is_found(settings: Settings, tmp_path: Path) -> None:
    to_be_made = settings.model_copy(update={"backup_folder": tmp_path / "new" / "backups"})

    assert not find(to_be_made, "backups_new").is_ok


def test_a_folder_of_backups_that_cannot_be_written_to_is_found(
    settings: Settings, locked_folder: Path
) -> None:
    locked = settings.model_copy(update={"backup_folder": locked_folder})

    assert not find(locked, "backups_folder").is_ok


def test_a_backup_that_failed_is_found_although_there_is_a_recent_one(
    with_backups: Settings,
) -> None:
    assert with_backups.backup_folder is not None
    (with_backups.backup_folder / ".backup.failed").touch()

    assert find(with_backups, "backups").is_ok
    assert not find(with_backups, "backups_failed").is_ok


def test_packages_that_were_not_tested_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    several = [DifferingPackage(f"package-{n}", "2.0", "1.0" if n else None) for n in range(7)]
    monkeypatch.setattr(doctor_machine, "find_differing_packages", lambda _path: several)

    finding = examine_packages()

    assert not finding.is_ok
    assert finding.values["number"] == 7
    assert str(finding.values["packages"]).startswith("package-0 - (2.0), package-1 1.0 (2.0), ")
    assert "package-5" not in str(finding.values["packages"])


def test_a_clock_that_agrees_is_fine(settings: Settings) -> None:
    assert examine_clock(settings).is_ok


def test_a_clock_that_differs_from_that_of_the_server_is_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = datetime.now(UTC) - timedelta(minutes=3)
    monkeypatch.setattr(doctor_machine, "read_clock", lambda _engine: behind)

    assert not examine_clock(settings).is_ok


def test_a_clock_that_was_set_back_is_found(settings: Settings) -> None:
    context = bootstrap.context()
    with context.unit_of_work() as work:
        work.heartbeats.beat(HEARTBEAT, datetime.now(UTC) + timedelta(hours=2))
        work.commit()

    assert not examine_clock(settings).is_ok


def test_where_the_database_does_not_answer_the_clock_cannot_be_judged(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: object) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(doctor_machine, "read_clock", fail)

    assert not examine_clock(settings).is_ok


def test_a_folder_can_be_made_where_the_one_above_can_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    assert can_write_in(tmp_path / "new" / "newer")
    assert not can_write_in(tmp_path / "file")
