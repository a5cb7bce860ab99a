"""The use case of a change of contact person."""

from monitor.domain.access.rules import check_can_write
from monitor.domain.errors import InvalidEntryError
from monitor.domain.handover import Succession, find_succession_faults, succeed
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.log import Handover
from monitor.domain.register.record import Authorship, Record
from monitor.services.context import Context
from monitor.services.logbook.keep_log import store_entry
from monitor.services.review import review
from monitor.services.trail.note_record import note_record


def hand_over(
    context: Context, partnership_id: PartnershipId, succession: Succession, written: Authorship
) -> Record[Handover]:
    """Let another person be contact person, and keep in the log who left and who joined.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidEntryError: something is wrong; the message names the keys.
    """
    check_can_write(context.actor, partnership_id)
    if faults := find_succession_faults(succession):
        raise InvalidEntryError(", ".join(faults))
    with context.unit_of_work() as uow:
        record = store_entry(context, uow, partnership_id, succession.handover, written)
        uow.partnerships.save(succeed(uow.partnerships.get(partnership_id), succession))
        review(context, uow, partnership_id)
        note_record(context, uow, record)
        uow.commit()
    return record
