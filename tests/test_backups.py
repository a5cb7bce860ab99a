"""Backups as the processes make them: with the settings of the installation."""

from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.backups import back_up_to, back_up_when_due, daily_folder
from monitor.domain.errors import BackupStoppedError
from monitor.settings import read_settings
from monitor.storage.backup.read import open_backup
from monitor.versions import read_product_version
from tests.factories import SECRET_KEY, add_partnership

pytestmark = pytest.mark.usefixtures("own_process")


def never() -> bool:
    return False


def test_without_a_folder_no_daily_backup_is_made() -> None:
    assert daily_folder(read_settings()) is None
    assert back_up_when_due(never) is None


def test_the_daily_backup_goes_where_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BACKUP_FOLDER", str(tmp_path / "backups"))
    monkeypatch.setenv("MONITOR_BACKUP_KEEP", "2")

    made = back_up_when_due(never)

    assert made is not None
    assert made.parent == tmp_path / "backups"
    assert back_up_when_due(never) is None
    folder = daily_folder(read_settings())
    assert folder is not None
    assert folder.keep_days == 2


def test_a_backup_holds_what_is_stored_and_is_sealed_with_the_key(tmp_path: Path) -> None:
    add_partnership(bootstrap.context().unit_of_work)

    manifest = back_up_to(tmp_path / "one.zip", never)

    assert manifest.tables["partnership"].rows == 1
    assert manifest.product_version == read_product_version()
    with open_backup(tmp_path / "one.zip", SECRET_KEY) as backup:
        assert backup.manifest == manifest
        assert backup.manifest.fits(SECRET_KEY)


def test_a_backup_can_be_told_to_stop(tmp_path: Path) -> None:
    add_partnership(bootstrap.context().unit_of_work)

    with pytest.raises(BackupStoppedError):
        back_up_to(tmp_path / "one.zip", lambda: True)

    assert not (tmp_path / "one.zip").exists()
