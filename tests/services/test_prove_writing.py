"""Proof that the database can be written to, and what stands in for it during a lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, make_url

from monitor.domain.errors import StorageUnavailableError
from monitor.services.context import Context
from monitor.services.prove_writing import can_write
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, FakeClock
from tests.postgresql import PostgresqlServer

A_MINUTE = timedelta(minutes=1)


def test_a_database_that_can_be_written_to_keeps_the_moment(context: Context) -> None:
    assert can_write(context, "survey")

    with context.unit_of_work(reads_only=True) as unit:
        assert unit.heartbeats.last("survey") == NOW
        assert unit.heartbeats.last("dashboard") is None


@pytest.mark.parametrize("passed", [timedelta(), A_MINUTE, -A_MINUTE])
def test_a_lock_does_no_harm_for_a_minute_also_when_the_clock_is_set_back(
    context: Context, clock: FakeClock, engine: Engine, passed: timedelta
) -> None:
    can_write(context, "survey")
    clock.advance(passed)

    with locked(engine):
        assert can_write(hurried(context, engine), "survey")


def test_a_lock_of_more_than_a_minute_is_a_fault_and_passes(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    can_write(context, "survey")
    clock.advance(A_MINUTE + timedelta(seconds=1))

    with locked(engine):
        assert not can_write(hurried(context, engine), "survey")

    assert can_write(hurried(context, engine), "survey")


def test_during_a_lock_there_is_no_proof_of_a_part_that_never_wrote(
    context: Context, engine: Engine
) -> None:
    can_write(context, "survey")

    with locked(engine):
        assert not can_write(hurried(context, engine), "dashboard")


def test_a_database_that_is_away_cannot_be_written_to(context: Context) -> None:
    nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nowhere")
    broken = replace(context, unit_of_work=SqlUnitOfWorkFactory(nowhere))

    with pytest.raises(StorageUnavailableError):
        can_write(broken, "survey")
    nowhere.dispose()


# H10.
def test_a_server_without_room_for_more_cannot_be_written_to_until_there_is_room_again(
    context: Context, postgresql_url: str, postgresql_server: PostgresqlServer
) -> None:
    name = make_url(postgresql_url).database
    engine = make_engine(postgresql_url)
    on_server = replace(context, unit_of_work=SqlUnitOfWorkFactory(engine))
    assert can_write(on_server, "survey")

    # The nearest thing to a full disk that a server can be told: no room for new files.
    postgresql_server.execute(f"ALTER DATABASE {name} SET temp_file_limit = 0")
    engine.dispose()
    with pytest.raises(StorageUnavailableError):
        can_write(on_server, "survey")

    postgresql_server.execute(f"ALTER DATABASE {name} RESET temp_file_limit")
    engine.dispose()
    assert can_write(on_server, "survey")
    engine.dispose()


def hurried(context: Context, engine: Engine) -> Context:
    return replace(context, unit_of_work=SqlUnitOfWorkFactory(engine, patience_seconds=0.05))


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Keep others from writing, as another program would."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            yield
        return
    with engine.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE heartbeat IN EXCLUSIVE MODE")
        yield
