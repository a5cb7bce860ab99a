from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, insert, inspect, text

from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup import restore as module
from monitor.storage.backup.manifest import TableContent
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.restore import count_used, restore
from monitor.storage.backup.rows import FLEETING
from monitor.storage.backup.write import write_backup
from monitor.storage.engine import make_engine
from monitor.storage.schema import check_schema, migrate, read_schema_version
from monitor.storage.tables import MissRow
from tests.factories import NOW, SECRET_KEY
from tests.postgresql import PostgresqlServer
from tests.storage.backup.conftest import ORDER
from tests.storage.old_versions import GONE, RELEASED, fill_version, next_id, read_rows


def put_back(engine: Engine, path: Path) -> None:
    with open_backup(path, SECRET_KEY) as backup:
        restore(engine, backup, NOW)


def read_but_trail(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Return all rows but those of the trail, which tells of the restore."""
    return {table: rows for table, rows in read_rows(engine).items() if table != "trail"}


def test_a_restore_gives_back_every_row(filled: Engine, tmp_path: Path) -> None:
    before = read_but_trail(filled)
    manifest = write_backup(filled, tmp_path / "one.zip", ORDER)
    with filled.begin() as connection:
        connection.execute(text("DELETE FROM response"))
        connection.execute(text("UPDATE participant SET name = 'Wrong'"))

    put_back(filled, tmp_path / "one.zip")

    assert read_but_trail(filled) == before
    check_schema(filled)
    tables = write_backup(filled, tmp_path / "two.zip", ORDER).tables
    assert {name for name in tables if tables[name] != manifest.tables[name]} == {"trail"}


def test_a_backup_of_sqlite_is_restored_in_an_empty_database_of_any_kind(
    backup_file: Path, sqlite_filled: Engine, empty_engine: Engine
) -> None:
    put_back(empty_engine, backup_file)

    assert read_but_trail(empty_engine) == read_but_trail(sqlite_filled)


def test_a_backup_of_postgresql_is_restored_in_sqlite(
    postgresql_server: PostgresqlServer, tmp_path: Path
) -> None:
    target = make_engine(f"sqlite:///{tmp_path / 'target.db'}")
    with postgresql_server.empty_database() as url:
        source = make_engine(url)
        fill_version(source, RELEASED[-1])
        migrate(source)
        write_backup(source, tmp_path / "one.zip", ORDER)
        before = read_but_trail(source)
        source.dispose()

    put_back(target, tmp_path / "one.zip")

    assert read_but_trail(target) == before
    target.dispose()


@pytest.mark.parametrize("version", RELEASED)
def test_a_backup_of_an_older_version_is_brought_to_the_newest(
    version: str, empty_engine: Engine, tmp_path: Path
) -> None:
    fill_version(empty_engine, version)
    assert write_backup(empty_engine, tmp_path / "old.zip", ORDER).schema_version == version
    migrate(empty_engine)
    migrated = read_but_trail(empty_engine)

    put_back(empty_engine, tmp_path / "old.zip")

    check_schema(empty_engine)
    assert read_but_trail(empty_engine) == migrated


def test_no_number_is_given_out_twice_after_a_restore(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "one.zip", ORDER)

    put_back(filled, tmp_path / "one.zip")

    assert {table: next_id(filled, table) for table in GONE} == {
        table: number + 1 for table, number in GONE.items()
    }


def test_a_restore_that_fails_leaves_the_database_as_it_was(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(filled, tmp_path / "one.zip", ORDER)
    with filled.begin() as connection:
        connection.execute(insert(MissRow), {"address": "new", "minute": 1, "count": 1})
    before, version = read_rows(filled), read_schema_version(filled)

    def fail_at_the_end(*_: object) -> None:
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr(module, "raise_last_ids", fail_at_the_end)
    with pytest.raises(RuntimeError, match="plug"):
        put_back(filled, tmp_path / "one.zip")

    assert read_rows(filled) == before
    assert read_schema_version(filled) == version


def test_a_backup_with_a_table_that_nobody_knows_is_refused(
    backup_file: Path, empty_engine: Engine
) -> None:
    with open_backup(backup_file, SECRET_KEY) as backup:
        contents = dict(backup.manifest.tables)
        contents["unknown"] = contents["miss"]
        other = replace(backup, manifest=replace(backup.manifest, tables=contents))
        with pytest.raises(InvalidBackupError, match="no_backup"):
            restore(empty_engine, other, NOW)

    assert inspect(empty_engine).get_table_names() == []


@pytest.mark.parametrize(
    "row",
    [
        ["x", "name"],
        [1, None],
        [10**30, "name"],
        [1, {"a": 1}],
    ],
    ids=str,
)
def test_rows_that_the_tables_do_not_take_are_refused_and_change_nothing(
    row: list[object], backup_file: Path, engine: Engine
) -> None:
    with open_backup(backup_file, SECRET_KEY) as backup:
        told = TableContent(["id", "name"], 1, "")
        other = replace(backup, manifest=replace(backup.manifest, tables={"workspace": told}))
        with (
            patch.object(type(other), "batches_of", lambda *_: [[row]]),
            pytest.raises(InvalidBackupError, match="damaged"),
        ):
            restore(engine, other, NOW)

    assert count_used(engine) == {}


def test_a_column_that_no_table_has_is_refused(backup_file: Path, engine: Engine) -> None:
    with open_backup(backup_file, SECRET_KEY) as backup:
        told = TableContent(["id", "name) VALUES (1); DROP TABLE response;--"], 0, "")
        other = replace(backup, manifest=replace(backup.manifest, tables={"workspace": told}))
        with pytest.raises(InvalidBackupError, match="damaged"):
            restore(engine, other, NOW)

    assert inspect(engine).has_table("response")


def test_a_fresh_database_is_not_in_use(engine: Engine) -> None:
    assert count_used(engine) == {}


def test_a_database_without_tables_is_not_in_use(empty_engine: Engine) -> None:
    assert count_used(empty_engine) == {}


def test_what_is_in_use_is_counted_by_table(filled: Engine) -> None:
    used = count_used(filled)

    assert used["response"] == 3
    assert used["partnership"] == 1


def test_nobody_is_signed_in_after_a_restore(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "one.zip", ORDER)
    with filled.begin() as connection:
        connection.execute(
            text("INSERT INTO sign_in_detour VALUES ('s', 'n', 'v', '/', '2026-01-01 00:00:00+00')")
        )

    put_back(filled, tmp_path / "one.zip")

    rows = read_rows(filled)
    assert {table: rows[table] for table in FLEETING} == {table: [] for table in FLEETING}


def test_progress_is_told_up_to_the_last_row(backup_file: Path, empty_engine: Engine) -> None:
    told: list[tuple[int, int]] = []

    with open_backup(backup_file, SECRET_KEY) as backup:
        restore(empty_engine, backup, NOW, lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1] == backup.manifest.rows


def test_a_database_in_which_tables_are_missing_is_replaced(filled: Engine, tmp_path: Path) -> None:
    write_backup(filled, tmp_path / "one.zip", ORDER)
    before = read_but_trail(filled)
    with filled.begin() as connection:
        for table in ("response", "trail", "alembic_version"):
            connection.execute(text(f"DROP TABLE {table}"))

    put_back(filled, tmp_path / "one.zip")

    assert read_but_trail(filled) == before


def test_other_roles_of_postgresql_keep_what_they_may(
    postgresql_server: PostgresqlServer, backup_file: Path
) -> None:
    privileges = "has_table_privilege('Reading along', 'response', 'SELECT WITH GRANT OPTION')"
    unasked = "has_table_privilege('Reading along', 'response', 'DELETE')"
    postgresql_server.execute('CREATE ROLE "Reading along"')
    with postgresql_server.fresh_database() as url:
        engine = make_engine(url)
        with engine.begin() as connection:
            grant = 'GRANT SELECT ON response TO "Reading along" WITH GRANT OPTION'
            connection.execute(text(grant))
            connection.execute(text("GRANT SELECT ON workspace TO PUBLIC"))

        put_back(engine, backup_file)

        with engine.connect() as connection:
            everybody = "has_table_privilege('Reading along', 'workspace', 'SELECT')"
            found = connection.execute(text(f"SELECT {privileges}, {unasked}, {everybody}")).one()
        engine.dispose()
    postgresql_server.execute('DROP ROLE "Reading along"')
    assert tuple(found) == (True, False, True)
