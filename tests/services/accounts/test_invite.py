"""Inviting somebody: who may, whom, and the link that works once."""

from datetime import timedelta

import pytest

from monitor.domain.access.account import Role, Scope
from monitor.domain.access.actor import SOMEBODY_TRYING
from monitor.domain.errors import InvalidAccountError, NotAllowedError, NotFoundError
from monitor.domain.partnership import Partnership
from monitor.domain.trail.acts import Act
from monitor.services.accounts.draft import AccountFault, faults_of
from monitor.services.accounts.invite import invite, invite_again
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.context import Context
from monitor.services.sign_in.one_time import find_link
from tests.factories import NOW, add_partnership
from tests.services.accounts.people import add_account, as_person, draft_of, standing_of, trail_of

A_WEEK = timedelta(days=7)


@pytest.fixture
def partnerships(context: Context) -> list[Partnership]:
    return [add_partnership(context.unit_of_work, name=name).partnership for name in "ab"]


@pytest.fixture
def administrator(context: Context) -> Context:
    return as_person(context, add_account(context, "Ada"))


def secret_of(url: str) -> str:
    return url.rpartition("/")[2]


def test_who_is_invited_has_an_account_without_a_password_and_a_link_for_a_week(
    administrator: Context,
) -> None:
    invited = invite(administrator, draft_of("Anna"))

    assert invited.account.email == "anna@zonnewijk.example"
    assert invited.letter.account == invited.account
    assert invited.letter.expires_at == NOW + A_WEEK
    assert find_link(administrator, secret_of(invited.letter.url)).account == invited.account
    standing = standing_of(administrator, invited.account)
    assert standing
    assert not standing.can_enter
    assert standing.invited_until == NOW + A_WEEK


def test_an_invitation_is_noted_under_every_partnership_without_a_name(
    administrator: Context, partnerships: list[Partnership]
) -> None:
    invited = invite(
        administrator, draft_of("Anna", Role.VIEWER, [each.id for each in partnerships])
    )
    invite(administrator, draft_of("Bea"))

    deeds = [entry.deed for entry in trail_of(administrator)]
    assert [each.act for each in deeds] == [Act.ACCOUNT_INVITED] * 3
    assert [each.partnership_id for each in deeds] == [*(each.id for each in partnerships), None]
    assert deeds[0].facts == {"account": invited.account.id, "role": "viewer"}


def test_a_link_that_was_made_anew_is_the_only_one_that_works(administrator: Context) -> None:
    first = invite(administrator, draft_of("Anna"))
    second = invite_again(administrator, first.account.id)

    assert find_link(administrator, secret_of(second.letter.url)).account == first.account
    with pytest.raises(NotFoundError):
        find_link(administrator, secret_of(first.letter.url))


def test_who_has_come_in_or_may_not_any_more_is_not_invited_again(administrator: Context) -> None:
    entered = add_account(administrator, "Eva")
    kept_out = invite(administrator, draft_of("Anna")).account
    disable_account(administrator, kept_out.id)

    for account in (entered, kept_out):
        with pytest.raises(InvalidAccountError) as refused:
            invite_again(administrator, account.id)
        assert faults_of(refused.value) == [AccountFault.HAS_ENTERED]


def test_an_address_that_is_taken_gets_no_second_account(administrator: Context) -> None:
    invite(administrator, draft_of("Anna"))

    with pytest.raises(InvalidAccountError) as refused:
        invite(administrator, draft_of("Anna", Role.MANAGER))

    assert faults_of(refused.value) == [AccountFault.EMAIL_TAKEN]


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.VIEWER])
def test_a_manager_invites_who_takes_part_in_a_partnership_of_theirs(
    context: Context, partnerships: list[Partnership], role: Role
) -> None:
    one = partnerships[0]
    scope = Scope(frozenset({one.id}))
    manager = as_person(context, add_account(context, "Max", role=Role.MANAGER, scope=scope))

    invited = invite(manager, draft_of("Anna", role, [one.id], [one.parties[1].id]))

    assert invited.account.scope.partnerships == frozenset({one.id})
    assert invite_again(manager, invited.account.id).account == invited.account


def test_a_manager_invites_nobody_further_than_they_see_themselves(
    context: Context, partnerships: list[Partnership]
) -> None:
    one, other = partnerships
    scope = Scope(frozenset({one.id}))
    manager = as_person(context, add_account(context, "Max", role=Role.MANAGER, scope=scope))

    drafts = [
        draft_of("Anna", Role.VIEWER, [other.id]),
        draft_of("Anna", Role.VIEWER, [one.id, other.id]),
        draft_of("Anna", Role.VIEWER),
        *(draft_of("Anna", role, [one.id]) for role in (Role.MANAGER, Role.FACILITATOR)),
        *(draft_of("Anna", role) for role in (Role.ADMINISTRATOR, Role.RESEARCHER)),
    ]
    for draft in drafts:
        with pytest.raises(NotAllowedError):
            invite(manager, draft)


def test_a_manager_gets_no_link_to_an_account_that_sees_more_than_they_do(
    context: Context, administrator: Context, partnerships: list[Partnership]
) -> None:
    one, other = partnerships
    both = invite(administrator, draft_of("Anna", Role.VIEWER, [one.id, other.id])).account
    scope = Scope(frozenset({one.id}))
    manager = as_person(context, add_account(context, "Max", role=Role.MANAGER, scope=scope))

    with pytest.raises(NotAllowedError):
        invite_again(manager, both.id)


@pytest.mark.parametrize(
    "role", [Role.FACILITATOR, Role.REPRESENTATIVE, Role.VIEWER, Role.RESEARCHER]
)
def test_nobody_else_invites_anybody(
    context: Context, partnerships: list[Partnership], role: Role
) -> None:
    person = as_person(context, add_account(context, "Max", role=role))
    one = partnerships[0].id

    with pytest.raises(NotAllowedError):
        invite(person, draft_of("Anna", Role.VIEWER, [one]))


def test_somebody_who_tries_the_product_invites_nobody(
    context: Context, partnerships: list[Partnership]
) -> None:
    with pytest.raises(NotAllowedError):
        invite(
            context.acting_as(SOMEBODY_TRYING), draft_of("Anna", Role.VIEWER, [partnerships[0].id])
        )
