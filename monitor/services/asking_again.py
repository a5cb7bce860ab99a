"""Who acts is asked once more before anything is written: what they may may have changed since.

A page knows for some seconds who is looking, so that it need not ask for every number it shows. A
click that comes meanwhile is refused all the same when its owner has lost a role.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import Actor
from monitor.domain.errors import NotAllowedError, NotSignedInError
from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork, UnitOfWorkFactory


def asking_again(context: Context, find_actor: Callable[[], Actor | None]) -> Context:
    """Return the same, whose transactions begin only while its actor is who they were.

    ``find_actor``: finds out anew who acts; None when nobody is signed in any more.
    """

    def check() -> None:
        found = find_actor()
        if found is None:
            raise NotSignedInError
        if found != context.actor:
            raise NotAllowedError

    return replace(context, unit_of_work=_AskingFactory(context.unit_of_work, check))


@dataclass(frozen=True, slots=True)
class _AskingFactory:
    """Makes units of work; ``check``: asked before each that may write."""

    made_by: UnitOfWorkFactory
    check: Callable[[], None]

    def __call__(self, *, reads_only: bool = False) -> UnitOfWork:
        """Return a new unit of work; ``reads_only`` asks nobody."""
        if not reads_only:
            self.check()
        return self.made_by(reads_only=reads_only)

    def within(
        self,
        workspace_id: WorkspaceId | None,
        partnerships: Collection[PartnershipId] | None = None,
    ) -> UnitOfWorkFactory:
        """Return a factory that asks as well, for another workspace or for less of it."""
        return _AskingFactory(self.made_by.within(workspace_id, partnerships), self.check)

    def forget_writes(self) -> None:
        """Let nothing beside the database tell in which order it was written."""
        self.made_by.forget_writes()
