"""Use cases around the log: what happened is written down, corrected, taken away and put back."""

from monitor.domain.access.rules import check_can_write
from monitor.domain.errors import InvalidEntryError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.entry import Entry, EntryT, find_entry_faults, tidy
from monitor.domain.register.log import Handover, Term
from monitor.domain.register.record import Authorship, Record
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note_record import note_record


def add_entry(
    context: Context, partnership_id: PartnershipId, entry: EntryT, written: Authorship
) -> Record[EntryT]:
    """Write something down.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidEntryError: the entry has faults; the message names their keys.
    """
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        added = store_entry(context, uow, partnership_id, entry, written)
        review(context, uow, partnership_id)
        note_record(context, uow, added)
        uow.commit()
    return added


def store_entry(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    entry: EntryT,
    written: Authorship,
) -> Record[EntryT]:
    """Write something down within a transaction that does more; whoever began it reviews."""
    uow.partnerships.lock(partnership_id)
    _check(context, uow, partnership_id, entry)
    return uow.records.add(partnership_id, tidy(entry), written)


def correct_entry(
    context: Context, record: Record[EntryT], entry: EntryT, written: Authorship
) -> Record[EntryT]:
    """Replace what was written; the version before it stays to be read.

    Raises:
        RecordChangedError: somebody saved a version after the one given.
        InvalidEntryError: the entry has faults; the message names their keys.
    """
    check_can_write(context.actor, record.partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(record.partnership_id)
        _check(context, uow, record.partnership_id, entry, being=record)
        saved = uow.records.save(record, tidy(entry), written)
        review(context, uow, record.partnership_id)
        note_record(context, uow, saved)
        uow.commit()
    return saved


def remove_entry(context: Context, record: Record[EntryT], written: Authorship) -> Record[EntryT]:
    """Take an entry away; :func:`restore_entry` puts it back.

    Raises:
        RecordChangedError: somebody saved a version after the one given.
    """
    return _mark(context, record, written, is_removed=True)


def restore_entry(context: Context, record: Record[EntryT], written: Authorship) -> Record[EntryT]:
    """Put back an entry that was taken away.

    Raises:
        RecordChangedError: somebody saved a version after the one given.
    """
    return _mark(context, record, written, is_removed=False)


def find_faults(
    context: Context,
    partnership_id: PartnershipId,
    entry: Entry,
    being: Record[Entry] | None = None,
) -> list[str]:
    """Return the keys of what is wrong with an entry; ``being``: what it would change."""
    check_can_write(context.actor, partnership_id)
    with context.unit_of_work(reads_only=True) as uow:
        return _find_faults(context, uow, partnership_id, entry, being)


def _mark(
    context: Context, record: Record[EntryT], written: Authorship, *, is_removed: bool
) -> Record[EntryT]:
    check_can_write(context.actor, record.partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(record.partnership_id)
        saved = uow.records.save(record, record.content, written, is_removed=is_removed)
        review(context, uow, record.partnership_id)
        note_record(context, uow, saved)
        uow.commit()
    return saved


def _check(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    entry: Entry,
    being: Record[EntryT] | None = None,
) -> None:
    if faults := _find_faults(context, uow, partnership_id, entry, being):
        raise InvalidEntryError(", ".join(faults))


def _find_faults(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    entry: Entry,
    being: Record[EntryT] | None,
) -> list[str]:
    words: list[str] = []
    if isinstance(entry, Term):
        terms = uow.records.list_of(partnership_id, Term)
        words = [each.content.word for each in terms if being is None or each.id != being.id]
    faults = find_entry_faults(entry, context.today(), words)
    if isinstance(entry, Handover) and entry.party is not None:
        parties = uow.partnerships.get(partnership_id).parties
        if entry.party not in {party.id for party in parties}:
            faults.append("party_unknown")
    return faults
