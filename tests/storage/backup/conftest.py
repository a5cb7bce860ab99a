"""Databases with rows in every table, and a backup of one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.storage.backup.write import BackupOrder, write_backup
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate
from tests.factories import NOW, SECRET_KEY
from tests.storage.old_versions import RELEASED, fill_version

ORDER = BackupOrder(NOW, "0.1.0", SECRET_KEY)


@pytest.fixture
def filled(empty_engine: Engine) -> Engine:
    """A database of the newest version, of each kind in turn, with rows of before."""
    fill_version(empty_engine, RELEASED[-1])
    migrate(empty_engine)
    return empty_engine


@pytest.fixture
def sqlite_filled(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path / 'filled.db'}")
    fill_version(engine, RELEASED[-1])
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def backup_file(sqlite_filled: Engine, tmp_path: Path) -> Path:
    """A backup of the newest version."""
    path = tmp_path / "backup.zip"
    write_backup(sqlite_filled, path, ORDER)
    return path
