"""The first account, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.errors import InvalidAccountError, SignInRefusedError
from monitor.domain.partnership import Language
from monitor.domain.trail.acts import Act
from monitor.services.context import Context
from monitor.services.sign_in.enter import Step
from monitor.services.sign_in.sessions import find_halfway
from monitor.services.sign_in.set_up import (
    Beginning,
    draw_set_up_code,
    find_set_up_fault,
    needs_set_up,
    set_up,
)
from monitor.services.trail_ports import TrailQuery
from tests.factories import FakeClock
from tests.signing_in import PASSWORD, Person, add_account

ADDRESS = "192.0.2.1"
NOOR = Beginning("Gemeente Zonnedal", "Noor", " Noor@Gemeente.nl ", PASSWORD, Language.DUTCH)


def code_of(context: Context) -> str:
    code = draw_set_up_code(context)
    assert code is not None
    return code


def test_with_the_code_somebody_becomes_the_administrator_of_their_organisation(
    context: Context,
) -> None:
    entered = set_up(context, code_of(context), NOOR, ADDRESS)

    account = find_halfway(context, entered.token).account
    assert (account.role, account.scope.is_everything) == (Role.ADMINISTRATOR, True)
    assert (account.email, account.name) == ("noor@gemeente.nl", "Noor")
    assert entered.step is Step.SET_UP_CODE
    assert not needs_set_up(context)
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.workspaces.get(FIRST_WORKSPACE).name == "Gemeente Zonnedal"
        (entry,) = uow.trail.page(TrailQuery(), 0, 10)
    assert (entry.deed.act, entry.account_id) == (Act.SET_UP, account.id)


def test_a_code_may_be_typed_as_people_type(context: Context) -> None:
    assert set_up(context, f" {code_of(context).lower().replace('-', ' ')} ", NOOR, ADDRESS)


@pytest.mark.parametrize("code", ["", "0000-0000-0000-0000", "nonsense"])
def test_without_the_code_nobody_does(context: Context, code: str) -> None:
    code_of(context)

    with pytest.raises(SignInRefusedError):
        set_up(context, code, NOOR, ADDRESS)

    assert needs_set_up(context)


def test_a_code_is_good_for_a_day(context: Context, clock: FakeClock) -> None:
    code = code_of(context)
    clock.advance(timedelta(hours=24))

    with pytest.raises(SignInRefusedError):
        set_up(context, code, NOOR, ADDRESS)


def test_it_is_set_up_once_whatever_codes_there_are(context: Context) -> None:
    one, other = code_of(context), code_of(context)
    set_up(context, one, NOOR, ADDRESS)

    with pytest.raises(SignInRefusedError):
        set_up(context, other, replace(NOOR, email="ada@gemeente.nl"), ADDRESS)
    assert draw_set_up_code(context) is None


def test_codes_cannot_be_guessed_for_long(context: Context) -> None:
    code = code_of(context)
    for _ in range(10):
        with pytest.raises(SignInRefusedError):
            set_up(context, "nonsense", NOOR, ADDRESS)

    with pytest.raises(SignInRefusedError):
        set_up(context, code, NOOR, ADDRESS)
    assert set_up(context, code, NOOR, "198.51.100.7")


@pytest.mark.parametrize(
    ("beginning", "fault"),
    [
        (replace(NOOR, organisation=" "), "organisation_missing"),
        (replace(NOOR, name=""), "name_missing"),
        (replace(NOOR, email="noor"), "email_wrong"),
        (replace(NOOR, name="x" * 256), "too_long"),
        (replace(NOOR, password="kort"), "too_short"),
        (replace(NOOR, password="noor-2026-noor"), "too_obvious"),
    ],
)
def test_what_is_wrong_is_said_and_the_code_stays(
    context: Context, beginning: Beginning, fault: str
) -> None:
    code = code_of(context)

    with pytest.raises(InvalidAccountError, match=fault):
        set_up(context, code, beginning, ADDRESS)

    assert str(find_set_up_fault(beginning)) == fault
    assert set_up(context, code, NOOR, ADDRESS)


def test_where_there_is_an_administrator_there_is_no_code(context: Context, noor: Person) -> None:
    assert not needs_set_up(context)
    assert draw_set_up_code(context) is None
    assert noor.account.role is Role.ADMINISTRATOR


def test_where_nobody_administers_any_more_there_is_one_again(context: Context) -> None:
    account = add_account(context)
    with context.unit_of_work() as uow:
        uow.accounts.save(replace(account, is_disabled=True))
        uow.commit()

    assert draw_set_up_code(context) is not None
