"""Evaluation meetings and what was written down in them, in the database."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError, RecordChangedError
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.partnership import PartnershipId
from monitor.storage.documents import to_document
from monitor.storage.tables import MeetingEntryRow, MeetingRow
from monitor.storage.upsert import insert_for, key_of

_MEETING = TypeAdapter(Meeting)
_ENTRY = TypeAdapter(MeetingEntry)
# What has a column of its own.
_COLUMNS = {"id", "partnership_id", "version"}


class SqlMeetings:
    """Evaluation meetings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, meeting: Meeting) -> Meeting:
        """Store a meeting; its id is given anew."""
        row = MeetingRow(partnership_id=meeting.partnership_id, version=1, content=_write(meeting))
        self._session.add(row)
        self._session.flush()
        return replace(meeting, id=MeetingId(row.id), version=1)

    def get(self, meeting_id: MeetingId) -> Meeting:
        """Return one meeting; NotFoundError if there is none."""
        return _read(self._session.get(MeetingRow, meeting_id), meeting_id)

    def lock(self, meeting_id: MeetingId) -> Meeting:
        """Return one meeting that nobody else changes before this transaction ends."""
        row = self._session.get(MeetingRow, meeting_id, with_for_update=True)
        return _read(row, meeting_id)

    def save(self, meeting: Meeting) -> Meeting:
        """Replace what is stored of a meeting; return it with its next version.

        Raises:
            RecordChangedError: somebody saved it after it was read.
        """
        seen = (MeetingRow.id == meeting.id, MeetingRow.version == meeting.version)
        changed = self._session.connection().execute(
            update(MeetingRow)
            .where(*seen)
            .values(version=meeting.version + 1, content=_write(meeting))
        )
        if changed.rowcount != 1:
            raise RecordChangedError(f"meeting {meeting.id}")
        return replace(meeting, version=meeting.version + 1)

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Meeting]:
        """Return the meetings of a partnership, the newest first."""
        statement = (
            select(MeetingRow)
            .where(MeetingRow.partnership_id == partnership_id)
            .order_by(MeetingRow.id.desc())
        )
        return [_read(row, MeetingId(row.id)) for row in self._session.scalars(statement)]

    def delete(self, meeting_id: MeetingId) -> None:
        """Delete a meeting, with what was written down and asked in it."""
        self._session.connection().execute(delete(MeetingRow).where(MeetingRow.id == meeting_id))


class SqlMeetingEntries:
    """What was written down in meetings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: MeetingEntry) -> bool:
        """Store an entry; False if the meeting has one with this key already."""
        key = key_of(self._session, MeetingEntryRow, ["meeting_id", "key"])
        statement = (
            insert_for(self._session, MeetingEntryRow)
            .on_conflict_do_nothing(index_elements=key)
            .returning(MeetingEntryRow.key)
        )
        values = {
            "meeting_id": entry.meeting_id,
            "key": entry.key,
            "written_at": entry.written.at,
            "content": to_document(_ENTRY, entry),
        }
        return self._session.connection().execute(statement, values).first() is not None

    def get(self, meeting_id: MeetingId, key: str) -> MeetingEntry:
        """Return one entry; NotFoundError if there is none."""
        row = self._session.get(MeetingEntryRow, (meeting_id, key))
        if row is None:
            raise NotFoundError(f"entry {key} of meeting {meeting_id}")
        return _ENTRY.validate_python(row.content)

    def save(self, entry: MeetingEntry) -> None:
        """Replace what is stored of an entry."""
        this = (MeetingEntryRow.meeting_id == entry.meeting_id, MeetingEntryRow.key == entry.key)
        self._session.connection().execute(
            update(MeetingEntryRow).where(*this).values(content=to_document(_ENTRY, entry))
        )

    def list_of(self, meeting_id: MeetingId) -> Sequence[MeetingEntry]:
        """Return all entries of a meeting, oldest first, also those that were undone."""
        statement = (
            select(MeetingEntryRow)
            .where(MeetingEntryRow.meeting_id == meeting_id)
            .order_by(MeetingEntryRow.written_at, MeetingEntryRow.key)
        )
        return [_ENTRY.validate_python(row.content) for row in self._session.scalars(statement)]


def _write(meeting: Meeting) -> dict[str, Any]:
    return to_document(_MEETING, meeting, without=_COLUMNS)


def _read(row: MeetingRow | None, meeting_id: MeetingId) -> Meeting:
    if row is None:
        raise NotFoundError(f"meeting {meeting_id}")
    columns = {"id": row.id, "partnership_id": row.partnership_id, "version": row.version}
    return _MEETING.validate_python(row.content | columns)
