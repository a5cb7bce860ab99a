"""Which relationship managers somebody knows of."""

from collections.abc import Sequence

from monitor.domain.manager import Manager
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork


def managers_within(context: Context, uow: UnitOfWork) -> Sequence[Manager]:
    """Return the managers by name: all of them, or those of the partnerships that one may see."""
    managers = uow.managers.list_all()
    if context.actor.scope.is_everything:
        return managers
    known = uow.directory.count_managed()
    return [each for each in managers if each.id in known]
