"""The list of people: who is in it for whom, and how they are doing."""

from datetime import timedelta

import pytest

from monitor.domain.access.account import Role, Scope
from monitor.domain.access.account_line import AccountState
from monitor.domain.errors import NotAllowedError
from monitor.domain.partnership import PartnershipId
from monitor.services.accounts.invite import invite
from monitor.services.accounts.list_accounts import list_accounts, read_places
from monitor.services.accounts.manage_accounts import disable_account
from monitor.services.context import Context
from tests.factories import FakeClock, add_partnership
from tests.services.accounts.people import add_account, as_person, draft_of


def test_an_administrator_sees_all_people_by_name_and_how_far_they_are(context: Context) -> None:
    zoe = add_account(context, "Zoe")
    administrator = as_person(context, zoe)
    invite(administrator, draft_of("Anna"))
    bea = add_account(context, "Bea", role=Role.MANAGER)
    disable_account(administrator, bea.id)

    lines = list_accounts(administrator)

    assert [(each.account.name, each.state) for each in lines] == [
        ("Anna", AccountState.INVITED),
        ("Bea", AccountState.DISABLED),
        ("Zoe", AccountState.ACTIVE),
    ]
    assert [each.is_oneself for each in lines] == [False, False, True]
    assert all(each.can_change and not each.has_second_factor for each in lines)


def test_a_link_that_is_too_old_is_no_invitation_any_more(
    context: Context, clock: FakeClock
) -> None:
    administrator = as_person(context, add_account(context, "Zoe"))
    invite(administrator, draft_of("Anna"))

    before = list_accounts(administrator)[0].invited_until
    clock.advance(timedelta(days=7))

    assert before == clock.now()
    assert list_accounts(administrator)[0].invited_until is None


def test_a_manager_sees_whom_they_could_have_invited_and_changes_nobody(context: Context) -> None:
    one, other = (add_partnership(context.unit_of_work, name=name).partnership for name in "ab")
    mine, both = frozenset({one.id}), frozenset({one.id, other.id})
    add_account(context, "Anna", role=Role.VIEWER, scope=Scope(mine))
    add_account(context, "Bea", role=Role.VIEWER, scope=Scope(both))
    add_account(context, "Cas", role=Role.FACILITATOR, scope=Scope(mine))
    manager = add_account(context, "Max", role=Role.MANAGER, scope=Scope(mine))

    (line,) = list_accounts(as_person(context, manager))

    assert line.account.name == "Anna"
    assert not line.can_change


def test_who_may_invite_nobody_sees_no_list(context: Context) -> None:
    viewer = as_person(context, add_account(context, "Vera", role=Role.VIEWER))

    with pytest.raises(NotAllowedError):
        list_accounts(viewer)
    with pytest.raises(NotAllowedError):
        read_places(viewer, [])


def test_places_have_the_names_of_their_parties_and_nothing_out_of_sight(context: Context) -> None:
    other, one = (add_partnership(context.unit_of_work, name=name).partnership for name in "ba")
    asked = [other.id, one.id, PartnershipId(999)]
    scope = Scope(frozenset({one.id}))
    manager = as_person(context, add_account(context, "Max", role=Role.MANAGER, scope=scope))

    assert [each.name for each in read_places(context, asked)] == ["a", "b"]
    (place,) = read_places(manager, asked)
    assert place.parties == {party.id: party.name for party in one.parties}
