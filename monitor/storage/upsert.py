"""The one statement that SQLAlchemy spells differently for each database."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from monitor.storage.tables import Table

Insert = postgresql.Insert | sqlite.Insert


def insert_for(session: Session, table: type[Table]) -> Insert:
    """Return an INSERT that can say what happens when the row exists already."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def insert_many(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Insert many rows with one statement, which is many times faster than one by one."""
    if rows:
        session.connection().execute(insert_for(session, table), rows)


def replace_row(session: Session, table: type[Table], values: dict[str, Any]) -> None:
    """Insert a row, or replace all values of the one with the same primary key."""
    statement = insert_for(session, table)
    keys = [column.name for column in inspect(table).primary_key]
    replaced = {name: statement.excluded[name] for name in values if name not in keys}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=keys, set_=replaced), values
    )
