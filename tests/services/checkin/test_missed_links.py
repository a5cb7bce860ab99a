"""Whoever asks for too many links that do not exist gets no answers for the rest of a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from monitor.domain.errors import StorageUnavailableError
from monitor.services.checkin.missed_links import MISSES_A_MINUTE, note_miss, seconds_blocked
from monitor.services.context import Context
from tests.factories import NOW, FakeClock

ADDRESS = "192.0.2.7"
OTHER = "192.0.2.8"


def miss(context: Context, address: str = ADDRESS, times: int = 1) -> list[int]:
    return [note_miss(context, address) for _ in range(times)]


def stored_addresses(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT address FROM miss")).scalars())


def test_twenty_misses_are_answered_and_then_none_is(context: Context) -> None:
    answered = miss(context, times=MISSES_A_MINUTE)

    assert answered == [0] * 20
    assert seconds_blocked(context, ADDRESS) == 60
    assert miss(context) == [60]


def test_nineteen_misses_block_nothing(context: Context) -> None:
    miss(context, times=MISSES_A_MINUTE - 1)

    assert seconds_blocked(context, ADDRESS) == 0


def test_others_are_answered_meanwhile(context: Context) -> None:
    miss(context, times=MISSES_A_MINUTE)

    assert seconds_blocked(context, OTHER) == 0
    assert miss(context, OTHER) == [0]


def test_the_block_ends_with_the_minute(context: Context, clock: FakeClock) -> None:
    miss(context, times=MISSES_A_MINUTE)
    clock.advance(timedelta(seconds=59))
    assert seconds_blocked(context, ADDRESS) == 1

    clock.advance(timedelta(seconds=1))

    assert seconds_blocked(context, ADDRESS) == 0


def test_of_many_at_the_same_time_exactly_twenty_are_answered(context: Context) -> None:
    with ThreadPoolExecutor(8) as pool:
        blocked = list(pool.map(lambda _: note_miss(context, ADDRESS), range(30)))

    assert blocked.count(0) == MISSES_A_MINUTE


def test_no_address_is_stored_and_the_same_one_looks_different_every_minute(
    context: Context, clock: FakeClock, engine: Engine
) -> None:
    miss(context)
    first = stored_addresses(engine)
    clock.advance(timedelta(minutes=1))
    miss(context)
    second = stored_addresses(engine)

    assert len(first) == len(second) == 1
    assert first != second
    assert ADDRESS not in "".join(first + second)


def test_earlier_minutes_are_forgotten(context: Context, clock: FakeClock, engine: Engine) -> None:
    for minute in range(3):
        clock.set(NOW + timedelta(minutes=minute))
        miss(context, times=2)

    assert len(stored_addresses(engine)) == 1


@pytest.mark.parametrize(
    ("one", "same_owner", "another"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ("::ffff:192.0.2.7", "192.0.2.7", "::ffff:192.0.2.8"),
        ("fe80::1%eth0", "fe80::2%eth1", "fe81::1"),
        ("testclient", "testclient", "another"),
    ],
)
def test_an_owner_of_many_addresses_counts_as_one(
    context: Context, one: str, same_owner: str, another: str
) -> None:
    miss(context, one, times=MISSES_A_MINUTE)

    assert seconds_blocked(context, same_owner) > 0
    assert seconds_blocked(context, another) == 0


def test_a_database_that_is_away_blocks_nobody(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss(context, times=MISSES_A_MINUTE)

    def fail(_uow: object) -> None:
        raise StorageUnavailableError

    monkeypatch.setattr("monitor.storage.unit_of_work.SqlUnitOfWork.__enter__", fail)

    assert seconds_blocked(context, ADDRESS) == 0
    assert note_miss(context, ADDRESS) == 0


def test_the_seconds_left_are_those_of_the_clock(context: Context, clock: FakeClock) -> None:
    clock.set(datetime.fromisoformat("2026-11-17T09:30:45.9+00:00"))

    miss(context, times=MISSES_A_MINUTE)

    assert seconds_blocked(context, ADDRESS) == 15
