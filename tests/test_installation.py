"""How the installation is, as Prometheus is told."""

from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.backups import back_up_when_due
from monitor.installation import read_state
from monitor.services.checkin.run_checkins import run_checkins
from tests.conftest import forget_process

pytestmark = pytest.mark.usefixtures("own_process")


def test_a_fresh_installation_has_not_worked_yet() -> None:
    state = read_state()

    assert state.is_database_up
    assert state.worked_at is None
    assert state.backed_up_at is None
    assert state.backup_failed is None


def test_the_last_turn_of_the_worker_is_told() -> None:
    run_checkins(bootstrap.context())

    assert read_state().worked_at is not None


def test_the_newest_backup_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "backups"))
    forget_process()
    back_up_when_due(lambda: False)

    state = read_state()

    assert state.backed_up_at is not None
    assert state.backup_failed is False


def test_a_backup_that_failed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "backups"))
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / ".backup.failed").touch()
    forget_process()

    assert read_state().backup_failed is True


def test_a_database_that_is_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path}")
    forget_process()

    assert not read_state().is_database_up
