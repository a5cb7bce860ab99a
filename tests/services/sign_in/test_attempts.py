"""Attempts are counted of the account and of the address, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from monitor.services.context import Context
from monitor.services.sign_in.attempts import (
    Whence,
    begin_attempt,
    forget_failures,
    is_account_locked,
    take_back,
)
from monitor.services.sign_in.known_devices import make_device_token
from tests.factories import FakeClock

HERE = Whence("noor@gemeente.nl", "192.0.2.1")
ELSEWHERE = Whence("noor@gemeente.nl", "192.0.2.2")
OTHER = Whence("ada@gemeente.nl", "192.0.2.1")


def try_often(context: Context, whence: Whence, times: int = 10) -> list[bool]:
    return [begin_attempt(context, whence) for _ in range(times)]


# H35.
def test_ten_attempts_are_borne_and_then_neither_account_nor_address_gets_another(
    context: Context,
) -> None:
    assert try_often(context, HERE, 11) == [True] * 10 + [False]
    assert not begin_attempt(context, ELSEWHERE)
    assert not begin_attempt(context, OTHER)
    assert begin_attempt(context, Whence(OTHER.email, ELSEWHERE.address))


# H35.
def test_the_lock_is_over_after_an_hour(context: Context, clock: FakeClock) -> None:
    try_often(context, HERE)
    clock.advance(timedelta(minutes=59))
    before = begin_attempt(context, HERE)
    clock.advance(timedelta(minutes=1))

    assert (before, begin_attempt(context, HERE)) == (False, True)


def test_of_many_attempts_at_once_no_more_get_through(context: Context) -> None:
    with ThreadPoolExecutor(15) as pool:
        through = pool.map(lambda _number: begin_attempt(context, HERE), range(15))

    assert sum(through) == 10


def test_an_attempt_that_went_well_does_not_count(context: Context) -> None:
    for _ in range(30):
        assert begin_attempt(context, HERE)
        take_back(context, HERE)


def test_failures_of_an_account_are_forgotten_and_those_of_an_address_are_not(
    context: Context,
) -> None:
    try_often(context, HERE)
    was_locked = is_account_locked(context, HERE.email)
    forget_failures(context, HERE.email)

    assert (was_locked, is_account_locked(context, HERE.email)) == (True, False)
    assert begin_attempt(context, ELSEWHERE)
    assert not begin_attempt(context, HERE)


def test_all_addresses_of_one_owner_are_one(context: Context) -> None:
    for number in range(10):
        begin_attempt(context, Whence(f"{number}@gemeente.nl", f"2001:db8:1:1::{number}"))

    assert not begin_attempt(context, Whence(OTHER.email, "2001:db8:1:1:ffff::1"))
    assert begin_attempt(context, Whence(OTHER.email, "2001:db8:1:2::1"))


# H35.
def test_strangers_lock_out_themselves_and_not_a_browser_that_the_owner_used_before(
    context: Context,
) -> None:
    known = replace(HERE, device=make_device_token(context, HERE.email))
    try_often(context, ELSEWHERE)

    assert (begin_attempt(context, HERE), begin_attempt(context, known)) == (False, True)


def test_a_browser_that_is_known_gets_ten_attempts_as_well(context: Context) -> None:
    known = replace(HERE, device=make_device_token(context, HERE.email))

    assert try_often(context, known, 11) == [True] * 10 + [False]
    assert begin_attempt(context, HERE)


def test_a_browser_of_somebody_else_is_one_of_a_stranger(context: Context) -> None:
    try_often(context, ELSEWHERE)

    assert not begin_attempt(context, replace(HERE, device=make_device_token(context, OTHER.email)))


def test_strangers_get_no_other_chance_when_the_owner_comes_in_with_a_known_browser(
    context: Context,
) -> None:
    device = make_device_token(context, HERE.email)
    known = replace(HERE, device=device)
    try_often(context, ELSEWHERE)
    try_often(context, known)

    forget_failures(context, HERE.email, device)

    assert begin_attempt(context, known)
    assert is_account_locked(context, HERE.email)
