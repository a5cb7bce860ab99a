"""How many failures are borne, and for how long there is a lock."""

from datetime import timedelta

from monitor.domain.access.locks import Counted, Failures, failure_key
from tests.factories import NOW, SECRET_KEY

NONE = Failures(0, NOW)


def fail(times: int) -> Failures:
    failures = NONE
    for _ in range(times):
        failures = failures.with_one_more(NOW)
    return failures


# H35.
def test_the_tenth_failure_within_an_hour_locks_for_an_hour() -> None:
    assert not fail(9).is_locked(NOW)
    assert fail(10).is_locked(NOW)
    assert fail(10).is_locked(NOW + timedelta(minutes=59))
    assert not fail(10).is_locked(NOW + timedelta(hours=1))


def test_after_an_hour_failures_are_counted_anew() -> None:
    later = fail(9).with_one_more(NOW + timedelta(hours=1))

    assert later == Failures(1, NOW + timedelta(hours=1))


def test_after_a_lock_failures_are_counted_anew() -> None:
    assert fail(10).with_one_more(NOW + timedelta(hours=1)).count == 1


def test_an_attempt_that_went_well_is_taken_off_again_with_its_lock() -> None:
    taken = fail(10).with_one_less()

    assert taken.count == 9
    assert not taken.is_locked(NOW)


def test_nothing_is_taken_off_from_nothing() -> None:
    assert NONE.with_one_less().count == 0


def test_the_name_of_a_count_gives_no_address_away_and_is_another_for_each_kind() -> None:
    account = failure_key(SECRET_KEY, Counted.ACCOUNT, "noor@gemeente.nl")

    assert "noor" not in account
    assert account != failure_key(SECRET_KEY, Counted.ADDRESS, "noor@gemeente.nl")
    assert account != failure_key(b"another key", Counted.ACCOUNT, "noor@gemeente.nl")
