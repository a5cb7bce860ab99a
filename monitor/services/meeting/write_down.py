"""Writing down during a meeting: straight into the register, read back, and undone where needed.

Each writes one thing under a key drawn by the device: what is sent twice is kept once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_see, check_can_write
from monitor.domain.cards import Card
from monitor.domain.errors import MeetingNotRunningError
from monitor.domain.meeting.entry import EntryContent, MeetingEntry
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.record import Authorship
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.agreements.origins import Origin, find_cards
from monitor.services.context import Context
from monitor.services.meeting.hold import read_meeting
from monitor.services.meeting.register_places import Desk, Place, put, put_back, take_out
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class Note:
    """What a device sends: a thing to be written down, under the key that it drew."""

    key: str
    content: EntryContent


# Each of these raises NotFoundError if there is no such meeting or entry, and
# MeetingNotRunningError if it has not begun, or is over. Those that write also raise what
# `register_places.put` does.


def read_entries(context: Context, meeting_id: MeetingId) -> list[MeetingEntry]:
    """Return all that was written down in a meeting, oldest first, also what was undone."""
    with context.unit_of_work(reads_only=True) as uow:
        check_can_see(context.actor, uow.meetings.get(meeting_id).partnership_id)
        return list(uow.meeting_entries.list_of(meeting_id))


def write_note(
    context: Context, meeting_id: MeetingId, sent: Note, written: Authorship
) -> MeetingEntry:
    """Write down a thing of any kind; an agreement at the step of a card comes from that card."""
    held = read_meeting(context, meeting_id)
    step = held.meeting.step
    card = find_cards(context, [step.card]).get(step.card or "")
    # The organisation of a card may have left since the meeting was prepared.
    organisations = [party.organisation.id for party in held.partnership.parties]
    is_for_all = card is not None and card.is_for(organisations)
    if card is not None and is_for_all and isinstance(sent.content, Agreement):
        sent = replace(sent, content=_come_from(sent.content, card))
    return _write(context, meeting_id, sent, written)


def correct(
    context: Context, meeting_id: MeetingId, key: str, sent: Note, written: Authorship
) -> MeetingEntry:
    """Write a note in place of an entry, which is undone: both happen, or neither.

    RecordChangedError if somebody changed in the register since what the entry wrote there.
    """
    return _write(context, meeting_id, sent, written, instead_of=key)


def confirm(context: Context, meeting_id: MeetingId, key: str) -> MeetingEntry:
    """Note that an entry was read back and all parties agreed; what is undone stays as it is."""

    def read_back(_: UnitOfWork, __: PartnershipId, entry: MeetingEntry) -> MeetingEntry:
        if entry.is_undone or entry.read_back_at:
            return entry
        return replace(entry, read_back_at=context.clock.now())

    return _change(context, meeting_id, key, read_back)


def undo(context: Context, meeting_id: MeetingId, key: str, written: Authorship) -> MeetingEntry:
    """Take an entry out of the register again.

    RecordChangedError if somebody changed there since what was written down.
    """

    def take(uow: UnitOfWork, whose: PartnershipId, entry: MeetingEntry) -> MeetingEntry:
        return _undone(Desk(context, uow, whose, written), entry)

    return _change(context, meeting_id, key, take)


def redo(context: Context, meeting_id: MeetingId, key: str, written: Authorship) -> MeetingEntry:
    """Put an entry that was undone into the register again; it is to be read back anew.

    RecordChangedError if somebody changed there since what was taken out.
    """

    def put_again(uow: UnitOfWork, whose: PartnershipId, entry: MeetingEntry) -> MeetingEntry:
        if not entry.is_undone:
            return entry
        place = put_back(Desk(context, uow, whose, written), entry)
        return replace(_placed(entry, place), is_undone=False)

    return _change(context, meeting_id, key, put_again)


def _come_from(agreement: Agreement, card: Card) -> Agreement:
    return replace(
        agreement,
        kind=card.agreement_kind,
        card=card.code,
        guideline=Origin(card=card).guideline,
        dimension=next(iter(card.dimensions), None),
    )


def _write(
    context: Context,
    meeting_id: MeetingId,
    sent: Note,
    written: Authorship,
    instead_of: str | None = None,
) -> MeetingEntry:
    partnership_id = _find_partnership(context, meeting_id)
    with context.unit_of_work() as uow:
        # Always in this order: the partnership, and then its meeting.
        uow.partnerships.lock(partnership_id)
        meeting = uow.meetings.lock(meeting_id)
        for known in uow.meeting_entries.list_of(meeting_id):
            if known.key == sent.key:
                return known
        _check_running(meeting)
        desk, content = Desk(context, uow, partnership_id, written), sent.content
        if instead_of is not None:
            content = _replace(desk, uow.meeting_entries.get(meeting_id, instead_of), content)
        place = put(desk, content)
        entry = _placed(MeetingEntry(meeting_id, sent.key, place.content, written), place)
        uow.meeting_entries.add(entry)
        review(context, uow, partnership_id)
        _note(context, uow, partnership_id, entry)
        uow.commit()
    return entry


def _replace(desk: Desk, entry: MeetingEntry, content: EntryContent) -> EntryContent:
    """Undo an entry; return what comes in its place, with what nobody typed anew."""
    desk.uow.meeting_entries.save(_undone(desk, entry))
    if isinstance(content, Agreement) and isinstance(entry.content, Agreement):
        return replace(entry.content, text=content.text, owner=content.owner, due_on=content.due_on)
    return content


def _undone(desk: Desk, entry: MeetingEntry) -> MeetingEntry:
    if entry.is_undone:
        return entry
    return replace(_placed(entry, take_out(desk, entry)), is_undone=True, read_back_at=None)


def _change(
    context: Context,
    meeting_id: MeetingId,
    key: str,
    change: Callable[[UnitOfWork, PartnershipId, MeetingEntry], MeetingEntry],
) -> MeetingEntry:
    partnership_id = _find_partnership(context, meeting_id)
    with context.unit_of_work() as uow:
        uow.partnerships.lock(partnership_id)
        _check_running(uow.meetings.lock(meeting_id))
        entry = uow.meeting_entries.get(meeting_id, key)
        changed = change(uow, partnership_id, entry)
        if changed == entry:
            return entry
        uow.meeting_entries.save(changed)
        review(context, uow, partnership_id)
        _note(context, uow, partnership_id, changed)
        uow.commit()
    return changed


def _find_partnership(context: Context, meeting_id: MeetingId) -> PartnershipId:
    """Return whose meeting it is; NotAllowedError for somebody who may not write in it."""
    partnership_id = read_meeting(context, meeting_id).partnership.id
    check_can_write(context.actor, partnership_id)
    return partnership_id


def _note(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, entry: MeetingEntry
) -> None:
    act = Act.RECORD_REMOVED if entry.is_undone else Act.RECORD_WRITTEN
    facts = {"meeting": entry.meeting_id, "kind": entry.kind.value}
    note(context, uow, Deed(act, partnership_id, facts=facts))


def _placed(entry: MeetingEntry, place: Place) -> MeetingEntry:
    return replace(
        entry, record_id=place.record_id, record_version=place.version, before=place.before
    )


def _check_running(meeting: Meeting) -> None:
    if meeting.state is not MeetingState.RUNNING:
        raise MeetingNotRunningError(str(meeting.id))
