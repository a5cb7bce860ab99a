"""Read the versions of what was written down, to lay any two of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from monitor.domain.access.rules import check_can_see
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.record import ContentT, Record, RecordId
from monitor.services.context import Context


@dataclass(frozen=True, slots=True)
class Versions(Generic[ContentT]):
    """All versions of one record, oldest first; there is at least one."""

    versions: Sequence[Record[ContentT]]

    @property
    def present(self) -> Record[ContentT]:
        """The version that holds."""
        return self.versions[-1]

    def version(self, number: int) -> Record[ContentT]:
        """Return one version; NotFoundError if there is none of this number."""
        for each in self.versions:
            if each.version == number:
                return each
        raise NotFoundError(f"version {number} of record {self.present.id}")


def read_versions(
    context: Context,
    partnership_id: PartnershipId,
    record_id: RecordId,
    content: type[ContentT],
) -> Versions[ContentT]:
    """Return all versions of a record of a partnership.

    Raises:
        NotFoundError: this partnership has no such record of this kind.
    """
    check_can_see(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        record = uow.records.get(record_id, content)
        if record.partnership_id != partnership_id:
            raise NotFoundError(f"record {record_id}")
        return Versions(uow.records.versions_of(record))
