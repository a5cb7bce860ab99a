"""What a process builds once, from its settings."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitor import bootstrap
from monitor.domain.errors import SchemaError, StorageUnavailableError
from monitor.services.checkin.questionnaires import CURRENT_VERSION
from monitor.services.context import SystemClock
from monitor.storage.schema import newest_schema_version
from tests.factories import SECRET_KEY

pytestmark = pytest.mark.usefixtures("own_process")


def test_everything_is_built_once() -> None:
    assert bootstrap.engine() is bootstrap.engine()
    assert bootstrap.context() is bootstrap.context()


def test_the_context_follows_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_PORT", "8600")
    monkeypatch.setenv("MONITOR_TIMEZONE", "Europe/Lisbon")

    context = bootstrap.context()

    assert context.secret_key == SECRET_KEY
    assert context.public_url == "http://localhost:8600"
    assert str(context.time_zone) == "Europe/Lisbon"
    assert CURRENT_VERSION in context.questionnaires
    assert isinstance(context.clock, SystemClock)


def test_the_context_reaches_the_database() -> None:
    with bootstrap.context().unit_of_work() as unit:
        assert unit.partnerships.count() == 0


def test_a_migrated_database_is_current() -> None:
    state = bootstrap.read_schema_state()

    assert (state.version, state.is_current) == (newest_schema_version(), True)
    bootstrap.check_schema()


def test_an_empty_database_is_not_current_and_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    state = bootstrap.read_schema_state()

    assert (state.version, state.is_current) == (None, False)
    with pytest.raises(SchemaError, match="run `python -m monitor migrate`"):
        bootstrap.check_schema()


def test_a_database_that_is_away_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder cannot be opened as a database.
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path}")

    with pytest.raises(StorageUnavailableError):
        bootstrap.read_schema_state()


def test_it_is_proved_that_the_database_can_be_written_to_for_each_part_of_the_product(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_ONLY", "survey")

    assert bootstrap.can_write()

    with bootstrap.context().unit_of_work(reads_only=True) as unit:
        assert unit.heartbeats.last("survey") is not None
        assert unit.heartbeats.last("monitor") is None


def test_a_damaged_database_cannot_be_written_to(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("DROP TABLE heartbeat")

    with pytest.raises(StorageUnavailableError):
        bootstrap.can_write()


def test_a_file_that_is_no_database_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 100, encoding="ascii")
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{path}")

    with pytest.raises(StorageUnavailableError):
        bootstrap.read_schema_state()
