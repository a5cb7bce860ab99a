import sqlite3
import stat
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from monitor.storage.engine import (
    BUSY_TIMEOUT_SECONDS,
    _switch_to_wal,
    empty_log,
    for_reading,
    make_engine,
    patience,
    watch_errors,
)
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL.
        ("foreign_keys", 1),
        ("busy_timeout", BUSY_TIMEOUT_SECONDS * 1000),
        ("secure_delete", 1),
    ],
)
def test_every_sqlite_connection_is_set_up_to_lose_nothing(
    sqlite_url: str, pragma: str, value: object
) -> None:
    engine = make_engine(sqlite_url)

    with engine.connect() as first, engine.connect() as second:
        # The second only reads, or it would have to wait for the first.
        values = [
            connection.connection.cursor().execute(f"PRAGMA {pragma}").fetchone()[0]
            for connection in (first, second)
        ]

    engine.dispose()
    assert values == [value, value]


def test_who_writes_very_much_may_ask_for_a_larger_cache(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url, cache_mebibytes=64)

    with engine.connect() as connection:
        kibibytes = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()

    engine.dispose()
    assert kibibytes == -64 * 1024


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 'monitor.db'}")

    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1

    engine.dispose()
    assert (tmp_path / "new" / "folder" / "monitor.db").is_file()


def test_a_new_file_that_another_process_is_setting_up_is_tried_again() -> None:
    codes = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY)

    with closing(RefusingConnection(*codes)) as connection:
        _switch_to_wal(connection)

    assert connection.attempts == 3


def test_a_file_that_cannot_be_used_at_all_is_an_error_at_once() -> None:
    with (
        closing(RefusingConnection(sqlite3.SQLITE_READONLY)) as connection,
        pytest.raises(sqlite3.OperationalError),
    ):
        _switch_to_wal(connection)

    assert connection.attempts == 1


def test_a_transaction_that_may_write_takes_its_turn_when_it_begins(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    with engine.connect() as first, engine.connect() as second:
        first.execute(text("SELECT * FROM round"))
        second.connection.cursor().execute("PRAGMA busy_timeout = 0")

        with pytest.raises(OperationalError, match="database is locked"):
            second.execute(text("SELECT * FROM round"))
    engine.dispose()


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_was_committed(engine: Engine) -> None:
    add_partnership(SqlUnitOfWorkFactory(engine), name="Eerst")

    with engine.connect() as writer, for_reading(engine).connect() as reader:
        writer.execute(text("UPDATE partnership SET name = 'Later'"))
        before = reader.execute(text("SELECT name FROM partnership")).scalar_one()
        writer.commit()
        after = reader.execute(text("SELECT name FROM partnership")).scalar_one()

    assert (before, after) == ("Eerst", "Eerst")


def test_a_reader_cannot_write(engine: Engine) -> None:
    with (
        for_reading(engine).connect() as reader,
        pytest.raises(DBAPIError, match=r"readonly|read-only"),
    ):
        reader.execute(text("DELETE FROM partnership"))


def test_a_connection_that_was_for_reading_can_write_the_next_time(engine: Engine) -> None:
    with for_reading(engine).connect() as reader:
        reader.execute(text("SELECT 1"))

    with engine.begin() as writer:
        writer.execute(text("DELETE FROM partnership"))


def test_the_log_of_sqlite_is_emptied_unless_somebody_reads_it_or_writes_to_it(
    sqlite_url: str,
) -> None:
    engine = make_engine(sqlite_url)
    log = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    add_partnership(SqlUnitOfWorkFactory(engine))

    with for_reading(engine).connect() as reader:
        reader.execute(text("SELECT * FROM round"))
        empty_log(engine)
        while_read = log.stat().st_size
    with engine.begin():
        empty_log(engine)
        while_written = log.stat().st_size
    empty_log(engine)

    emptied = log.stat().st_size
    engine.dispose()
    assert (while_read > 0, while_written > 0, emptied) == (True, True, 0)


class RefusingConnection(sqlite3.Connection):
    """Refuses as often as there are errors, and then does as it is told."""

    def __init__(self, *error_codes: int) -> None:
        super().__init__(":memory:")
        self.attempts = 0
        self._error_codes = list(error_codes)

    def execute(self, sql: str, *_parameters: object) -> sqlite3.Cursor:
        self.attempts += 1
        if not self._error_codes:
            return super().execute(sql)
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = self._error_codes.pop(0)
        raise error


def test_a_new_sqlite_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    engine = make_engine(f"sqlite:///{path}")

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE one (id INTEGER)"))
        rights = [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()]

    engine.dispose()
    assert set(rights) == {0o600}


def test_every_error_is_told_by_its_kind(engine: Engine, tmp_path: Path) -> None:
    told: list[str] = []
    away = make_engine(f"sqlite:///{tmp_path / 'away'}")
    (tmp_path / "away").unlink()
    (tmp_path / "away").mkdir()
    for watched in (engine, away):
        watch_errors(watched, told.append)

    with engine.connect() as first:
        first.execute(text("UPDATE partnership SET name = 'held'"))
        first.execute(text("LOCK TABLE partnership") if is_postgresql(engine) else text("SELECT 1"))
        with pytest.raises(DBAPIError):
            write_in_a_hurry(engine)
    with pytest.raises(DBAPIError), away.connect():
        pass
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("INSERT INTO organisation (name) VALUES (NULL)"))

    away.dispose()
    assert told == ["locked", "away", "other"]


def is_postgresql(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def write_in_a_hurry(engine: Engine) -> None:
    with engine.connect().execution_options(**patience(0.01)) as second:
        second.execute(text("UPDATE partnership SET name = 'other'"))


def test_connections_to_a_server_are_kept_however_many_were_needed_at_once(
    postgresql_url: str,
) -> None:
    engine = make_engine(postgresql_url)

    with ExitStack() as stack:
        for _ in range(15):
            stack.enter_context(engine.connect())

    kept = engine.pool.status()
    engine.dispose()
    assert "Connections in pool: 15" in kept
