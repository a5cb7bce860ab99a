"""What was done after a backup is read from the trail of the database that it was made of."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.domain.access.account import FIRST_WORKSPACE, WorkspaceId
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.storage.backup.later import Later, read_later_deeds
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.write import write_backup
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import SECRET_KEY
from tests.storage.backup.conftest import ORDER
from tests.storage.test_trail import add_entry

SECOND = WorkspaceId(2)
FORGOTTEN = Deed(Act.PERSON_ERASED, PartnershipId(1), facts={"participant": 7})


def read(engine: Engine, path: Path) -> Later | None:
    with open_backup(path, SECRET_KEY) as backup:
        return read_later_deeds(engine, backup, {Act.PERSON_ERASED})


@pytest.fixture
def backup_of_trails(engine: Engine, tmp_path: Path) -> Path:
    """A backup of two workspaces in which something was done, forgetting somebody too."""
    factory = SqlUnitOfWorkFactory(engine)
    add_entry(factory, FIRST_WORKSPACE, FORGOTTEN)
    add_entry(factory, SECOND, Deed(Act.ROUND_OPENED, PartnershipId(2)))
    write_backup(engine, tmp_path / "one.zip", ORDER)
    return tmp_path / "one.zip"


def test_only_what_came_later_is_told_workspace_by_workspace(
    engine: Engine, backup_of_trails: Path
) -> None:
    factory = SqlUnitOfWorkFactory(engine)
    later = Deed(Act.PERSON_ERASED, PartnershipId(2), facts={"participant": 9})
    add_entry(factory, SECOND, later)
    add_entry(factory, SECOND, Deed(Act.ROUND_CLOSED, PartnershipId(2)))

    found = read(engine, backup_of_trails)

    assert found == {FIRST_WORKSPACE: [], SECOND: [Deed(Act.PERSON_ERASED, facts=later.facts)]}


def test_another_database_tells_nothing(empty_engine: Engine, backup_of_trails: Path) -> None:
    assert read(empty_engine, backup_of_trails) is None


def test_another_trail_tells_nothing(sqlite_filled: Engine, backup_of_trails: Path) -> None:
    factory = SqlUnitOfWorkFactory(sqlite_filled)
    add_entry(factory, FIRST_WORKSPACE, Deed(Act.ROUND_OPENED, PartnershipId(1)))
    add_entry(factory, SECOND, FORGOTTEN)

    assert read(sqlite_filled, backup_of_trails) is None


def test_a_backup_from_before_there_was_a_trail_tells_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    write_backup(engine, tmp_path / "one.zip", ORDER)

    assert read(engine, tmp_path / "one.zip") is None


def test_a_file_that_is_no_database_tells_nothing(backup_of_trails: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"notes" * 1000)
    broken = make_engine(f"sqlite:///{tmp_path / 'broken.db'}")

    assert read(broken, backup_of_trails) is None
    broken.dispose()
