"""Use cases of a farewell: what the parties type is kept at once, and lessons become lessons."""

from dataclasses import replace

from monitor.domain.access.rules import check_can_write
from monitor.domain.errors import InvalidRecordError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.farewell import Farewell, is_too_long, merge_farewells, tidy
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship, Record
from monitor.services.context import Context
from monitor.services.logbook.keep_log import store_entry
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note_record import note_record


def write_farewell(
    context: Context,
    partnership_id: PartnershipId,
    seen: Farewell,
    typed: Farewell,
    written: Authorship,
) -> Farewell:
    """Keep what somebody typed over what they saw; what others typed meanwhile stays too.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidRecordError: a text is too long, also together with what others typed.
    """
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        stored = find_farewell(uow, partnership_id)
        merged = merge_farewells(stored.content if stored else Farewell(), seen, tidy(typed))
        saved = _store(uow, partnership_id, stored, merged, written)
        if saved is not None:
            note_record(context, uow, saved)
        uow.commit()
    return merged


def keep_lesson(
    context: Context, partnership_id: PartnershipId, lesson: Lesson, written: Authorship
) -> Record[Lesson]:
    """Keep a lesson in the log; the draft of it is then done with.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidEntryError: it has faults; the message names their keys.
    """
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        kept = store_entry(context, uow, partnership_id, lesson, written)
        stored = find_farewell(uow, partnership_id)
        if stored is not None and stored.content.lesson == kept.content.text:
            uow.records.save(stored, replace(stored.content, lesson=""), written)
        review(context, uow, partnership_id)
        note_record(context, uow, kept)
        uow.commit()
    return kept


def find_farewell(uow: UnitOfWork, partnership_id: PartnershipId) -> Record[Farewell] | None:
    """Return the farewell of a partnership; None while nothing was written down."""
    return next(iter(uow.records.list_of(partnership_id, Farewell)), None)


def _store(
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    stored: Record[Farewell] | None,
    farewell: Farewell,
    written: Authorship,
) -> Record[Farewell] | None:
    """Store what is new; return what was stored, None when nothing is new."""
    if is_too_long(farewell):
        raise InvalidRecordError("too_long")
    if stored is None:
        return uow.records.add(partnership_id, farewell, written)
    if farewell == stored.content:
        return None
    return uow.records.save(stored, farewell, written)
