"""Where in the register a thing stands that was written down in a meeting: put, take out, put back.

All within a transaction of whoever calls, who holds the lock of the partnership and reviews it.
"""

from dataclasses import dataclass, replace
from datetime import date

from monitor.domain.errors import InvalidRecordError, NotFoundError, RecordChangedError
from monitor.domain.meeting.entry import (
    EntryContent,
    Frame,
    MeetingEntry,
    add_line,
    find_topic,
    merge_roles,
    put_topic,
    take_line,
)
from monitor.domain.partnership import PartnershipId, RecordId, meet_next
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.domain.typed_text import clean_text
from monitor.services.agreements.collaborate import (
    find_collaboration,
    store_collaboration,
    tidy_collaboration,
)
from monitor.services.agreements.keep_agreements import store_agreement
from monitor.services.context import Context
from monitor.services.logbook.keep_log import store_entry
from monitor.services.ports import UnitOfWork
from monitor.services.register.edit_partnership import find_partnership_faults


@dataclass(frozen=True, slots=True)
class Desk:
    """What writing in the register takes: the partnership, and who writes."""

    context: Context
    uow: UnitOfWork
    partnership_id: PartnershipId
    written: Authorship


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands, as it reads there; the fields are those of an entry."""

    content: EntryContent
    record_id: RecordId | None = None
    version: int | None = None
    before: TopicRoles | date | None = None


def put(desk: Desk, content: EntryContent) -> Place:
    """Write a thing into the register.

    Raises:
        InvalidRecordError: an agreement, role, frame or day has faults; the message names them.
        InvalidEntryError: a lesson has faults; the message names their keys.
    """
    context, uow, partnership_id = desk.context, desk.uow, desk.partnership_id
    match content:
        case Agreement():
            made = store_agreement(context, uow, partnership_id, content, desk.written)
            return Place(made.content, made.id, made.version)
        case Lesson():
            learnt = store_entry(context, uow, partnership_id, content, desk.written)
            return Place(learnt.content, learnt.id, learnt.version)
        case TopicRoles():
            return _put_roles(desk, content)
        case Frame():
            return _put_frame(desk, content)
        case _:
            return _put_day(desk, content)


def take_out(desk: Desk, entry: MeetingEntry) -> Place:
    """Take a thing out of the register, so that it is there as it was before.

    RecordChangedError if somebody changed it there since.
    """
    content = entry.content
    match content:
        case Agreement():
            return _remove(desk, entry, content)
        case Lesson():
            return _remove(desk, entry, content)
        case Frame() | TopicRoles():
            return _take_words_out(desk, entry, content)
        case _:
            return _take_day_out(desk, entry)


def put_back(desk: Desk, entry: MeetingEntry) -> Place:
    """Put a thing back that was taken out; RecordChangedError if it was changed since."""
    content = entry.content
    match content:
        case Agreement():
            return _restore(desk, entry, content)
        case Lesson():
            return _restore(desk, entry, content)
        case _:
            return put(desk, content)


def _put_roles(desk: Desk, typed: TopicRoles) -> Place:
    roles = replace(typed, topic=clean_text(typed.topic).strip())
    if not roles.roles:
        raise InvalidRecordError("roles_missing")
    seen, present = _read_collaboration(desk)
    before = find_topic(present.roles, roles.topic)
    rows = put_topic(present.roles, roles.topic, merge_roles(before, roles))
    saved = _save_collaboration(desk, replace(present, roles=rows), seen)
    return Place(roles, saved.id, saved.version, before)


def _put_frame(desk: Desk, typed: Frame) -> Place:
    frame = replace(typed, text=clean_text(typed.text).strip())
    if not frame.text:
        raise InvalidRecordError("text_missing")
    seen, present = _read_collaboration(desk)
    frames = add_line(present.frames, frame)
    saved = _save_collaboration(desk, replace(present, frames=frames), seen)
    return Place(frame, saved.id, saved.version)


def _put_day(desk: Desk, on: date) -> Place:
    shown = desk.uow.partnerships.get(desk.partnership_id)
    changed = replace(shown, profile=meet_next(shown.profile, on))
    if faults := find_partnership_faults(shown, changed, desk.context.today()):
        raise InvalidRecordError(", ".join(faults))
    desk.uow.partnerships.save(changed)
    return Place(on, before=shown.profile.next_meeting_on)


def _take_day_out(desk: Desk, entry: MeetingEntry) -> Place:
    shown = desk.uow.partnerships.get(desk.partnership_id)
    if shown.profile.next_meeting_on != entry.content:
        raise RecordChangedError(f"next meeting of partnership {desk.partnership_id}")
    before = entry.before if isinstance(entry.before, date) else None
    desk.uow.partnerships.save(replace(shown, profile=meet_next(shown.profile, before)))
    return Place(entry.content)


def _take_words_out(desk: Desk, entry: MeetingEntry, content: Frame | TopicRoles) -> Place:
    """Take roles or a frame out of the collaboration agreement, unless others are there by now."""
    seen = find_collaboration(desk.uow, desk.partnership_id)
    if seen is None:
        raise RecordChangedError(f"collaboration of partnership {desk.partnership_id}")
    if (seen.id, seen.version) == (entry.record_id, entry.record_version):
        return _go_back(desk, entry, seen)
    saved = _save_collaboration(desk, _without(seen, entry, content), seen)
    return Place(content, saved.id, saved.version)


def _go_back(desk: Desk, entry: MeetingEntry, seen: Record[Collaboration]) -> Place:
    """Make the agreement as it was, signed where it was; without one before, there is none."""
    versions = desk.uow.records.versions_of(seen)
    before = versions[-2] if len(versions) > 1 else None
    is_first = before is None or before.is_removed
    content = seen.content if before is None else before.content
    saved = desk.uow.records.save(seen, content, desk.written, is_removed=is_first)
    return Place(entry.content, saved.id, saved.version)


def _without(
    seen: Record[Collaboration], entry: MeetingEntry, content: Frame | TopicRoles
) -> Collaboration:
    present = seen.content
    if isinstance(content, Frame):
        frames = take_line(present.frames, content)
        if frames is None:
            raise RecordChangedError(f"frames of collaboration {seen.id}")
        return replace(present, frames=frames)
    before = entry.before if isinstance(entry.before, TopicRoles) else None
    if find_topic(present.roles, content.topic) != merge_roles(before, content):
        raise RecordChangedError(f"roles of collaboration {seen.id}")
    return replace(present, roles=put_topic(present.roles, content.topic, before))


def _read_collaboration(desk: Desk) -> tuple[Record[Collaboration] | None, Collaboration]:
    seen = find_collaboration(desk.uow, desk.partnership_id)
    return seen, seen.content if seen else Collaboration()


def _save_collaboration(
    desk: Desk, changed: Collaboration, seen: Record[Collaboration] | None
) -> Record[Collaboration]:
    # Why an earlier version was made says nothing of this one.
    tidy = tidy_collaboration(replace(changed, reason=""))
    return store_collaboration(desk.uow, desk.partnership_id, tidy, seen, desk.written)


def _remove(desk: Desk, entry: MeetingEntry, content: ContentT) -> Place:
    record = _find_record(desk, entry, content)
    if not record.is_removed:
        _check_unchanged(record, entry)
        record = desk.uow.records.save(record, record.content, desk.written, is_removed=True)
    return Place(entry.content, record.id, record.version)


def _restore(desk: Desk, entry: MeetingEntry, content: ContentT) -> Place:
    record = _find_record(desk, entry, content)
    if record.is_removed:
        _check_unchanged(record, entry)
        record = desk.uow.records.save(record, record.content, desk.written)
    return Place(entry.content, record.id, record.version)


def _find_record(desk: Desk, entry: MeetingEntry, content: ContentT) -> Record[ContentT]:
    if entry.record_id is None:
        raise NotFoundError(f"record of entry {entry.key}")
    return desk.uow.records.get(entry.record_id, type(content))


def _check_unchanged(record: Record[ContentT], entry: MeetingEntry) -> None:
    if record.version != entry.record_version:
        raise RecordChangedError(f"record {record.id}")
