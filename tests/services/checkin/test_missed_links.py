"""Whoever asks for too many links that do not exist gets no answers for the rest of a minute."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from monitor.domain.errors import StorageUnavailableError
from monitor.services.checkin.missed_links import MISSES_A_MINUTE, MissLimit
from monitor.services.context import Context
from tests.factories import NOW, FakeClock

ADDRESS = "192.0.2.7"
OTHER = "192.0.2.8"


@pytest.fixture
def limit(context: Context) -> MissLimit:
    return MissLimit(context)


def miss(limit: MissLimit, address: str = ADDRESS, times: int = 1) -> list[int]:
    return [limit.note_miss(address) for _ in range(times)]


def stored_addresses(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT address FROM miss")).scalars())


def test_twenty_misses_are_answered_and_then_none_is(limit: MissLimit) -> None:
    answered = miss(limit, times=MISSES_A_MINUTE)

    assert answered == [0] * 20
    assert limit.seconds_blocked(ADDRESS) == 60
    assert miss(limit) == [60]


def test_nineteen_misses_block_nothing(limit: MissLimit) -> None:
    miss(limit, times=MISSES_A_MINUTE - 1)

    assert limit.seconds_blocked(ADDRESS) == 0


def test_others_are_answered_meanwhile(limit: MissLimit) -> None:
    miss(limit, times=MISSES_A_MINUTE)

    assert limit.seconds_blocked(OTHER) == 0
    assert miss(limit, OTHER) == [0]


def test_the_block_ends_with_the_minute(limit: MissLimit, clock: FakeClock) -> None:
    miss(limit, times=MISSES_A_MINUTE)
    clock.advance(timedelta(seconds=59))
    assert limit.seconds_blocked(ADDRESS) == 1

    clock.advance(timedelta(seconds=1))

    assert limit.seconds_blocked(ADDRESS) == 0


def test_of_many_at_the_same_time_exactly_twenty_are_answered(limit: MissLimit) -> None:
    with ThreadPoolExecutor(8) as pool:
        blocked = list(pool.map(lambda _: limit.note_miss(ADDRESS), range(30)))

    assert blocked.count(0) == MISSES_A_MINUTE


def test_no_address_is_stored_and_the_same_one_looks_different_every_minute(
    limit: MissLimit, clock: FakeClock, engine: Engine
) -> None:
    miss(limit)
    first = stored_addresses(engine)
    clock.advance(timedelta(minutes=1))
    miss(limit)
    second = stored_addresses(engine)

    assert len(first) == len(second) == 1
    assert first != second
    assert ADDRESS not in "".join(first + second)


def test_earlier_minutes_are_forgotten(limit: MissLimit, clock: FakeClock, engine: Engine) -> None:
    for minute in range(3):
        clock.set(NOW + timedelta(minutes=minute))
        miss(limit, times=2)

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
    limit: MissLimit, one: str, same_owner: str, another: str
) -> None:
    miss(limit, one, times=MISSES_A_MINUTE)

    assert limit.seconds_blocked(same_owner) > 0
    assert limit.seconds_blocked(another) == 0


def test_whom_another_process_blocks_is_known_within_a_second(
    limit: MissLimit, context: Context, clock: FakeClock
) -> None:
    limit.ask()
    elsewhere = MissLimit(context)
    miss(limit, times=12)
    miss(elsewhere, times=MISSES_A_MINUTE - 12)

    assert elsewhere.seconds_blocked(ADDRESS) == 60
    assert not limit.is_outdated()
    clock.advance(timedelta(seconds=1))
    assert limit.is_outdated()
    limit.ask()

    assert limit.seconds_blocked(ADDRESS) == 59
    assert limit.seconds_blocked(OTHER) == 0


def test_even_before_that_is_known_no_miss_more_is_answered(
    limit: MissLimit, context: Context
) -> None:
    limit.ask()
    miss(MissLimit(context), times=MISSES_A_MINUTE)

    assert miss(limit) == [60]


def test_a_clock_that_is_set_back_lets_the_database_be_asked_again(
    limit: MissLimit, clock: FakeClock
) -> None:
    limit.ask()

    clock.advance(timedelta(hours=-2))

    assert limit.is_outdated()


def test_a_database_that_is_away_blocks_nobody(
    limit: MissLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss(limit, times=MISSES_A_MINUTE - 1)

    def fail(_uow: object) -> None:
        raise StorageUnavailableError

    monkeypatch.setattr("monitor.storage.unit_of_work.SqlUnitOfWork.__enter__", fail)

    limit.ask()

    assert limit.seconds_blocked(ADDRESS) == 0
    assert limit.note_miss(ADDRESS) == 0


def test_the_seconds_left_are_those_of_the_clock(limit: MissLimit, clock: FakeClock) -> None:
    clock.set(datetime.fromisoformat("2026-11-17T09:30:45.9+00:00"))

    miss(limit, times=MISSES_A_MINUTE)

    assert limit.seconds_blocked(ADDRESS) == 15
