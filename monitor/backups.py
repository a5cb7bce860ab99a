"""Backups of this installation: with its database, its key and its folder."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from monitor import bootstrap
from monitor.settings import Settings, read_secret_key, read_settings
from monitor.storage.backup.folder import BackupFolder
from monitor.storage.backup.manifest import Manifest
from monitor.storage.backup.write import BackupOrder, write_backup
from monitor.versions import read_product_version

MustStop = Callable[[], bool]


def daily_folder(settings: Settings) -> BackupFolder | None:
    """Return the folder of daily backups, or None where there is none."""
    if settings.backup_folder is None:
        return None
    return BackupFolder(settings.backup_folder, settings.backup_keep, settings.zone)


def back_up_when_due(must_stop: MustStop) -> Path | None:
    """Make the backup of this day unless it is there; None: there was nothing to do."""
    folder = daily_folder(read_settings())
    if folder is None:
        return None
    return folder.back_up_when_due(bootstrap.engine(), _order(must_stop))


def back_up_into(folder: BackupFolder, must_stop: MustStop) -> Path | None:
    """Make a backup in a folder, and delete old ones; None: another process is making one."""
    return folder.back_up(bootstrap.engine(), _order(must_stop))


def back_up_to(path: Path, must_stop: MustStop) -> Manifest:
    """Make a backup in a file."""
    return write_backup(bootstrap.engine(), path, _order(must_stop))


def _order(must_stop: MustStop) -> BackupOrder:
    key = read_secret_key(read_settings())
    return BackupOrder(datetime.now(UTC), read_product_version(), key, must_stop)
