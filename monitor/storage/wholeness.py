"""Finds out whether a database is as it was made: nothing missing, and its file not damaged."""

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, NoSuchTableError

from monitor.storage.backup.rows import read_tables
from monitor.storage.engine import for_reading
from monitor.storage.tables import Table

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR_SHORT_READ}
_PRIMARY_CODE = 0xFF


def find_missing(engine: Engine) -> Sequence[str]:
    """Return the tables and columns that the newest schema has and a database lacks, by name."""
    with for_reading(engine).connect() as connection:
        found = inspect(connection).get_multi_columns()
    present = {table: {each["name"] for each in columns} for (_, table), columns in found.items()}
    missing = []
    for table in Table.metadata.sorted_tables:
        if table.name in present:
            names = [column.name for column in table.columns]
            missing += [f"{table.name}.{each}" for each in names if each not in present[table.name]]
        else:
            missing.append(table.name)
    return missing


def is_damaged(engine: Engine) -> bool:
    """Tell whether the file of an SQLite database is broken, or refers to what is gone from it.

    False for PostgreSQL, which watches over its own files, and where no file can be opened.
    """
    if engine.dialect.name != "sqlite":
        return False
    try:
        with for_reading(engine).connect() as connection:
            read_tables(connection)
            verdict: str | None = connection.scalar(text("PRAGMA quick_check(1)"))
            return verdict != "ok"
    except NoSuchTableError:
        return True
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0)
        return code in _DAMAGE or code & _PRIMARY_CODE in _DAMAGE
