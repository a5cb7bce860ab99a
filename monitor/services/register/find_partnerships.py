"""Looking up partnerships by name, for lists that stay short however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_manage_any, check_can_see_any
from monitor.domain.manager import Manager
from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.directory_ports import PartnershipLine


@dataclass(frozen=True, slots=True)
class FoundPartnership:
    """A partnership that was found, and who looks after it."""

    line: PartnershipLine
    manager: Manager | None


def find_partnerships(context: Context, search: str, limit: int) -> Sequence[FoundPartnership]:
    """Return partnerships to be managed whose name holds a text, by name."""
    check_can_manage_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        lines = uow.directory.find_lines(search.strip(), limit)
        managers = {each.id: each for each in uow.managers.list_all()}
    return [
        FoundPartnership(each, managers.get(each.manager_id) if each.manager_id else None)
        for each in lines
    ]


def find_names(context: Context, search: str, limit: int) -> Sequence[tuple[PartnershipId, str]]:
    """Return the ids and names of partnerships whose name holds a text, by name."""
    check_can_see_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.find_names(search.strip(), limit)
