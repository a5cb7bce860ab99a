"""The one statement that SQLAlchemy spells differently for each database."""

import functools
from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from monitor.storage.tables import Keyed, Table
from monitor.storage.tables.base import WORKSPACE_ID

Insert = postgresql.Insert | sqlite.Insert


def insert_for(session: Session, table: type[Table]) -> Insert:
    """Return an INSERT that can say what happens when the row exists already."""
    return _insert(session.get_bind().dialect.name, table)


def key_of(session: Session, table: type[Table], columns: Sequence[str]) -> Sequence[str]:
    """Return the columns by which a database finds the row that exists already.

    PostgreSQL's keys hold the workspace as well (ADR 0024).
    """
    is_narrow = session.get_bind().dialect.name == "sqlite" or not issubclass(table, Keyed)
    if is_narrow or WORKSPACE_ID in columns:
        return columns
    return [WORKSPACE_ID, *columns]


def insert_many(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Insert many rows with one statement, which is many times faster than one by one."""
    if rows:
        session.connection().execute(insert_for(session, table), rows)


def replace_row(session: Session, table: type[Table], values: dict[str, Any]) -> None:
    """Insert a row, or replace all values of the one with the same primary key."""
    keys = _primary_key(table)
    key = tuple(key_of(session, table, keys))
    replaced = tuple(name for name in values if name not in keys)
    dialect = session.get_bind().dialect.name
    session.connection().execute(_replacing(dialect, table, key, replaced), values)


def insert_missing(session: Session, table: type[Table], values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its primary key; tell whether there was none.

    Of many who do so at once, one is told so.
    """
    key = tuple(key_of(session, table, _primary_key(table)))
    statement = _inserting_missing(session.get_bind().dialect.name, table, key)
    return session.connection().execute(statement, values).first() is not None


def _primary_key(table: type[Table]) -> Sequence[str]:
    return [column.name for column in inspect(table).primary_key]


# Each is built once: that takes longer than to run it.
@functools.cache
def _replacing(
    dialect: str, table: type[Table], key: tuple[str, ...], replaced: tuple[str, ...]
) -> Insert:
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in replaced}
    )


@functools.cache
def _inserting_missing(
    dialect: str, table: type[Table], key: tuple[str, ...]
) -> ReturningInsert[int]:
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=key)
    return statement.returning(literal(1))


def _insert(dialect: str, table: type[Table]) -> Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
