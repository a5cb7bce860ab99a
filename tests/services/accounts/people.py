"""People who can sign in, for tests: an administrator at work, and others of every role."""

from collections.abc import Collection

from monitor.domain.access.account import EVERYTHING, Account, Role, Scope
from monitor.domain.access.actor import Actor
from monitor.domain.partnership import Language, PartnershipId, PartyId
from monitor.domain.trail.entry import Entry
from monitor.services.access_ports import NewAccount, Standing
from monitor.services.accounts.draft import AccountDraft
from monitor.services.context import Context
from monitor.services.trail_ports import TrailQuery
from tests.factories import NOW


def add_account(
    context: Context,
    name: str,
    *,
    role: Role = Role.ADMINISTRATOR,
    scope: Scope = EVERYTHING,
    has_entered: bool = True,
) -> Account:
    """Store somebody, who has a password unless they only were invited."""
    email = f"{name.lower()}@veldzicht.example"
    new = NewAccount(email, name, Language.DUTCH, role, NOW, scope)
    with context.unit_of_work.within(context.actor.workspace_id)() as uow:
        account = uow.accounts.add(new)
        if has_entered:
            uow.accounts.set_password(account.id, "a hash")
        uow.commit()
    return account


def as_person(context: Context, account: Account) -> Context:
    """Return the context of somebody at work."""
    return context.acting_as(Actor.of(account))


def draft_of(
    name: str,
    role: Role = Role.VIEWER,
    partnerships: Collection[PartnershipId] | None = None,
    parties: Collection[PartyId] = (),
) -> AccountDraft:
    """Make an account as typed in; ``partnerships`` None: all of them."""
    chosen = None if partnerships is None else frozenset(partnerships)
    scope = Scope(chosen, frozenset(parties))
    return AccountDraft(f"{name}@Zonnewijk.example ", f" {name} ", role, Language.ENGLISH, scope)


def standing_of(context: Context, account: Account) -> Standing | None:
    """Return how somebody is doing as it is stored, or None when they are gone."""
    with context.unit_of_work.within(context.actor.workspace_id)(reads_only=True) as uow:
        found = uow.accounts.list_standings()
    return next((each for each in found if each.account.id == account.id), None)


def trail_of(context: Context) -> list[Entry]:
    """Return what was noted, oldest first."""
    with context.unit_of_work.within(context.actor.workspace_id)(reads_only=True) as uow:
        return list(reversed(uow.trail.page(TrailQuery(), 0, 100)))
