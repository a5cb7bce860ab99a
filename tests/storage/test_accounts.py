"""Workspaces and accounts, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.access.account import (
    FIRST_WORKSPACE,
    Account,
    AccountId,
    Role,
    Scope,
    WorkspaceId,
)
from monitor.domain.access.sign_in import LinkPurpose, OneTimeLink
from monitor.domain.errors import DuplicateAccountError, NotFoundError
from monitor.domain.partnership import Language
from monitor.services.access_ports import Credentials, NewAccount, Standing
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, StoredPartnership, add_partnership

NOOR = NewAccount("noor@gemeente.nl", "Noor Visser", Language.DUTCH, Role.ADMINISTRATOR, NOW)
HASHES = ["a" * 64, "b" * 64]


@pytest.fixture
def noor(unit_of_work: SqlUnitOfWorkFactory) -> Account:
    return add(unit_of_work, NOOR)


@pytest.fixture
def stored(unit_of_work: SqlUnitOfWorkFactory) -> StoredPartnership:
    return add_partnership(unit_of_work)


def add(unit_of_work: SqlUnitOfWorkFactory, new: NewAccount) -> Account:
    with unit_of_work() as work:
        account = work.accounts.add(new)
        work.commit()
    return account


def get(unit_of_work: SqlUnitOfWorkFactory, account_id: AccountId) -> Account:
    with unit_of_work(reads_only=True) as work:
        return work.accounts.get(account_id)


def test_somebody_is_returned_as_stored(unit_of_work: SqlUnitOfWorkFactory, noor: Account) -> None:
    assert get(unit_of_work, noor.id) == noor
    assert (noor.email, noor.name, noor.role) == ("noor@gemeente.nl", "Noor Visser", NOOR.role)
    assert (noor.workspace_id, noor.scope.is_everything) == (FIRST_WORKSPACE, True)
    assert (noor.is_disabled, noor.signed_in_at) == (False, None)


def test_nobody_is_not_found(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with pytest.raises(NotFoundError):
        get(unit_of_work, AccountId(99))
    with unit_of_work(reads_only=True) as work, pytest.raises(NotFoundError):
        work.accounts.credentials(AccountId(99))


def test_an_address_is_of_one_person_only_in_whatever_workspace(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        other = work.workspaces.add("Een andere gemeente")
        work.commit()

    with pytest.raises(DuplicateAccountError), unit_of_work.within(other.id)() as work:
        work.accounts.add(replace(NOOR, name="Somebody else"))

    assert get(unit_of_work, noor.id).name == "Noor Visser"


def test_somebody_is_found_by_their_address_from_outside_the_workspaces(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work.within(None)(reads_only=True) as work:
        assert work.accounts.find_by_email(noor.email) == noor
        assert work.accounts.find_by_email("nobody@gemeente.nl") is None


def test_nobody_of_another_workspace_is_seen(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work.within(WorkspaceId(2))(reads_only=True) as work:
        assert work.accounts.list_all() == []
        assert work.accounts.find_by_email(noor.email) is None
        assert work.accounts.count() == 0


def test_a_limited_scope_is_kept_with_the_party_that_somebody_speaks_for(
    unit_of_work: SqlUnitOfWorkFactory, stored: StoredPartnership
) -> None:
    partnership = stored.partnership
    scope = Scope(frozenset({partnership.id}), frozenset({partnership.parties[1].id}))

    account = add(unit_of_work, replace(NOOR, role=Role.REPRESENTATIVE, scope=scope))

    assert account.scope == scope
    assert get(unit_of_work, account.id).scope == scope


def test_a_limited_scope_without_partnerships_is_nothing_at_all(
    unit_of_work: SqlUnitOfWorkFactory,
) -> None:
    account = add(unit_of_work, replace(NOOR, scope=Scope(frozenset())))

    assert get(unit_of_work, account.id).scope == Scope(frozenset())


def test_what_somebody_is_and_sees_can_be_changed(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account, stored: StoredPartnership
) -> None:
    changed = replace(
        noor,
        name="Noor de Wit",
        role=Role.VIEWER,
        language=Language.ENGLISH,
        is_disabled=True,
        scope=Scope(frozenset({stored.partnership.id})),
    )

    with unit_of_work() as work:
        work.accounts.save(changed)
        work.commit()

    assert get(unit_of_work, noor.id) == changed


def test_when_somebody_signed_in_is_kept_whatever_is_changed(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.accounts.mark_signed_in(noor.id, NOW + timedelta(hours=1))
        work.accounts.save(noor)
        work.commit()

    assert get(unit_of_work, noor.id).signed_in_at == NOW + timedelta(hours=1)


def test_people_are_listed_by_name(unit_of_work: SqlUnitOfWorkFactory, noor: Account) -> None:
    ada = add(unit_of_work, replace(NOOR, email="ada@gemeente.nl", name="ada"))

    with unit_of_work(reads_only=True) as work:
        assert work.accounts.list_all() == [ada, noor]
        assert work.accounts.count() == 2


def test_a_disabled_administrator_is_none(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        before = work.accounts.has_administrator()
        work.accounts.save(replace(noor, is_disabled=True))

        assert (before, work.accounts.has_administrator()) == (True, False)


def test_somebody_who_signs_in_elsewhere_is_found_by_their_name_there(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.accounts.set_subject(noor.id, "https://login.example", "abc")
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.accounts.find_by_subject("https://login.example", "abc") == noor
        assert work.accounts.find_by_subject("https://other.example", "abc") is None
        assert work.accounts.is_of_elsewhere(noor.id)


def test_credentials_are_stored_apart_and_shown_by_no_text_about_them(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        nothing = work.accounts.credentials(noor.id)
        work.accounts.set_password(noor.id, "$argon2id$hash")
        work.accounts.set_second_factor(noor.id, "sealed", 7)
        found = work.accounts.credentials(noor.id)

    assert nothing == Credentials()
    assert (found.password_hash, found.totp_secret, found.totp_step) == (
        "$argon2id$hash",
        "sealed",
        7,
    )
    assert "argon2id" not in repr(found)
    assert (nothing.has_second_factor, found.has_second_factor) == (False, True)


@pytest.mark.parametrize("by_now", ["chosen anew", None])
def test_the_hash_of_an_old_password_is_not_renewed_over_what_came_after_it(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account, by_now: str | None
) -> None:
    with unit_of_work() as work:
        work.accounts.set_password(noor.id, "old")
        work.accounts.renew_password_hash(noor.id, "old", "renewed")
        renewed = work.accounts.credentials(noor.id).password_hash
        work.accounts.set_password(noor.id, by_now)
        work.accounts.renew_password_hash(noor.id, "renewed", "renewed again")

        assert renewed == "renewed"
        assert work.accounts.credentials(noor.id).password_hash == by_now


# H35.
def test_a_code_of_an_app_is_used_once(unit_of_work: SqlUnitOfWorkFactory, noor: Account) -> None:
    with unit_of_work() as work:
        used = [work.accounts.use_step(noor.id, step) for step in (7, 7, 6, 8)]

    assert used == [True, False, False, True]


def test_a_code_that_is_shown_many_times_at_once_counts_once(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    def use(_number: int) -> bool:
        with unit_of_work() as work:
            is_first = work.accounts.use_step(noor.id, 7)
            work.commit()
        return is_first

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(8))) == 1


def test_a_recovery_code_is_gone_when_it_was_used(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.accounts.set_recovery_codes(noor.id, HASHES)
        taken = [work.accounts.take_recovery_code(noor.id, each) for each in HASHES[:1] * 2]
        left = work.accounts.count_recovery_codes(noor.id)

    assert (taken, left) == ([True, False], 1)


def test_new_recovery_codes_take_the_place_of_the_old_ones(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.accounts.set_recovery_codes(noor.id, HASHES)
        work.accounts.set_recovery_codes(noor.id, ["c" * 64])

        assert not work.accounts.take_recovery_code(noor.id, HASHES[0])
        assert work.accounts.count_recovery_codes(noor.id) == 1


def test_who_is_deleted_leaves_no_credentials(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    with unit_of_work() as work:
        work.accounts.set_recovery_codes(noor.id, HASHES)
        work.accounts.delete(noor.id)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.accounts.list_all() == []
        assert work.accounts.count_recovery_codes(noor.id) == 0


def test_a_workspace_has_a_name_that_can_change(unit_of_work: SqlUnitOfWorkFactory) -> None:
    with unit_of_work() as work:
        work.workspaces.rename(FIRST_WORKSPACE, "Gemeente Zonnedal")
        second = work.workspaces.add("Coalitie")
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert [each.name for each in work.workspaces.list_all()] == [
            "Gemeente Zonnedal",
            "Coalitie",
        ]
        assert work.workspaces.get(second.id) == second
        with pytest.raises(NotFoundError):
            work.workspaces.get(WorkspaceId(99))


def test_people_are_listed_with_what_they_can_come_in_with(
    unit_of_work: SqlUnitOfWorkFactory, noor: Account
) -> None:
    anna = add(unit_of_work, replace(NOOR, email="anna@gemeente.nl", name="Anna"))
    bea = add(unit_of_work, replace(NOOR, email="bea@gemeente.nl", name="Bea"))
    until = NOW + timedelta(days=7)
    with unit_of_work() as work:
        work.accounts.set_password(noor.id, "a hash")
        work.accounts.set_second_factor(noor.id, "sealed", 1)
        work.accounts.set_subject(bea.id, "https://login.example", "b-2")
        for purpose, ends_at in ((LinkPurpose.INVITATION, until), (LinkPurpose.NEW_PASSWORD, NOW)):
            work.one_time_links.add(OneTimeLink(f"{purpose:0>64}", purpose, anna.id, ends_at))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        listed = work.accounts.list_standings()

    known = Standing(noor, has_password=True, has_second_factor=True, is_of_elsewhere=False)
    nothing = replace(known, has_password=False, has_second_factor=False)
    assert listed == [
        replace(nothing, account=anna, invited_until=until),
        replace(nothing, account=bea, is_of_elsewhere=True),
        known,
    ]
    assert [each.can_enter for each in listed] == [False, True, True]
