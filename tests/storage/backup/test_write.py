import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, insert, text

from monitor.domain.access.account import WorkspaceId
from monitor.domain.errors import BackupStoppedError, SchemaError
from monitor.domain.partnership import PartyKind
from monitor.storage.backup.manifest import MANIFEST
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.restore import restore
from monitor.storage.backup.write import BackupOrder, write_backup
from monitor.storage.engine import make_engine
from monitor.storage.schema import newest_schema_version
from monitor.storage.tables import MissRow, Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, SECRET_KEY
from tests.storage.backup.conftest import ORDER
from tests.storage.old_versions import ROWS, read_rows


def test_a_backup_says_of_when_and_of_what_it_is(filled: Engine, tmp_path: Path) -> None:
    manifest = write_backup(filled, tmp_path / "backup.zip", ORDER)

    assert manifest.made_at == NOW
    assert manifest.schema_version == newest_schema_version()
    assert manifest.tables["response"].rows == len(ROWS["response"])
    assert manifest.last_ids["organisation"] == 40
    assert manifest.fits(SECRET_KEY)
    assert not manifest.fits(b"another key of 32 bytes or even more")


def test_a_backup_holds_no_key_and_no_open_door(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "backup.zip", ORDER)

    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        names = set(archive.namelist())
    assert SECRET_KEY not in everything
    assert not names & {"tables/sign_in.jsonl", "tables/one_time_link.jsonl"}
    assert len(names) == len(Table.metadata.tables) - 3 + 1


def test_only_its_owner_can_read_a_backup(backup_file: Path) -> None:
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600


def test_both_kinds_of_database_make_the_same_backup(
    filled: Engine, sqlite_filled: Engine, tmp_path: Path
) -> None:
    here = write_backup(filled, tmp_path / "here.zip", ORDER)
    there = write_backup(sqlite_filled, tmp_path / "there.zip", ORDER)

    assert here.tables.keys() == there.tables.keys()
    assert {name: (content.rows, content.sha256) for name, content in here.tables.items()} == {
        name: (content.rows, content.sha256) for name, content in there.tables.items()
    }


def test_both_kinds_of_database_make_the_same_backup_of_several_workspaces(
    sqlite_url: str, postgresql_url: str, tmp_path: Path
) -> None:
    here, there = (make_engine(url) for url in (sqlite_url, postgresql_url))
    # Numbered across: the workspace must not come before the number in one of the two.
    add_organisations(here, of=[2, 1, 2])
    add_organisations(there, of=[2, 1, 2])

    backups = [
        write_backup(here, tmp_path / "here.zip", ORDER),
        write_backup(there, tmp_path / "there.zip", ORDER),
    ]

    here.dispose()
    there.dispose()
    assert backups[0].tables["organisation"] == backups[1].tables["organisation"]


def test_a_backup_that_must_stop_leaves_nothing(sqlite_filled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    with pytest.raises(BackupStoppedError):
        write_backup(
            sqlite_filled, folder / "one.zip", BackupOrder(NOW, "1", SECRET_KEY, lambda: True)
        )

    assert list(folder.iterdir()) == []


def test_an_empty_database_is_not_backed_up(empty_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="nothing to back up"):
        write_backup(empty_engine, tmp_path / "backup.zip", ORDER)

    assert not (tmp_path / "backup.zip").exists()


def test_a_database_of_a_newer_program_is_not_backed_up_by_halves(
    filled: Engine, tmp_path: Path
) -> None:
    with filled.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaError, match="newer than this program"):
        write_backup(filled, tmp_path / "backup.zip", ORDER)


def test_the_manifest_can_be_read_by_a_person(backup_file: Path) -> None:
    with zipfile.ZipFile(backup_file) as archive:
        content = json.loads(archive.read(MANIFEST))

    assert content["format"] == 1
    assert content["tables"]["response"]["rows"] == 3


def test_a_backup_while_others_write_is_of_one_moment(filled: Engine, tmp_path: Path) -> None:
    """Two rows are always written together: no backup may hold one without the other."""
    writer = make_engine(filled.url.render_as_string(hide_password=False))
    stop, begun = Event(), Event()

    def write_pairs() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            pair = [
                {"address": f"{side}{number}", "minute": 1, "count": 1}
                for side in ("left", "right")
            ]
            with writer.begin() as connection:
                for row in pair:
                    connection.execute(insert(MissRow), row)
            begun.set()

    thread = Thread(target=write_pairs)
    thread.start()
    begun.wait()
    try:
        manifests = [write_backup(filled, tmp_path / f"{number}.zip", ORDER) for number in range(5)]
    finally:
        stop.set()
        thread.join()
    writer.dispose()

    counts = [manifest.tables["miss"].rows for manifest in manifests]
    assert counts == sorted(counts)
    assert all((count - 1) % 2 == 0 for count in counts)
    with open_backup(tmp_path / "4.zip", SECRET_KEY) as backup:
        restore(filled, backup, NOW)
    rows = {row["address"] for row in read_rows(filled)["miss"]} - {"m" * 40}
    assert len(rows) == counts[-1] - 1
    assert {address.removeprefix("left") for address in rows if address[0] == "l"} == {
        address.removeprefix("right") for address in rows if address[0] == "r"
    }


def add_organisations(engine: Engine, *, of: Sequence[int]) -> None:
    """Store an organisation in each of these workspaces in turn."""
    for workspace in of:
        with SqlUnitOfWorkFactory(engine, WorkspaceId(workspace))() as work:
            work.partnerships.add_organisation("Veldzicht", PartyKind.MUNICIPALITY)
            work.commit()
