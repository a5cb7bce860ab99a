"""Helping somebody who is locked out, from the command line."""

import pytest

from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import InvalidAccountError, NotFoundError
from monitor.services.accounts.draft import AccountFault, faults_of
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.accounts.rescue import rescue
from monitor.services.context import Context
from monitor.services.sign_in.attempts import Whence, begin_attempt, is_account_locked
from monitor.services.sign_in.one_time import find_link
from tests.services.accounts.people import add_account, as_person, standing_of, trail_of


def test_somebody_gets_a_link_for_a_new_password_and_is_not_locked_any_more(
    context: Context,
) -> None:
    ada = add_account(context, "Ada")
    for address in range(20):
        begin_attempt(context, Whence(ada.email, f"192.0.2.{address}"))
    was_locked = is_account_locked(context, ada.email)

    letter = rescue(context, " ADA@veldzicht.example", forgets_second_factor=False)

    found = find_link(context, letter.url.rpartition("/")[2])
    assert (found.account, found.link.purpose) == (ada, LinkPurpose.NEW_PASSWORD)
    assert was_locked
    assert not is_account_locked(context, ada.email)
    assert trail_of(context)[-1].deed.facts == {"account": ada.id, "change": "rescued"}


@pytest.mark.parametrize("forgets", [True, False])
def test_a_second_factor_is_forgotten_only_when_asked(context: Context, *, forgets: bool) -> None:
    ada = add_account(context, "Ada")
    with context.unit_of_work() as uow:
        uow.accounts.set_second_factor(ada.id, "sealed", 1)
        uow.commit()

    rescue(context, ada.email, forgets_second_factor=forgets)

    standing = standing_of(context, ada)
    assert standing
    assert standing.has_second_factor is not forgets


def test_an_address_of_nobody_and_one_who_is_kept_out_get_no_link(context: Context) -> None:
    ada, eva = add_account(context, "Ada"), add_account(context, "Eva")
    disable_account(as_person(context, ada), eva.id)

    with pytest.raises(NotFoundError):
        rescue(context, "nobody@veldzicht.example", forgets_second_factor=True)
    with pytest.raises(InvalidAccountError) as refused:
        rescue(context, eva.email, forgets_second_factor=True)
    assert faults_of(refused.value) == [AccountFault.DISABLED]
