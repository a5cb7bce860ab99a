"""The tables as they are in a database of any version, and their rows as they stand in a backup.

They are read from the database itself and not from the models, so that a database of an older
version can be backed up and restored by the newest program.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    MetaData,
    String,
    Text,
    TypeDecorator,
    cast,
    event,
    inspect,
)
from sqlalchemy import Table as CoreTable

from monitor.storage.tables import Table
from monitor.storage.tables.base import WORKSPACE_ID
from monitor.storage.types import UtcDateTime

# They open a door: whoever restores a backup must not sign in again who was signed out since.
FLEETING = frozenset({"sign_in", "one_time_link", "sign_in_detour"})
_READ: Mapping[type[Any], Callable[[str], Any]] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
}


class JsonText(TypeDecorator[str]):
    """A document as the very text that the database keeps; reading it would only take time."""

    impl = Text
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Ask PostgreSQL for the text."""
        return cast(column, Text)

    def bind_expression(self, bindparam: Any) -> ColumnElement[Any]:  # noqa: ANN401 - As inherited.
        """Tell PostgreSQL that the text is a document; SQLite keeps it as it is."""
        return cast(bindparam, JSON().with_variant(Text(), "sqlite"))


def read_tables(connection: Connection) -> Sequence[CoreTable]:
    """Return the tables of this product in a database, those that others refer to first."""
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _set_type)
    present = set(inspect(connection).get_table_names())
    metadata.reflect(connection, only=sorted(present & Table.metadata.tables.keys()))
    return metadata.sorted_tables


def order_of(table: CoreTable, connection: Connection) -> Sequence[ColumnElement[Any]]:
    """Return the order of the rows: that of their keys, alike in both kinds of databases.

    The workspace comes last: a key of SQLite need not hold it.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    key = sorted(table.primary_key, key=lambda column: column.name == WORKSPACE_ID)
    return [
        column if is_sqlite or not isinstance(column.type, String) else column.collate("C")
        for column in key
    ]


def write_row(row: Sequence[Any]) -> bytes:
    """Return a row as a line."""
    text = json.dumps(row, default=_write_moment, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def readers_of(table: CoreTable, columns: Sequence[str]) -> Mapping[str, Callable[[str], Any]]:
    """Return how the columns are read whose values a line holds as text."""
    found = {}
    for name in columns:
        # What UtcDateTime keeps is a moment too.
        impl = getattr(table.columns[name].type, "impl_instance", table.columns[name].type)
        reader = next((read for kind, read in _READ.items() if isinstance(impl, kind)), None)
        if reader is not None:
            found[name] = reader
    return found


def _set_type(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    if isinstance(column["type"], JSON):
        column["type"] = JsonText()
    elif isinstance(column["type"], DateTime):
        column["type"] = UtcDateTime()


def _write_moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A backup cannot hold a {type(value).__name__}.")
