"""What can be wrong with an account as typed in."""

from dataclasses import replace

import pytest

from monitor.domain.access.account import EVERYTHING, Role, Scope
from monitor.domain.errors import InvalidAccountError, NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.services.accounts.draft import (
    MOST_PARTNERSHIPS,
    AccountDraft,
    AccountFault,
    check_draft,
    faults_of,
    find_account_faults,
)
from monitor.services.context import Context
from tests.factories import add_partnership
from tests.services.accounts.people import add_account, draft_of

ONE = PartnershipId(1)


def test_an_account_is_stored_without_spaces_around_it_and_in_small_letters() -> None:
    tidy = draft_of("Anna").tidy()

    assert (tidy.email, tidy.name) == ("anna@zonnewijk.example", "Anna")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.RESEARCHER])
def test_who_works_for_all_partnerships_always_sees_all_of_them(role: Role) -> None:
    assert draft_of("Anna", role, [ONE]).tidy().scope == EVERYTHING


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.REPRESENTATIVE])
def test_only_a_representative_speaks_for_a_party(role: Role) -> None:
    assert not draft_of("Anna", role, [ONE], [PartyId(1)]).tidy().scope.parties


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (replace(draft_of("Anna"), name=" "), AccountFault.NAME_MISSING),
        (replace(draft_of("Anna"), name="Anna\n"), None),
        (replace(draft_of("Anna"), name="An\nna"), AccountFault.NAME_WRONG),
        (replace(draft_of("Anna"), name="a" * 256), AccountFault.NAME_TOO_LONG),
        (replace(draft_of("Anna"), email="anna"), AccountFault.EMAIL),
        (draft_of("Anna", Role.VIEWER, []), AccountFault.NO_PARTNERSHIP),
        (draft_of("Anna", Role.REPRESENTATIVE), AccountFault.NO_PARTNERSHIP),
        (draft_of("Anna", Role.REPRESENTATIVE, [ONE]), AccountFault.NO_PARTY),
        (
            draft_of("Anna", Role.VIEWER, map(PartnershipId, range(1, MOST_PARTNERSHIPS + 2))),  # type: ignore[arg-type]
            AccountFault.TOO_MANY,
        ),
        (draft_of("Anna", Role.REPRESENTATIVE, [ONE], [PartyId(1)]), None),
        (draft_of("Anna", Role.FACILITATOR, [ONE]), None),
        (draft_of("Anna", Role.ADMINISTRATOR, []), None),
    ],
)
def test_what_is_wrong_is_found(draft: AccountDraft, fault: AccountFault | None) -> None:
    assert find_account_faults(draft) == ([] if fault is None else [fault])


def test_an_address_is_of_one_account_and_its_owner_may_keep_it(context: Context) -> None:
    anna = add_account(context, "Anna")
    draft = replace(draft_of("Anna"), email="ANNA@veldzicht.example").tidy()

    with context.unit_of_work() as uow:
        check_draft(context, uow, draft, anna.id)
        with pytest.raises(InvalidAccountError) as refused:
            check_draft(context, uow, draft)

    assert faults_of(refused.value) == [AccountFault.EMAIL_TAKEN]


def test_a_representative_speaks_for_a_party_of_each_partnership(context: Context) -> None:
    one, other = (add_partnership(context.unit_of_work, name=name).partnership for name in "ab")
    mine, theirs = one.parties[0].id, other.parties[0].id
    role, both = Role.REPRESENTATIVE, [one.id, other.id]

    with context.unit_of_work() as uow:
        check_draft(context, uow, draft_of("Anna", role, both, [mine, theirs]))
        for parties in ([mine, one.parties[1].id], [mine, PartyId(999)]):
            with pytest.raises(InvalidAccountError) as refused:
                check_draft(context, uow, draft_of("Anna", role, both, parties))
            assert faults_of(refused.value) == [AccountFault.NO_PARTY]


def test_a_partnership_that_is_not_here_can_be_granted_to_nobody(context: Context) -> None:
    draft = replace(draft_of("Anna"), scope=Scope(frozenset({PartnershipId(999)})))

    with context.unit_of_work() as uow, pytest.raises(NotFoundError):
        check_draft(context, uow, draft)
