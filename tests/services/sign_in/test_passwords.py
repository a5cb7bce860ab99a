"""Choosing, changing and forgetting a password, on both databases."""

from datetime import timedelta

import pytest

from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import (
    InvalidPasswordError,
    NotFoundError,
    NotSignedInError,
    SignInRefusedError,
)
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.sign_in.enter import Entered, Password, Step, sign_in
from monitor.services.sign_in.one_time import AccessLetter, make_letter
from monitor.services.sign_in.passwords import (
    Change,
    change_password,
    choose_password,
    request_reset,
)
from monitor.services.sign_in.sessions import How, begin_full, find_presence
from monitor.services.trail_ports import TrailQuery
from tests.factories import FakeClock
from tests.signing_in import EMAIL, PASSWORD, Person, add_account

NEW = "vier andere woorden hier"
ADDRESS = "192.0.2.1"


def link_for(
    context: Context, person: Person, purpose: LinkPurpose = LinkPurpose.NEW_PASSWORD
) -> str:
    with context.unit_of_work() as uow:
        letter = make_letter(context, uow, person.account, purpose)
        uow.commit()
    return letter.url.rpartition("/")[2]


def enter(context: Context, password: str) -> Entered:
    return sign_in(context, Password(EMAIL, password, ADDRESS), of_everybody=True)


def test_a_link_sets_a_password_once_and_leads_to_the_code(context: Context, noor: Person) -> None:
    secret = link_for(context, noor)

    entered = choose_password(context, secret, NEW, of_everybody=True)

    assert entered.step is Step.SHOW_CODE
    assert enter(context, NEW).step is Step.SHOW_CODE
    with pytest.raises(NotFoundError):
        choose_password(context, secret, PASSWORD, of_everybody=True)


# H34.
def test_a_new_password_by_link_ends_all_sign_ins(context: Context, noor: Person) -> None:
    token = begin_full(context, noor.account, How.CODE)

    choose_password(context, link_for(context, noor), NEW, of_everybody=True)

    assert find_presence(context, token) is None


def test_with_a_new_password_no_letter_from_before_opens_anything(
    context: Context, noor: Person
) -> None:
    invitation = link_for(context, noor, LinkPurpose.INVITATION)
    choose_password(context, link_for(context, noor), NEW, of_everybody=True)
    reset = link_for(context, noor)
    token = begin_full(context, noor.account, How.CODE)
    change_password(context, token, Change(NEW, PASSWORD), ADDRESS)

    for secret in (invitation, reset):
        with pytest.raises(NotFoundError):
            choose_password(context, secret, "woorden van een dief", of_everybody=True)


def test_a_password_that_cannot_be_had_leaves_the_link_as_it_is(
    context: Context, noor: Person
) -> None:
    secret = link_for(context, noor)

    with pytest.raises(InvalidPasswordError, match="too_short"):
        choose_password(context, secret, "kort", of_everybody=True)

    assert choose_password(context, secret, NEW, of_everybody=True)


def test_who_is_locked_out_gets_in_again_by_a_link(context: Context, noor: Person) -> None:
    for _ in range(10):
        with pytest.raises(SignInRefusedError):
            sign_in(context, Password(EMAIL, "wrong", "198.51.100.7"), of_everybody=True)

    choose_password(context, link_for(context, noor), NEW, of_everybody=True)

    assert enter(context, NEW).step is Step.SHOW_CODE


def test_who_knows_the_old_password_changes_it_and_stays_in_here_only(
    context: Context, noor: Person
) -> None:
    here, elsewhere = (begin_full(context, noor.account, How.CODE) for _ in range(2))

    change_password(context, here, Change(PASSWORD, NEW), ADDRESS)

    assert enter(context, NEW).step is Step.SHOW_CODE
    assert find_presence(context, here) is not None
    assert find_presence(context, elsewhere) is None


def test_without_the_old_password_or_a_sign_in_nothing_changes(
    context: Context, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)

    with pytest.raises(SignInRefusedError):
        change_password(context, token, Change("wrong", NEW), ADDRESS)
    with pytest.raises(NotSignedInError):
        change_password(context, "", Change(PASSWORD, NEW), ADDRESS)
    with pytest.raises(InvalidPasswordError):
        change_password(context, token, Change(PASSWORD, "wachtwoord2026"), ADDRESS)

    assert enter(context, PASSWORD)


def test_who_guesses_the_old_password_on_an_open_screen_is_locked_too(
    context: Context, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)
    for _ in range(10):
        with pytest.raises(SignInRefusedError):
            change_password(context, token, Change("wrong", NEW), ADDRESS)

    with pytest.raises(SignInRefusedError):
        change_password(context, token, Change(PASSWORD, NEW), ADDRESS)


def test_the_trail_tells_that_a_password_was_set(context: Context, noor: Person) -> None:
    choose_password(context, link_for(context, noor), NEW, of_everybody=True)

    with context.unit_of_work(reads_only=True) as uow:
        (entry,) = uow.trail.page(TrailQuery(), 0, 10)
    assert entry.deed == Deed(Act.PASSWORD_SET, facts={"by": "new_password"})
    assert entry.account_id == noor.account.id


def test_who_forgot_a_password_gets_a_letter(context: Context, noor: Person) -> None:
    sent: list[AccessLetter] = []

    request_reset(context, f" {EMAIL.upper()}", sent.append)

    (letter,) = sent
    assert letter.account.id == noor.account.id
    assert choose_password(context, letter.url.rpartition("/")[2], NEW, of_everybody=True)


def test_nobody_gets_a_letter_again_within_five_minutes(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    sent: list[AccessLetter] = []
    for _ in range(2):
        request_reset(context, noor.account.email, sent.append)
        clock.advance(timedelta(minutes=4))
    request_reset(context, noor.account.email, sent.append)

    assert len(sent) == 2


def test_who_has_no_account_or_signs_in_elsewhere_gets_no_letter(context: Context) -> None:
    sent: list[AccessLetter] = []
    account = add_account(context, email="ada@gemeente.nl")
    with context.unit_of_work() as uow:
        uow.accounts.set_subject(account.id, "https://login.example", "abc")
        uow.commit()

    for email in ("nobody@gemeente.nl", "ada@gemeente.nl", ""):
        request_reset(context, email, sent.append)

    assert sent == []
