"""Sign-ins begin, are used and end, on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.account import Role
from monitor.domain.access.sign_in import hash_secret
from monitor.domain.errors import NotSignedInError
from monitor.domain.trail.acts import Act
from monitor.services.context import Context
from monitor.services.sign_in.sessions import (
    How,
    begin_full,
    begin_halfway,
    find_full,
    find_halfway,
    find_presence,
    list_sign_ins,
    sign_out,
    sign_out_elsewhere,
)
from monitor.services.trail_ports import TrailQuery
from tests.factories import FakeClock
from tests.signing_in import Person


def acts_of(context: Context) -> Sequence[Act]:
    with context.unit_of_work(reads_only=True) as uow:
        return [entry.deed.act for entry in uow.trail.page(TrailQuery(), 0, 100)]


def test_a_secret_proves_who_is_signed_in(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)

    assert find_full(context, token).account.id == noor.account.id
    assert acts_of(context) == [Act.SIGNED_IN]


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 5000])
def test_any_other_text_proves_nothing(context: Context, noor: Person, token: str) -> None:
    begin_full(context, noor.account, How.CODE)

    assert find_presence(context, token) is None


def test_only_the_hash_of_a_secret_is_stored(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.sign_ins.find(token) is None
        assert uow.sign_ins.find(hash_secret(token)) is not None


def test_who_is_halfway_is_not_in_and_who_is_in_not_halfway(context: Context, noor: Person) -> None:
    halfway = begin_halfway(context, noor.account)
    full = begin_full(context, noor.account, How.CODE)

    assert find_halfway(context, halfway).account == find_full(context, full).account
    with pytest.raises(NotSignedInError):
        find_full(context, halfway)
    with pytest.raises(NotSignedInError):
        find_halfway(context, full)


def test_no_secret_from_before_the_second_factor_is_worth_anything_after_it(
    context: Context, noor: Person
) -> None:
    halfway = begin_halfway(context, noor.account)

    full = begin_full(context, noor.account, How.CODE, instead_of=halfway)

    assert full != halfway
    assert find_presence(context, halfway) is None


# H34.
def test_half_an_hour_without_use_ends_a_sign_in(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)
    clock.advance(timedelta(minutes=30))

    assert find_presence(context, token) is None


# H34.
def test_use_keeps_a_sign_in_alive_until_half_a_day_is_over(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)
    for _ in range(35):
        clock.advance(timedelta(minutes=20))
        assert find_presence(context, token) is not None
    clock.advance(timedelta(minutes=20))

    assert find_presence(context, token) is None


# H34.
def test_looking_after_an_open_line_is_no_use(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)
    for _ in range(2):
        clock.advance(timedelta(minutes=14))
        assert find_presence(context, token, is_use=False) is not None
    clock.advance(timedelta(minutes=2))

    assert find_presence(context, token, is_use=False) is None


# H34.
def test_who_is_disabled_is_out_at_once(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(noor.account, is_disabled=True))
        uow.commit()

    assert find_presence(context, token) is None


# H34.
def test_another_role_counts_at_once(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(noor.account, role=Role.VIEWER))
        uow.commit()

    assert find_full(context, token).account.role is Role.VIEWER


# H34.
def test_who_signs_out_is_out_with_that_browser_only(context: Context, noor: Person) -> None:
    one, other = (begin_full(context, noor.account, How.CODE) for _ in range(2))

    sign_out(context, one)
    sign_out(context, one)

    assert find_presence(context, one) is None
    assert find_presence(context, other) is not None
    assert acts_of(context)[:1] == [Act.SIGNED_OUT]


def test_other_browsers_can_be_signed_out(context: Context, noor: Person) -> None:
    one, other = (begin_full(context, noor.account, How.CODE) for _ in range(2))

    sign_out_elsewhere(context, one)

    assert find_presence(context, other) is None
    assert len(list_sign_ins(context, find_full(context, one))) == 1


def test_what_is_halfway_or_has_ended_is_in_no_list(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    begin_full(context, noor.account, How.CODE)
    clock.advance(timedelta(minutes=31))
    begin_halfway(context, noor.account)
    token = begin_full(context, noor.account, How.CODE)

    listed = list_sign_ins(context, find_full(context, token))

    assert [each.token_hash for each in listed] == [hash_secret(token)]
