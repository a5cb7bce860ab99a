from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from monitor.storage.unit_of_work import SqlUnitOfWorkFactory

ONE, OTHER = "a" * 40, "b" * 40
MINUTE = 29_800_000


def test_misses_are_counted_by_address_and_minute(unit_of_work: SqlUnitOfWorkFactory) -> None:
    for address, minute in [(ONE, MINUTE), (ONE, MINUTE), (ONE, MINUTE + 1), (OTHER, MINUTE)]:
        add(unit_of_work, address, minute)

    counts = [count(unit_of_work, ONE, minute) for minute in range(MINUTE - 1, MINUTE + 2)]

    assert counts == [0, 2, 1]
    assert count(unit_of_work, OTHER, MINUTE) == 1


def test_misses_at_the_same_moment_are_all_counted(unit_of_work: SqlUnitOfWorkFactory) -> None:
    barrier = Barrier(20)

    def miss(_number: int) -> None:
        barrier.wait()
        add(unit_of_work, ONE, MINUTE)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(miss, range(20)))

    assert count(unit_of_work, ONE, MINUTE) == 20


def test_the_addresses_that_had_enough_in_a_minute_are_found(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    for address, minute in [(ONE, MINUTE), (ONE, MINUTE), (OTHER, MINUTE), (OTHER, MINUTE - 1)]:
        add(unit_of_work, address, minute)

    with unit_of_work(reads_only=True) as work:
        assert work.misses.reached(2, MINUTE) == {ONE}
        assert work.misses.reached(1, MINUTE) == {ONE, OTHER}


def test_what_was_before_a_minute_is_forgotten(unit_of_work: SqlUnitOfWorkFactory) -> None:
    for minute in range(MINUTE, MINUTE + 3):
        add(unit_of_work, ONE, minute)

    with unit_of_work() as work:
        work.misses.forget(MINUTE + 2)
        work.commit()

    counts = [count(unit_of_work, ONE, minute) for minute in range(MINUTE, MINUTE + 3)]
    assert counts == [0, 0, 1]


def add(unit_of_work: SqlUnitOfWorkFactory, address: str, minute: int) -> None:
    with unit_of_work() as work:
        work.misses.add(address, minute)
        work.commit()


def count(unit_of_work: SqlUnitOfWorkFactory, address: str, minute: int) -> int:
    with unit_of_work(reads_only=True) as work:
        return work.misses.count(address, minute)
