"""Use cases of workspaces: what they are called, and another one."""

from collections.abc import Sequence

from monitor.domain.access.account import EVERYTHING, Role, Workspace
from monitor.domain.access.actor import the_product
from monitor.domain.access.rules import check_can_administer
from monitor.domain.errors import InvalidAccountError
from monitor.domain.partnership import Language
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.accounts.draft import AccountDraft, AccountFault, check_draft
from monitor.services.accounts.invite import Invited, invite
from monitor.services.context import Context
from monitor.services.register.manage_participants import (
    PersonDraft,
    find_person_faults,
    name_in,
)
from monitor.services.trail.note import note


def read_workspace(context: Context) -> Workspace:
    """Return the workspace that somebody works in."""
    with context.unit_of_work(reads_only=True) as uow:
        return uow.workspaces.get(context.actor.workspace_id)


def rename_workspace(context: Context, name: str) -> None:
    """Give the workspace another name; InvalidAccountError if it cannot be one."""
    check_can_administer(context.actor)
    _check_name(name)
    with context.unit_of_work() as uow:
        uow.workspaces.rename(context.actor.workspace_id, name.strip())
        note(context, uow, Deed(Act.WORKSPACE_CHANGED))
        uow.commit()


def list_workspaces(context: Context) -> Sequence[Workspace]:
    """Return all workspaces of the installation, for who runs it."""
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        return uow.workspaces.list_all()


def add_workspace(context: Context, name: str, email: str) -> Invited:
    """Make a workspace, and invite its first administrator; for who runs the installation.

    Raises:
        InvalidAccountError: the name cannot be one, or the address is wrong or of somebody.
    """
    _check_name(name)
    draft = AccountDraft(email, name_in(email), Role.ADMINISTRATOR, Language.DUTCH, EVERYTHING)
    with context.unit_of_work.within(None)() as uow:
        check_draft(context, uow, draft)
        workspace = uow.workspaces.add(name.strip())
        uow.commit()
    return invite(context.acting_as(the_product(workspace.id)), draft)


def _check_name(name: str) -> None:
    if faults := find_person_faults(PersonDraft(name)):
        raise InvalidAccountError(",".join(AccountFault(each) for each in faults))
