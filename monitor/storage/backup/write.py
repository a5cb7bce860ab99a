"""Writes a backup: everything as it was at one moment, while others go on writing."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine, select
from sqlalchemy import Table as CoreTable

from monitor.domain.errors import BackupStoppedError, SchemaError
from monitor.storage.backup.manifest import MANIFEST, Manifest, TableContent, fingerprint
from monitor.storage.backup.rows import FLEETING, order_of, read_tables, write_row
from monitor.storage.backup.seal import PLACE, seal
from monitor.storage.engine import for_reading
from monitor.storage.last_ids import read_last_ids
from monitor.storage.schema import read_version, refuse_newer

PARTIAL = ".partial"
_BATCH = 500
# Little smaller takes three times as long.
_COMPRESSION = 3


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """What a backup is told: when it is made, by which program, and with which secret key.

    ``must_stop`` is asked again and again; the backup is given up when it says so.
    """

    made_at: datetime
    product_version: str
    key: bytes = field(repr=False)
    must_stop: Callable[[], bool] = lambda: False


def write_backup(engine: Engine, path: Path, order: BackupOrder) -> Manifest:
    """Write a backup that only its owner can read; it has its name once it is whole and durable.

    Raises:
        BackupStoppedError: it was told to stop.
        SchemaError: there is nothing in the database yet, or it is of a newer program.
    """
    with _draft_of(path) as file:
        with zipfile.ZipFile(
            file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION
        ) as archive:
            manifest = _write_archive(engine, archive, order)
            archive.comment = PLACE
        seal(file, order.key)
    return manifest


def _write_archive(engine: Engine, archive: zipfile.ZipFile, order: BackupOrder) -> Manifest:
    # One transaction that only reads: it sees one moment, and keeps nobody waiting.
    with for_reading(engine).connect() as connection:
        version = read_version(connection)
        if version is None:
            raise SchemaError(
                "The database is empty: there is nothing to back up. "
                "Check MONITOR_DATABASE_URL, or run `python -m monitor migrate`.",
                "empty",
            )
        # Of tables that this program does not know nothing would be in the backup.
        refuse_newer(version)
        last_ids = read_last_ids(connection)
        tables: Mapping[str, TableContent] = {
            table.name: _write_table(connection, table, archive, order)
            for table in read_tables(connection)
            if table.name not in FLEETING
        }
    manifest = Manifest(
        made_at=order.made_at,
        product_version=order.product_version,
        schema_version=version,
        key_fingerprint=fingerprint(order.key),
        tables=tables,
        last_ids=last_ids,
    )
    archive.writestr(MANIFEST, manifest.write())
    return manifest


def _write_table(
    connection: Connection, table: CoreTable, archive: zipfile.ZipFile, order: BackupOrder
) -> TableContent:
    # By name: a table that was made in another order holds the same.
    columns = sorted(table.columns, key=lambda column: column.name)
    statement = select(*columns).order_by(*order_of(table, connection))
    found = connection.execute(statement, execution_options={"yield_per": _BATCH})
    digest, rows = hashlib.sha256(), 0
    with archive.open(name_of(table.name), "w", force_zip64=True) as member:
        for batch in found.partitions():
            if order.must_stop():
                raise BackupStoppedError
            lines = b"".join(write_row(list(row)) for row in batch)
            digest.update(lines)
            member.write(lines)
            rows += len(batch)
    return TableContent([column.name for column in columns], rows, digest.hexdigest())


def name_of(table: str) -> str:
    """Return the name of a table's file in the archive."""
    return f"tables/{table}.jsonl"


@contextmanager
def _draft_of(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which gets its name when all of it is on the disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PARTIAL}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Let the new name survive a power failure too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
