"""Who is doing something: a person who signed in, the product itself, or somebody trying it."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.access.account import (
    EVERYTHING,
    FIRST_WORKSPACE,
    Account,
    AccountId,
    Role,
    Scope,
    WorkspaceId,
)


class ActorKind(StrEnum):
    """On whose authority something is done.

    ``PRODUCT``: the worker, the command line and the survey, whose rules are their own.
    ``TRYING``: somebody on the machine itself with nothing but sample data.
    """

    PERSON = "person"
    PRODUCT = "product"
    TRYING = "trying"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is doing something, with all that decides what they may. ``name``: as it is signed."""

    kind: ActorKind
    workspace_id: WorkspaceId
    role: Role
    scope: Scope = EVERYTHING
    account_id: AccountId | None = None
    name: str = ""

    @classmethod
    def of(cls, account: Account) -> "Actor":
        """Return a person who signed in."""
        return cls(
            ActorKind.PERSON,
            account.workspace_id,
            account.role,
            account.scope,
            account.id,
            account.name,
        )


def the_product(workspace_id: WorkspaceId = FIRST_WORKSPACE) -> Actor:
    """Return the product itself, at work in a workspace."""
    return Actor(ActorKind.PRODUCT, workspace_id, Role.ADMINISTRATOR)


# What they make is sample data too, so that it is never taken for real.
SOMEBODY_TRYING = Actor(ActorKind.TRYING, FIRST_WORKSPACE, Role.MANAGER)
