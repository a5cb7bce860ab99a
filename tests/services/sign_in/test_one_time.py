"""Links that work once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.sign_in import LINK_LASTS, LinkPurpose, OneTimeLink, hash_secret
from monitor.domain.errors import NotFoundError
from monitor.services.context import Context
from monitor.services.sign_in.one_time import (
    AccessLetter,
    find_link,
    make_letter,
    was_asked_lately,
)
from tests.factories import NOW, FakeClock
from tests.signing_in import Person


def write(
    context: Context, person: Person, purpose: LinkPurpose = LinkPurpose.NEW_PASSWORD
) -> AccessLetter:
    with context.unit_of_work() as uow:
        letter = make_letter(context, uow, person.account, purpose)
        uow.commit()
    return letter


def secret_of(letter: AccessLetter) -> str:
    return letter.url.rpartition("/")[2]


def test_a_letter_holds_a_link_of_ours_and_until_when_it_works(
    context: Context, noor: Person
) -> None:
    letter = write(context, noor)

    assert letter.url.startswith("http://localhost:8501/sign-in/password/")
    assert letter.expires_at == NOW + timedelta(hours=1)
    assert secret_of(letter) not in repr(letter)


def test_whose_link_it_is_is_found(context: Context, noor: Person) -> None:
    found = find_link(context, secret_of(write(context, noor)))

    assert found.account.id == noor.account.id
    assert found.link.purpose is LinkPurpose.NEW_PASSWORD


@pytest.mark.parametrize("purpose", [LinkPurpose.NEW_PASSWORD, LinkPurpose.INVITATION])
def test_a_link_that_is_too_old_is_none(
    context: Context, clock: FakeClock, noor: Person, purpose: LinkPurpose
) -> None:
    secret = secret_of(write(context, noor, purpose))
    clock.advance(LINK_LASTS[purpose] - timedelta(seconds=1))
    in_time = find_link(context, secret)
    clock.advance(timedelta(seconds=1))

    assert in_time.account.id == noor.account.id
    with pytest.raises(NotFoundError):
        find_link(context, secret)


def test_a_new_link_takes_the_place_of_the_one_before(context: Context, noor: Person) -> None:
    first = write(context, noor)
    write(context, noor)

    with pytest.raises(NotFoundError):
        find_link(context, secret_of(first))


def test_the_link_of_who_is_disabled_is_none(context: Context, noor: Person) -> None:
    letter = write(context, noor)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(noor.account, is_disabled=True))
        uow.commit()

    with pytest.raises(NotFoundError):
        find_link(context, secret_of(letter))


def test_the_code_of_the_set_up_is_no_link(context: Context) -> None:
    with context.unit_of_work() as uow:
        uow.one_time_links.add(
            OneTimeLink(hash_secret("x"), LinkPurpose.SET_UP, None, NOW + timedelta(days=1))
        )
        uow.commit()

    for secret in ("x", "y"):
        with pytest.raises(NotFoundError):
            find_link(context, secret)


def test_it_is_known_when_somebody_asked_for_a_password_last(
    context: Context, noor: Person
) -> None:
    write(context, noor, LinkPurpose.INVITATION)
    before = was_asked_lately(context, noor.account, NOW - timedelta(minutes=5))
    write(context, noor)

    assert not before
    assert was_asked_lately(context, noor.account, NOW - timedelta(minutes=5))
    assert not was_asked_lately(context, noor.account, NOW)
