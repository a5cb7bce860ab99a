"""Workspaces, the people who sign in to them, and what each of them is for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.domain.partnership import Language, PartnershipId, PartyId

WorkspaceId = NewType("WorkspaceId", int)
AccountId = NewType("AccountId", int)

# Where everything is that was stored before there were workspaces.
FIRST_WORKSPACE = WorkspaceId(1)


class Role(StrEnum):
    """What somebody is here for; see :mod:`monitor.domain.access.rules` for what each may do."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    FACILITATOR = "facilitator"
    REPRESENTATIVE = "representative"
    VIEWER = "viewer"
    RESEARCHER = "researcher"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An organisation or coalition with data of its own, which no other workspace sees."""

    id: WorkspaceId
    name: str


@dataclass(frozen=True, slots=True)
class Scope:
    """How far somebody sees. ``partnerships``: None for all of the workspace.

    ``parties``: those that a representative speaks for, each in one of the partnerships.
    """

    partnerships: frozenset[PartnershipId] | None = None
    parties: frozenset[PartyId] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Tell whether it reaches over all partnerships of the workspace, new ones included."""
        return self.partnerships is None

    def holds(self, partnership_id: PartnershipId) -> bool:
        """Tell whether a partnership is within it."""
        return self.partnerships is None or partnership_id in self.partnerships


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in. ``email``: in small letters, and of nobody else.

    ``signed_in_at``: the last time; None for somebody who was invited and has not come yet.
    """

    id: AccountId
    workspace_id: WorkspaceId
    email: str
    name: str
    language: Language
    role: Role
    scope: Scope
    made_at: datetime
    signed_in_at: datetime | None = None
    is_disabled: bool = False
