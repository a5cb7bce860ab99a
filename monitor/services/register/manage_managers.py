"""Use cases of relationship managers: who they are, and which partnerships they look after."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.errors import InvalidManagerError, RecordChangedError
from monitor.domain.manager import Manager
from monitor.domain.partnership import Language, ManagerId, PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.context import Context
from monitor.services.register.manage_participants import PersonDraft, find_person_faults
from monitor.services.register_ports import NewManager
from monitor.services.review import review
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class ManagerDraft:
    """A manager as typed in; ``email`` None: gets no mail."""

    name: str
    email: str | None
    language: Language
    wants_digest: bool = True


@dataclass(frozen=True, slots=True)
class ManagerLine:
    """A manager, and of how many partnerships."""

    manager: Manager
    partnerships: int


def list_managers(context: Context) -> Sequence[ManagerLine]:
    """Return all managers, by name."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        counts: Mapping[ManagerId, int] = uow.directory.count_managed()
        return [ManagerLine(each, counts.get(each.id, 0)) for each in uow.managers.list_all()]


def list_managed(context: Context, manager_id: ManagerId) -> Sequence[tuple[PartnershipId, str]]:
    """Return the partnerships of a manager, by name."""
    check_can_manage_all(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        return uow.directory.managed_by(manager_id)


def find_manager_faults(draft: ManagerDraft) -> Sequence[str]:
    """Return the keys of what is wrong with a manager: texts ``register.fault.<key>``."""
    faults = list(find_person_faults(PersonDraft(draft.name, draft.email, draft.language)))
    if draft.wants_digest and draft.email is None:
        faults.append("digest_without_email")
    return faults


def add_manager(context: Context, draft: ManagerDraft) -> Manager:
    """Store a manager; InvalidManagerError if the draft has faults."""
    check_can_manage_all(context.actor)
    _check(draft)
    with context.unit_of_work() as uow:
        added = uow.managers.add(_to_new(draft))
        note(context, uow, _deed(added.id, "added"))
        uow.commit()
    return added


def change_manager(context: Context, shown: Manager, draft: ManagerDraft) -> Manager:
    """Change a manager, unless others did meanwhile.

    Raises:
        NotFoundError: there is no such manager.
        InvalidManagerError: the draft has faults (see :func:`find_manager_faults`).
        RecordChangedError: the manager is not as ``shown`` any more.
    """
    check_can_manage_all(context.actor)
    _check(draft)
    with context.unit_of_work() as uow:
        if uow.managers.get(shown.id) != shown:
            raise RecordChangedError(f"manager {shown.id}")
        changed = Manager(id=shown.id, **asdict(_to_new(draft)))
        uow.managers.save(changed)
        note(context, uow, _deed(shown.id, "changed"))
        uow.commit()
    return changed


def delete_manager(context: Context, manager_id: ManagerId) -> None:
    """Delete a manager; the partnerships have none from then on."""
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        theirs = [found for found, _ in uow.directory.managed_by(manager_id)]
        uow.managers.delete(manager_id)
        for partnership_id in theirs:
            review(context, uow, partnership_id)
        nowhere: Sequence[PartnershipId | None] = [None]
        for whose in theirs or nowhere:
            note(context, uow, _deed(manager_id, "removed", whose))
        uow.commit()


def assign_manager(
    context: Context, manager_id: ManagerId | None, partnership_ids: Sequence[PartnershipId]
) -> None:
    """Give partnerships a manager, in place of the one they had; None: they have none.

    Raises:
        NotFoundError: there is no such manager or partnership.
    """
    check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        if manager_id is not None:
            uow.managers.get(manager_id)
        uow.directory.set_manager(partnership_ids, manager_id)
        for partnership_id in partnership_ids:
            review(context, uow, partnership_id)
        for partnership_id in partnership_ids:
            note(context, uow, _deed(manager_id, "assigned", partnership_id))
        uow.commit()


def _deed(
    manager_id: ManagerId | None, change: str, partnership_id: PartnershipId | None = None
) -> Deed:
    facts: dict[str, Fact] = {"change": change}
    if manager_id is not None:
        facts["manager"] = manager_id
    return Deed(Act.MANAGER_CHANGED, partnership_id, facts=facts)


def _check(draft: ManagerDraft) -> None:
    if faults := find_manager_faults(draft):
        raise InvalidManagerError(", ".join(faults))


def _to_new(draft: ManagerDraft) -> NewManager:
    return NewManager(draft.name.strip(), draft.language, draft.email, draft.wants_digest)
