"""The command ``backup`` as somebody types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor import bootstrap
from monitor.cli import app
from monitor.domain.backup import read_moment
from monitor.settings import read_settings
from monitor.storage.engine import make_engine
from tests.conftest import forget_process
from tests.factories import StoredPartnership, add_partnership

pytestmark = pytest.mark.usefixtures("own_process")


@pytest.fixture(autouse=True)
def _in_dutch(own_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_process is None
    monkeypatch.setenv("MONITOR_LANGUAGE", "nl")


@pytest.fixture
def stored() -> StoredPartnership:
    return add_partnership(bootstrap.context().unit_of_work)


@pytest.fixture
def backup_file(stored: StoredPartnership, tmp_path: Path) -> Path:
    assert stored
    path = tmp_path / "one.zip"
    assert run("backup", "--out", str(path)).exit_code == 0
    return path


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def test_a_backup_is_written_to_the_file_that_was_named(
    stored: StoredPartnership, tmp_path: Path
) -> None:
    assert stored

    result = run("backup", "--out", str(tmp_path / "one.zip"))

    assert result.exit_code == 0, result.output
    assert f"Back-up gemaakt: {tmp_path / 'one.zip'}" in result.output


def test_a_file_that_is_there_is_not_replaced(backup_file: Path) -> None:
    before = backup_file.read_bytes()

    result = run("backup", "--out", str(backup_file))

    assert result.exit_code == 1
    assert "bestaat al" in result.output
    assert backup_file.read_bytes() == before


def test_a_folder_gets_one_more_with_the_moment_in_its_name(
    stored: StoredPartnership, tmp_path: Path
) -> None:
    assert stored

    result = run("backup", "--folder", str(tmp_path / "all"), "--keep", "2")

    assert result.exit_code == 0, result.output
    (made,) = (tmp_path / "all").glob("*.zip")
    assert read_moment(made.name) is not None


def test_without_a_place_the_folder_of_the_settings_is_used(
    stored: StoredPartnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stored
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "daily"))
    read_settings.cache_clear()

    assert run("backup").exit_code == 0

    assert len(list((tmp_path / "daily").glob("*.zip"))) == 1


def test_two_places_at_once_are_refused(tmp_path: Path) -> None:
    result = run("backup", "--out", str(tmp_path / "one.zip"), "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert "--folder" in result.output


def test_a_database_without_tables_is_not_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_engine(f"sqlite:///{tmp_path / 'empty.db'}").dispose()
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    forget_process()

    result = run("backup", "--out", str(tmp_path / "one.zip"))

    assert result.exit_code == 1
    assert "De database is leeg" in result.output
