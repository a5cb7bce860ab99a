"""Connections to SQLite and PostgreSQL, set up so that what was committed is never lost."""

import contextlib
import functools
import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from monitor.storage.keying import SETTING, keep_to_workspace, workspace_of

# Who wants to write waits so long at most while others do. Whoever asked is still there then:
# browsers and proxies wait for 30 seconds or more.
BUSY_TIMEOUT_SECONDS = 15
_COMMON: dict[str, Any] = {
    "json_serializer": functools.partial(json.dumps, separators=(",", ":")),
    # An error may end up in a log; answers may not.
    "hide_parameters": True,
}
# More than the web server has threads, so that readers never queue behind waiting writers.
_SQLITE_POOL = {"pool_size": 20, "max_overflow": 30}
# Two processes at their maximum stay well below the usual 100 connections of a server. Whatever is
# opened is kept: a pool closes at once what it opened beyond its size, and opening takes long.
_POSTGRESQL_POOL = {
    "pool_size": 30,
    "max_overflow": 0,
    "pool_timeout": BUSY_TIMEOUT_SECONDS,
    "pool_pre_ping": True,
}
_SQLITE_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    # Overwritten answers leave no copy in free pages of the file.
    "secure_delete = ON",
)
CACHE_MEBIBYTES = 8  # Of each SQLite connection.
_PAUSE_SECONDS = 0.01
# What is emptied now and then is left alone while others use it: they would have to wait.
_EMPTYING_SECONDS = 0.2
_READS_ONLY = "reads_only"
_PATIENCE = "patience_seconds"
_TURN = "turn"
_LOCKED_IN_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_LOCKED_IN_POSTGRESQL = "55P03"


def make_engine(database_url: str, *, cache_mebibytes: int = CACHE_MEBIBYTES) -> Engine:
    """Return the engine for a database address; makes the folder of an SQLite file.

    A larger cache helps who writes very much at once in SQLite: each page is then written once.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, **_COMMON, **_POSTGRESQL_POOL)
        keep_to_workspace(engine)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    make_file(url.database or "")
    engine = create_engine(
        url,
        **_COMMON,
        **_SQLITE_POOL,
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
        execution_options={_TURN: Lock()},
    )
    keep_to_workspace(engine)
    event.listen(engine, "connect", functools.partial(_set_up_sqlite, cache_mebibytes))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_file(database: str) -> None:
    """Make the file of an SQLite database that is not there yet, for its owner only."""
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    if not Path(database).exists():
        # An empty file is an empty database; its logs get the same rights.
        os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))


def for_reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that see one moment and may not write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_READS_ONLY: True})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def turn_of(engine: Engine) -> "Lock | None":
    """Return what those who write in this process hold one after the other; None: all at once.

    SQLite lets one write at a time, and those who wait ask again at intervals: under load some
    never get their turn. Within a process they queue instead.
    """
    turn: Lock | None = engine.get_execution_options().get(_TURN)
    return turn


def watch_errors(engine: Engine, count: Callable[[str], None]) -> None:
    """Tell of every error of the database of which kind it is: ``locked``, ``away`` or another."""

    def tell(context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        if isinstance(error, DBAPIError) and is_locked(error):
            count("locked")
        elif context.is_disconnect or isinstance(error, OperationalError | InterfaceError):
            count("away")
        else:
            count("other")

    event.listen(engine, "handle_error", tell)


def patience(seconds: float) -> dict[str, Any]:
    """Return the options of a transaction that waits so long at most while others write."""
    return {_PATIENCE: seconds}


def is_locked(error: DBAPIError) -> bool:
    """Tell whether others kept a lock for too long: nothing is broken, and it passes."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    state = getattr(error.orig, "sqlstate", None)
    return code in _LOCKED_IN_SQLITE or state == _LOCKED_IN_POSTGRESQL


def empty_log(engine: Engine) -> None:
    """Empty SQLite's log of recent writes, which holds them in order, unless someone reads it.

    What PostgreSQL keeps as a log is no part of a copy of the database.
    """
    if engine.dialect.name == "sqlite":
        with contextlib.closing(engine.raw_connection()) as connection:
            connection.execute(_wait_at_most(_EMPTYING_SECONDS))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_up_sqlite(cache_mebibytes: int, connection: sqlite3.Connection, _record: object) -> None:
    # The driver begins no transactions of its own: _begin_sqlite does.
    connection.isolation_level = None
    connection.execute(_wait_at_most(BUSY_TIMEOUT_SECONDS))
    _switch_to_wal(connection)
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA cache_size = -{cache_mebibytes * 1024}")
    # Its own knows A to Z only: "é" would not find "É".
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, in which readers and a writer do not hinder each other.

    While another process does the same to a new file, SQLite refuses at once instead of waiting.
    """
    last_attempt_at = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > last_attempt_at:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction.

    A writer takes its turn at once: SQLite cannot make a transaction wait that has read before
    it writes, and answers would be refused ("database is locked").
    """
    options: dict[str, Any] = dict(connection.get_execution_options())
    reads_only = bool(options.get(_READS_ONLY))
    connection.exec_driver_sql(_wait_at_most(options.get(_PATIENCE, BUSY_TIMEOUT_SECONDS)))
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _wait_at_most(seconds: float) -> str:
    return f"PRAGMA busy_timeout = {round(seconds * 1000)}"


def _begin_postgresql(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    # Nought would mean for ever; the server's own word for that is its default.
    milliseconds = max(1, round(options[_PATIENCE] * 1000)) if _PATIENCE in options else 0
    connection.exec_driver_sql(
        "SELECT set_config(%s, %s, TRUE), set_config('lock_timeout', %s, TRUE)",
        (SETTING, workspace_of(options), str(milliseconds)),
    )
