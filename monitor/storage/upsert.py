"""The one statement that SQLAlchemy spells differently for each database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from monitor.storage.tables import Keyed, Table
from monitor.storage.tables.base import WORKSPACE_ID

Insert = postgresql.Insert | sqlite.Insert


def insert_for(session: Session, table: type[Table]) -> Insert:
    """Return an INSERT that can say what happens when the row exists already."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


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
    statement = insert_for(session, table)
    keys = [column.name for column in inspect(table).primary_key]
    replaced = {name: statement.excluded[name] for name in values if name not in keys}
    key = key_of(session, table, keys)
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=key, set_=replaced), values
    )
