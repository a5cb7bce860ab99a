"""Workspaces: their names, and a further one with its first administrator."""

import pytest

from monitor.domain.access.account import FIRST_WORKSPACE, Role
from monitor.domain.errors import InvalidAccountError, NotAllowedError
from monitor.domain.trail.acts import Act
from monitor.services.accounts.draft import AccountFault, faults_of
from monitor.services.accounts.list_accounts import list_accounts
from monitor.services.accounts.workspaces import (
    add_workspace,
    list_workspaces,
    read_workspace,
    rename_workspace,
)
from monitor.services.context import Context
from monitor.services.sign_in.one_time import find_link
from tests.services.accounts.people import add_account, as_person, trail_of


def test_an_administrator_gives_the_workspace_a_name_and_it_is_noted(context: Context) -> None:
    administrator = as_person(context, add_account(context, "Ada"))

    rename_workspace(administrator, "  Gemeente Veldzicht ")

    assert read_workspace(administrator).name == "Gemeente Veldzicht"
    assert [entry.deed.act for entry in trail_of(context)] == [Act.WORKSPACE_CHANGED]


def test_nobody_else_gives_it_a_name(context: Context) -> None:
    manager = as_person(context, add_account(context, "Max", role=Role.MANAGER))

    with pytest.raises(NotAllowedError):
        rename_workspace(manager, "Veldzicht")


def test_a_name_is_something_that_can_be_read(context: Context) -> None:
    administrator = as_person(context, add_account(context, "Ada"))

    with pytest.raises(InvalidAccountError) as refused:
        rename_workspace(administrator, " ")

    assert faults_of(refused.value) == [AccountFault.NAME_MISSING]


def test_a_further_workspace_has_an_administrator_who_sees_nobody_of_the_first(
    context: Context,
) -> None:
    add_account(context, "Ada")

    invited = add_workspace(context, "Coöperatie Zon", "Bo@zon.example")

    assert [each.name for each in list_workspaces(context)][1:] == ["Coöperatie Zon"]
    assert invited.account.workspace_id != FIRST_WORKSPACE
    assert (invited.account.name, invited.account.role) == ("Bo", Role.ADMINISTRATOR)
    assert find_link(context, invited.letter.url.rpartition("/")[2]).account == invited.account
    bo = as_person(context, invited.account)
    assert [each.account for each in list_accounts(bo)] == [invited.account]
    assert [each.deed.act for each in trail_of(bo)] == [Act.ACCOUNT_INVITED]


def test_no_workspace_is_made_for_somebody_who_cannot_administer_it(context: Context) -> None:
    ada = add_account(context, "Ada")

    for email in (ada.email, "nobody"):
        with pytest.raises(InvalidAccountError):
            add_workspace(context, "Coöperatie Zon", email)

    assert len(list_workspaces(context)) == 1
