"""How long a sign-in lasts, and what is stored of what proves it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.account import AccountId
from monitor.domain.access.sign_in import (
    LINK_LASTS,
    LinkPurpose,
    SignIn,
    draw_secret,
    hash_secret,
)
from tests.factories import NOW

FULL = SignIn("a" * 64, AccountId(1), is_full=True, begun_at=NOW, seen_at=NOW)
HALFWAY = replace(FULL, is_full=False)


# H34.
def test_half_an_hour_without_use_ends_it() -> None:
    assert not FULL.has_ended(NOW + timedelta(minutes=29, seconds=59))
    assert FULL.has_ended(NOW + timedelta(minutes=30))


# H34.
def test_half_a_day_ends_it_however_much_it_was_used() -> None:
    late = NOW + timedelta(hours=12)

    assert not replace(FULL, seen_at=late).has_ended(late - timedelta(seconds=1))
    assert replace(FULL, seen_at=late).has_ended(late)


def test_who_is_halfway_has_a_quarter_of_an_hour() -> None:
    used = NOW + timedelta(minutes=14)

    assert not replace(HALFWAY, seen_at=used).has_ended(used)
    assert replace(HALFWAY, seen_at=used).has_ended(NOW + timedelta(minutes=15))


def test_its_use_is_stored_once_a_minute() -> None:
    assert not FULL.is_worth_touching(NOW + timedelta(seconds=59))
    assert FULL.is_worth_touching(NOW + timedelta(minutes=1))


def test_a_secret_is_256_bits_and_never_twice_the_same() -> None:
    drawn = {draw_secret() for _ in range(100)}

    assert len(drawn) == 100
    assert {len(each) for each in drawn} == {43}


def test_what_is_stored_of_a_secret_is_another_text() -> None:
    assert hash_secret("secret") == hash_secret("secret") != "secret"


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_every_kind_of_link_ends(purpose: LinkPurpose) -> None:
    assert timedelta() < LINK_LASTS[purpose] <= timedelta(days=7)
