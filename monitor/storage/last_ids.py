"""The last number that each table gave out, so that none is ever given out twice.

An old link or an entry of the trail must never lead to something new with the same number.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text

from monitor.storage.tables import Table


def read_last_ids(connection: Connection) -> Mapping[str, int]:
    """Return the last number of every table that gives out numbers."""
    if connection.dialect.name == "sqlite":
        if not inspect(connection).has_table("sqlite_sequence"):
            return {}
        found = connection.execute(text("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
        known = Table.metadata.tables
        return {name: number for name, number in found if name in known}
    return {
        table: connection.scalar(
            text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 - The database's own name.
        )
        or 0
        for table, sequence in _sequences(connection).items()
    }


def raise_last_ids(connection: Connection, last_ids: Mapping[str, int]) -> None:
    """Let every table go on after the number given here, or after its own if that is higher."""
    present = read_last_ids(connection)
    tables = set(inspect(connection).get_table_names())
    for table, number in last_ids.items():
        if table in tables and number > present.get(table, 0):
            _set_last_id(connection, table, number)


def _set_last_id(connection: Connection, table: str, number: int) -> None:
    values = {"table": table, "number": number}
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), values)
        connection.execute(text("INSERT INTO sqlite_sequence VALUES (:table, :number)"), values)
        return
    sequence = _sequences(connection).get(table)
    if sequence is not None:
        connection.execute(
            text("SELECT setval(:sequence, :number)"), values | {"sequence": sequence}
        )


def _sequences(connection: Connection) -> Mapping[str, str]:
    """Return the sequence in PostgreSQL of every table that has one."""
    found = connection.execute(
        text(
            "SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
            "FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%'"
        )
    )
    known = Table.metadata.tables
    return {table: sequence for table, sequence in found if table in known and sequence}
