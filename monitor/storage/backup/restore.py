"""Puts a backup in the place of what a database holds, all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy import Table as CoreTable
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from monitor.domain.backup import BackupProblem
from monitor.domain.errors import InvalidBackupError
from monitor.storage.backup.note_restored import note_restored
from monitor.storage.backup.read import Backup
from monitor.storage.backup.rows import read_tables, readers_of
from monitor.storage.engine import empty_log, for_reading
from monitor.storage.last_ids import raise_last_ids
from monitor.storage.schema import changing, upgrade

# Columns that a table does not have, moments that are none, what the database refuses to hold.
_NO_ROWS_OF_OURS = (
    *(KeyError, TypeError, ValueError, OverflowError),
    *(DataError, IntegrityError, ProgrammingError),
)
_GRANTS = """
SELECT table_name, format(
    'GRANT %s ON %I TO %s%s',
    privilege_type,
    table_name,
    CASE grantee WHEN 'PUBLIC' THEN grantee ELSE quote_ident(grantee) END,
    CASE is_grantable WHEN 'YES' THEN ' WITH GRANT OPTION' ELSE '' END
)
FROM information_schema.table_privileges
WHERE table_schema = current_schema() AND grantee <> current_user
ORDER BY table_name, grantee, privilege_type
"""
_IDLE_FUNCTIONS = """
SELECT p.oid::regprocedure::text
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_roles r ON r.oid = p.proowner
WHERE p.prorettype = 'trigger'::regtype
    AND n.nspname = current_schema()
    AND r.rolname = current_user
    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid)
"""
Report = Callable[[int, int], None]
# What a database holds that nobody has used yet.
_MADE_BY_ITSELF = {"workspace", "heartbeat", "miss"}


def count_used(engine: Engine) -> Mapping[str, int]:
    """Return how many rows each table holds that a restore would delete; empty when unused."""
    with for_reading(engine).connect() as connection:
        counts = {table.name: _count(connection, table) for table in read_tables(connection)}
    used = {name: count for name, count in counts.items() if count}
    return used if used.keys() - _MADE_BY_ITSELF else {}


def restore(
    engine: Engine,
    backup: Backup,
    now: datetime,
    report: Report = lambda _done, _total: None,
) -> None:
    """Replace everything in a database by what a backup holds, at the newest schema.

    One transaction: whatever goes wrong, the database is as it was. The trail of every workspace
    tells of it, and other roles of PostgreSQL keep what they were granted on tables.

    Raises:
        InvalidBackupError: it holds what no table of ours does; somebody may have made it up.
    """
    manifest = backup.manifest
    with changing(engine) as connection:
        grants = _read_grants(connection)
        _drop_everything(connection)
        upgrade(connection, manifest.schema_version)
        tables = {table.name: table for table in read_tables(connection)}
        if not manifest.tables.keys() <= tables.keys():
            raise InvalidBackupError(BackupProblem.NO_BACKUP)
        _empty(connection, list(tables.values()))
        try:
            _fill(connection, backup, tables, report)
        except _NO_ROWS_OF_OURS:
            raise InvalidBackupError(BackupProblem.DAMAGED) from None
        # Steps that make a table anew count from the highest number that is in it.
        upgrade(connection)
        raise_last_ids(connection, manifest.last_ids)
        _grant(connection, grants)
        note_restored(connection, manifest.made_at, now)
    # What was there before leaves no trace beside the database.
    empty_log(engine)


def _drop_everything(connection: Connection) -> None:
    tables = read_tables(connection)
    if tables:
        tables[0].metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    if connection.dialect.name == "postgresql":
        # What it runs when a table changes stays when the table is dropped, now or before.
        for function in connection.scalars(text(_IDLE_FUNCTIONS)).all():
            connection.execute(text(f"DROP FUNCTION {function}"))


def _read_grants(connection: Connection) -> Mapping[str, Sequence[str]]:
    """Return by table what gives others in PostgreSQL again what they may: it goes with a table."""
    if connection.dialect.name == "sqlite":
        return {}
    grants: dict[str, list[str]] = {}
    for table, statement in connection.execute(text(_GRANTS)):
        grants.setdefault(table, []).append(statement)
    return grants


def _grant(connection: Connection, grants: Mapping[str, Sequence[str]]) -> None:
    for table in read_tables(connection):
        for statement in grants.get(table.name, ()):
            connection.exec_driver_sql(statement)


def _empty(connection: Connection, tables: Sequence[CoreTable]) -> None:
    """Delete what the steps put into tables by themselves."""
    for table in reversed(tables):
        if _count(connection, table):
            connection.execute(table.delete())


def _fill(
    connection: Connection, backup: Backup, tables: Mapping[str, CoreTable], report: Report
) -> None:
    done = 0
    # In the order of the tables: what is referred to comes first.
    for name, table in tables.items():
        content = backup.manifest.tables.get(name)
        if content is None:
            continue
        readers = readers_of(table, content.columns)
        for batch in backup.batches_of(name):
            values = [dict(zip(content.columns, row, strict=True)) for row in batch]
            for row in values:
                _read_values(row, readers)
            connection.execute(insert(table), values)
            done += len(values)
            report(done, backup.manifest.rows)


def _read_values(row: dict[str, Any], readers: Mapping[str, Callable[[str], Any]]) -> None:
    for name, read in readers.items():
        if row[name] is not None:
            row[name] = read(row[name])


def _count(connection: Connection, table: CoreTable) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
