"""Setting up an app and recovery codes, on both databases."""

import pyotp
import pytest

from monitor.domain.errors import NotSignedInError, SignInRefusedError
from monitor.services.context import Context
from monitor.services.sign_in.enter import Password, sign_in, use_recovery_code
from monitor.services.sign_in.second_factor import (
    Confirmed,
    Draft,
    begin_second_factor,
    confirm_second_factor,
    read_draft,
    renew_recovery_codes,
    replace_second_factor,
)
from monitor.services.sign_in.sessions import (
    How,
    begin_full,
    begin_halfway,
    find_full,
    find_presence,
)
from tests.signing_in import EMAIL, PASSWORD, Person, add_account, make_person

ADDRESS = "192.0.2.1"


def confirm(context: Context, token: str, draft: Draft) -> Confirmed:
    code = pyotp.TOTP(draft.secret).at(context.clock.now())
    return confirm_second_factor(context, token, draft.sealed, code)


def test_an_app_counts_when_its_code_proves_it(context: Context) -> None:
    account = add_account(context)
    token = begin_halfway(context, account)

    confirmed = confirm(context, token, begin_second_factor(context, token))

    assert find_full(context, confirmed.token).account.id == account.id
    assert find_presence(context, token) is None
    assert len(set(confirmed.recovery_codes)) == 10


def test_a_wrong_code_proves_nothing_and_the_secret_can_be_shown_again(context: Context) -> None:
    token = begin_halfway(context, add_account(context))
    draft = begin_second_factor(context, token)

    with pytest.raises(SignInRefusedError):
        confirm_second_factor(context, token, draft.sealed, "000000")

    assert read_draft(context, token, draft.sealed) == draft


def test_the_code_that_proved_an_app_is_not_taken_again(context: Context) -> None:
    account = add_account(context)
    token = begin_halfway(context, account)
    draft = begin_second_factor(context, token)
    confirm(context, token, draft)

    with context.unit_of_work() as uow:
        step = int(context.clock.now().timestamp()) // 30
        assert not uow.accounts.use_step(account.id, step)


def test_the_secret_is_stored_encrypted(context: Context) -> None:
    account = add_account(context)
    token = begin_halfway(context, account)
    draft = begin_second_factor(context, token)
    confirm(context, token, draft)

    with context.unit_of_work(reads_only=True) as uow:
        stored = uow.accounts.credentials(account.id).totp_secret
    assert stored is not None
    assert draft.secret not in stored


def test_who_knows_only_the_password_cannot_replace_an_app(context: Context, noor: Person) -> None:
    token = begin_halfway(context, noor.account)

    with pytest.raises(NotSignedInError):
        begin_second_factor(context, token)


def test_a_secret_that_was_drawn_before_there_was_an_app_cannot_replace_it(
    context: Context,
) -> None:
    account = add_account(context)
    owner, thief = (begin_halfway(context, account) for _ in range(2))
    kept = begin_second_factor(context, thief)
    confirm(context, owner, begin_second_factor(context, owner))
    thief = begin_halfway(context, account)

    with pytest.raises(NotSignedInError):
        confirm(context, thief, kept)


def test_a_secret_that_was_drawn_for_somebody_else_is_none(context: Context) -> None:
    noor = begin_halfway(context, add_account(context))
    ada = begin_halfway(context, add_account(context, email="ada@gemeente.nl"))
    draft = begin_second_factor(context, ada)

    with pytest.raises(NotSignedInError):
        confirm(context, noor, draft)
    with pytest.raises(NotSignedInError):
        read_draft(context, noor, "nonsense")


# H34.
def test_who_shows_the_password_again_replaces_an_app_and_all_other_browsers_are_out(
    context: Context, noor: Person
) -> None:
    here, elsewhere = (begin_full(context, noor.account, How.CODE) for _ in range(2))

    confirmed = confirm(context, here, replace_second_factor(context, here, PASSWORD, ADDRESS))

    assert find_full(context, confirmed.token)
    assert find_presence(context, here) is None
    assert find_presence(context, elsewhere) is None


def test_without_the_password_no_app_and_no_code_is_replaced(
    context: Context, noor: Person
) -> None:
    token = begin_full(context, noor.account, How.CODE)

    with pytest.raises(SignInRefusedError):
        replace_second_factor(context, token, "wrong", ADDRESS)
    with pytest.raises(SignInRefusedError):
        renew_recovery_codes(context, token, "wrong", ADDRESS)


def test_new_recovery_codes_make_the_old_ones_void(context: Context) -> None:
    noor = make_person(context)
    token = begin_full(context, noor.account, How.CODE)

    codes = renew_recovery_codes(context, token, PASSWORD, ADDRESS)

    halfway = sign_in(context, Password(EMAIL, PASSWORD, ADDRESS), of_everybody=True).token
    with pytest.raises(SignInRefusedError):
        use_recovery_code(context, halfway, noor.recovery_codes[0], ADDRESS)
    assert use_recovery_code(context, halfway, codes[0], ADDRESS)


def test_who_has_no_app_has_no_recovery_codes(context: Context) -> None:
    token = begin_full(context, add_account(context), How.PASSWORD)

    with pytest.raises(NotSignedInError):
        renew_recovery_codes(context, token, PASSWORD, ADDRESS)
