"""Coming in with a password and a code, on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from monitor.domain.access.account import Role
from monitor.domain.errors import NotSignedInError, SignInRefusedError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.sign_in import hashing
from monitor.services.sign_in.enter import (
    Entered,
    Password,
    Step,
    find_step,
    note_refusal,
    show_code,
    sign_in,
    use_recovery_code,
)
from monitor.services.sign_in.sessions import begin_halfway, find_full, find_presence
from monitor.services.trail_ports import TrailQuery
from tests.factories import FakeClock
from tests.signing_in import EMAIL, PASSWORD, Person, add_account

ADDRESS = "192.0.2.1"
REFUSED = SignInRefusedError()


def enter(
    context: Context, password: str = PASSWORD, *, email: str = EMAIL, address: str = ADDRESS
) -> Entered:
    return sign_in(context, Password(email, password, address), of_everybody=True)


def fail(context: Context, times: int = 1, *, email: str = EMAIL, address: str = ADDRESS) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefusedError):
            enter(context, "a wrong password", email=email, address=address)


def deeds_of(context: Context) -> Sequence[Deed]:
    with context.unit_of_work(reads_only=True) as uow:
        return [entry.deed for entry in uow.trail.page(TrailQuery(), 0, 100)]


def test_a_password_leads_to_the_code_and_the_code_into_the_dashboard(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    entered = enter(context)

    token = show_code(context, entered.token, noor.code(clock.now()), ADDRESS)

    assert entered.step is Step.SHOW_CODE
    assert find_full(context, token).account.signed_in_at == clock.now()
    assert [each.act for each in deeds_of(context)] == [Act.SIGNED_IN]


def test_an_address_counts_however_it_is_typed(context: Context, noor: Person) -> None:
    assert enter(context, email=f"  {noor.account.email.upper()} ").step is Step.SHOW_CODE


def test_who_has_no_app_sets_one_up_first(context: Context) -> None:
    person = add_account(context, role=Role.VIEWER)
    set_password(context)

    entered = enter(context)

    assert entered.step is Step.SET_UP_CODE
    assert find_step(context, entered.token) is Step.SET_UP_CODE
    assert find_presence(context, entered.token) is not None
    assert person.role is Role.VIEWER


def test_where_it_is_optional_only_who_manages_needs_an_app(context: Context) -> None:
    account = add_account(context, role=Role.VIEWER)
    set_password(context)
    password = Password(EMAIL, PASSWORD, ADDRESS)
    as_viewer = sign_in(context, password, of_everybody=False)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(account, role=Role.MANAGER))
        uow.commit()

    assert as_viewer.step is Step.NOTHING
    assert find_full(context, as_viewer.token)
    assert sign_in(context, password, of_everybody=False).step is Step.SET_UP_CODE


def set_password(context: Context, hashed: str | None = None) -> None:
    with context.unit_of_work() as uow:
        account = uow.accounts.find_by_email(EMAIL)
        assert account is not None
        uow.accounts.set_password(account.id, hashed or hashing.hash_password(PASSWORD))
        uow.commit()


@pytest.mark.parametrize("password", ["", "a wrong password", PASSWORD.upper()])
def test_a_wrong_password_is_refused(context: Context, noor: Person, password: str) -> None:
    with pytest.raises(SignInRefusedError) as refusal:
        enter(context, password, email=noor.account.email)

    assert refusal.value.was_counted


def test_who_is_disabled_is_refused_with_the_right_password(context: Context, noor: Person) -> None:
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(noor.account, is_disabled=True))
        uow.commit()

    with pytest.raises(SignInRefusedError):
        enter(context)


def test_who_has_no_password_is_refused(context: Context) -> None:
    add_account(context)

    with pytest.raises(SignInRefusedError):
        enter(context, "of nobody")


# H35.
def test_after_ten_wrong_passwords_the_right_one_is_refused_for_an_hour(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    fail(context, 10, email=noor.account.email)
    with pytest.raises(SignInRefusedError) as refusal:
        enter(context, address="198.51.100.7")
    clock.advance(timedelta(hours=1))

    assert not refusal.value.was_counted
    assert enter(context).step is Step.SHOW_CODE


# H35.
def test_an_address_that_tries_ten_accounts_is_refused_too(context: Context, noor: Person) -> None:
    for number in range(10):
        fail(context, email=f"{number}@gemeente.nl")

    with pytest.raises(SignInRefusedError):
        enter(context)
    assert enter(context, address="198.51.100.7").step is Step.SHOW_CODE
    assert noor.account.email == EMAIL


# H35.
@pytest.mark.parametrize("way", ["unknown", "wrong", "disabled", "locked", "without"])
def test_as_much_is_hashed_whoever_is_refused(
    context: Context, noor: Person, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    prepare(context, noor, way)
    email = "nobody@gemeente.nl" if way == "unknown" else EMAIL
    hashed: list[str] = []
    real = PasswordHasher.verify

    def count(hasher: PasswordHasher, stored: str, typed: bytes) -> bool:
        hashed.append(stored)
        return real(hasher, stored, typed)

    monkeypatch.setattr(PasswordHasher, "verify", count)

    with pytest.raises(SignInRefusedError):
        enter(context, "a wrong password", email=email)

    assert len(hashed) == 1


def prepare(context: Context, noor: Person, way: str) -> None:
    """Bring about why somebody is refused."""
    if way == "locked":
        fail(context, 10)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(noor.account, is_disabled=way == "disabled"))
        if way == "without":
            uow.accounts.set_password(noor.account.id, None)
        uow.commit()


# H35.
def test_a_code_is_used_once(context: Context, clock: FakeClock, noor: Person) -> None:
    code = noor.code(clock.now())
    show_code(context, enter(context).token, code, ADDRESS)

    with pytest.raises(SignInRefusedError):
        show_code(context, enter(context).token, code, ADDRESS)


# H35.
def test_wrong_codes_lock_although_the_password_was_right_each_time(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    for _ in range(10):
        halfway = enter(context).token
        with pytest.raises(SignInRefusedError):
            show_code(context, halfway, "000000", ADDRESS)

    with pytest.raises(SignInRefusedError):
        show_code(context, halfway, noor.code(clock.now()), "198.51.100.7")
    with pytest.raises(SignInRefusedError):
        enter(context, address="198.51.100.7")


def test_a_code_opens_nothing_without_the_password(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    with pytest.raises(NotSignedInError):
        show_code(context, "", noor.code(clock.now()), ADDRESS)


def test_a_code_that_cannot_be_checked_with_this_key_is_wrong(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    other = replace(context, secret_key=b"another key, which is long enough")

    with pytest.raises(SignInRefusedError):
        show_code(other, enter(context).token, noor.code(clock.now()), ADDRESS)


def test_a_recovery_code_stands_in_for_the_app_once(context: Context, noor: Person) -> None:
    code = noor.recovery_codes[0]
    token = use_recovery_code(context, enter(context).token, code.lower(), ADDRESS)

    assert find_full(context, token)
    with pytest.raises(SignInRefusedError):
        use_recovery_code(context, enter(context).token, code, ADDRESS)
    used = [each for each in deeds_of(context) if each.act is Act.RECOVERY_CODE_USED]
    assert [each.facts for each in used] == [{"left": 9}]


def test_after_an_hour_that_went_wrong_somebody_who_comes_in_begins_anew(
    context: Context, clock: FakeClock, noor: Person
) -> None:
    fail(context, 9)
    show_code(context, enter(context).token, noor.code(clock.now()), ADDRESS)

    fail(context, 9, address="198.51.100.7")
    assert enter(context, address="198.51.100.9").step is Step.SHOW_CODE


def test_a_hash_of_old_parameters_is_replaced_when_somebody_comes_in(
    context: Context, noor: Person
) -> None:
    set_password(context, PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD))

    enter(context)

    with context.unit_of_work(reads_only=True) as uow:
        stored = uow.accounts.credentials(noor.account.id).password_hash
    assert stored is not None
    assert not hashing.is_outdated(stored)


def test_the_trail_tells_of_a_refusal_and_of_the_lock_without_an_address(
    context: Context, noor: Person
) -> None:
    fail(context, 10)

    note_refusal(context, EMAIL, REFUSED)

    facts = {"account": noor.account.id}
    assert deeds_of(context) == [
        Deed(Act.LOCKED_OUT, facts=facts),
        Deed(Act.SIGN_IN_REFUSED, facts=facts),
    ]


def test_the_trail_tells_nothing_of_who_has_no_account_or_is_locked_already(
    context: Context, noor: Person
) -> None:
    note_refusal(context, "nobody@gemeente.nl", REFUSED)
    note_refusal(context, noor.account.email, SignInRefusedError(was_counted=False))

    assert deeds_of(context) == []


def test_who_is_halfway_has_to_show_a_code(context: Context, noor: Person) -> None:
    assert find_step(context, begin_halfway(context, noor.account)) is Step.SHOW_CODE
