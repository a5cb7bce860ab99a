from datetime import UTC, date, datetime

import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Engine, Float, Integer, String

from monitor.storage.backup.rows import JsonText, read_tables, readers_of, write_row
from monitor.storage.tables import Table
from monitor.storage.types import UtcDateTime


def test_a_row_is_one_line_whatever_is_in_it() -> None:
    row = ["a\nb\u2028", None, True, 0.1, date(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC)]

    line = write_row(row)

    assert line.count(b"\n") == 1
    assert line.endswith(b'null,true,0.1,"2026-01-02","2026-01-02T00:00:00+00:00"]\n')


def test_what_cannot_stand_in_a_line_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold a set"):
        write_row([{1}])


def test_every_column_is_of_a_kind_that_a_backup_can_hold(engine: Engine) -> None:
    kinds = (Boolean, Date, Float, Integer, JsonText, String, UtcDateTime)

    with engine.connect() as connection:
        tables = read_tables(connection)

    assert {table.name for table in tables} == Table.metadata.tables.keys()
    assert [
        str(column)
        for table in tables
        for column in table.columns
        if not isinstance(column.type, kinds)
    ] == []


def test_moments_and_days_are_read_as_such(engine: Engine) -> None:
    with engine.connect() as connection:
        tables = {table.name: table for table in read_tables(connection)}

    readers = readers_of(tables["digest"], ["id", "week_on", "since", "message_id"])

    assert readers["week_on"]("2026-01-02") == date(2026, 1, 2)
    assert readers["since"]("2026-01-02T03:04:05+00:00") == datetime(
        2026, 1, 2, 3, 4, 5, tzinfo=UTC
    )
    assert readers.keys() == {"week_on", "since"}
    assert not isinstance(tables["round"].columns["opens_at"].type, JSON | DateTime)
