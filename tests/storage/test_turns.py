"""Who may do work that one process does at a time: until it is done, or its process is gone."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from monitor.settings import ROOT
from monitor.storage.engine import make_engine
from monitor.storage.turns import take_turn

WORK = "check-ins"
SECONDS = 60
# Takes the turn, says so, and keeps it until it is killed.
HOLDER = """
import sys, time
from monitor.storage.engine import make_engine
from monitor.storage.turns import take_turn
with take_turn(make_engine(sys.argv[1]), sys.argv[2]) as has_turn:
    print(has_turn, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    engine = make_engine(postgresql_url)
    yield engine
    engine.dispose()


def is_free(engine: Engine, name: str = WORK) -> bool:
    with take_turn(engine, name) as has_turn:
        return has_turn


def test_on_postgresql_one_has_the_turn_and_others_do_not(
    postgresql: Engine, postgresql_url: str
) -> None:
    elsewhere = make_engine(postgresql_url)

    with take_turn(postgresql, WORK) as first, take_turn(elsewhere, WORK) as second:
        turns = (first, second)

    elsewhere.dispose()
    assert turns == (True, False)
    assert is_free(postgresql)


def test_other_work_has_a_turn_of_its_own(postgresql: Engine) -> None:
    with take_turn(postgresql, WORK):
        assert is_free(postgresql, "mail")


def test_the_turn_is_over_when_the_work_failed(postgresql: Engine) -> None:
    with pytest.raises(ValueError, match="broken"), take_turn(postgresql, WORK):
        raise ValueError("broken")

    assert is_free(postgresql)


def test_who_has_the_turn_keeps_no_transaction_open(postgresql: Engine) -> None:
    with take_turn(postgresql, WORK), postgresql.connect() as other:
        states = other.exec_driver_sql(
            "SELECT state FROM pg_stat_activity WHERE pid IN "
            "(SELECT pid FROM pg_locks WHERE locktype = 'advisory')"
        ).all()

    assert [tuple(each) for each in states] == [("idle",)]


def test_the_turn_of_a_process_that_was_killed_is_free_again(
    postgresql: Engine, postgresql_url: str
) -> None:
    command = [sys.executable, "-c", HOLDER, postgresql_url, WORK]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - Fixed.
        assert holder.stdout is not None
        said = holder.stdout.readline().strip()
        was_free = is_free(postgresql)
        holder.send_signal(signal.SIGKILL)

    assert (said, was_free) == ("True", False)
    wait_until_free(postgresql)


def test_on_sqlite_everybody_has_a_turn_because_they_write_one_by_one(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    with take_turn(engine, WORK) as first, take_turn(engine, WORK) as second:
        turns = (first, second)

    engine.dispose()
    assert turns == (True, True)


def wait_until_free(engine: Engine) -> None:
    """Look again and again: the server notices a little later that the other end is gone."""
    deadline = time.monotonic() + SECONDS
    while not is_free(engine):
        assert time.monotonic() < deadline, "The turn stayed taken."
        time.sleep(0.05)
