"""A manager stops the weekly mail with the link in it, and can change their mind."""

from dataclasses import replace

from monitor.domain.errors import NotFoundError
from monitor.domain.links import derive_digest_token, is_same
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.whose_link import at_manager


def read_manager(context: Context, manager_id: ManagerId, token: str) -> Manager:
    """Return whose digests a link stops, changing nothing.

    Raises:
        NotFoundError: there is no such manager, or this is not the link of that manager.
    """
    context = at_manager(context, manager_id)
    with context.unit_of_work(reads_only=True) as uow:
        return _find(context, uow, manager_id, token)


def choose_digests(
    context: Context, manager_id: ManagerId, token: str, *, wants_digest: bool
) -> None:
    """Store whether a manager wants digests.

    Raises:
        NotFoundError: there is no such manager, or this is not the link of that manager.
    """
    context = at_manager(context, manager_id)
    with context.unit_of_work() as uow:
        manager = _find(context, uow, manager_id, token)
        uow.managers.save(replace(manager, wants_digest=wants_digest))
        uow.commit()


def _find(context: Context, uow: UnitOfWork, manager_id: ManagerId, token: str) -> Manager:
    if not is_same(token, derive_digest_token(context.secret_key, manager_id)):
        raise NotFoundError(f"manager {manager_id}")
    return uow.managers.get(manager_id)
