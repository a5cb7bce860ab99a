"""What people wrote down, in the database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, and_, insert, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError, RecordChangedError
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.record import (
    CONTENT_OF,
    Authorship,
    Content,
    ContentT,
    Record,
    RecordId,
    RecordKind,
    kind_of,
)
from monitor.storage.documents import to_document
from monitor.storage.tables import PartnershipRow, RecordRow, RecordVersionRow

_ADAPTERS: Mapping[RecordKind, TypeAdapter[Any]] = {
    kind: TypeAdapter(content) for kind, content in CONTENT_OF.items()
}
_PRESENT = select(RecordRow, RecordVersionRow).join(
    RecordVersionRow,
    and_(RecordVersionRow.record_id == RecordRow.id, RecordVersionRow.version == RecordRow.version),
)
_ALL = select(RecordRow, RecordVersionRow).join(
    RecordVersionRow, RecordVersionRow.record_id == RecordRow.id
)


class SqlRecords:
    """What people wrote down. No version is ever lost."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, partnership_id: PartnershipId, content: ContentT, written: Authorship
    ) -> Record[ContentT]:
        """Store a record."""
        row = RecordRow(partnership_id=partnership_id, kind=kind_of(type(content)), version=1)
        self._session.add(row)
        self._session.flush()
        record = Record(RecordId(row.id), partnership_id, content, written)
        self._add_versions([record])
        return record

    def add_many(
        self, records: Sequence[tuple[PartnershipId, Content, Authorship]]
    ) -> Sequence[Record[Content]]:
        """Store many records at once; return them in the same order."""
        rows = [
            RecordRow(partnership_id=partnership_id, kind=kind_of(type(content)), version=1)
            for partnership_id, content, _ in records
        ]
        self._session.add_all(rows)
        self._session.flush()
        stored = [
            Record(RecordId(row.id), partnership_id, content, written)
            for row, (partnership_id, content, written) in zip(rows, records, strict=True)
        ]
        self._add_versions(stored)
        return stored

    def get(self, record_id: RecordId, content: type[ContentT]) -> Record[ContentT]:
        """Return one record; NotFoundError if there is none of this kind."""
        kind = kind_of(content)
        found = self._read(_PRESENT.where(RecordRow.id == record_id, RecordRow.kind == kind))
        if not found:
            raise NotFoundError(f"{kind} {record_id}")
        return found[0]

    def save(
        self,
        record: Record[ContentT],
        content: ContentT,
        written: Authorship,
        *,
        is_removed: bool = False,
    ) -> Record[ContentT]:
        """Store a next version of a record; RecordChangedError if there is one after it."""
        saved = Record(
            record.id, record.partnership_id, content, written, record.version + 1, is_removed
        )
        statement = (
            update(RecordRow)
            .where(RecordRow.id == record.id, RecordRow.version == record.version)
            .values(version=saved.version)
            .returning(RecordRow.id)
        )
        if self._session.connection().execute(statement).first() is None:
            raise RecordChangedError(f"{kind_of(type(content))} {record.id}")
        self._add_versions([saved])
        return saved

    def list_of(
        self,
        partnership_id: PartnershipId,
        content: type[ContentT],
        *,
        with_removed: bool = False,
    ) -> Sequence[Record[ContentT]]:
        """Return the present versions of a kind, in the order in which they were added."""
        statement = _PRESENT.where(
            RecordRow.partnership_id == partnership_id, RecordRow.kind == kind_of(content)
        )
        if not with_removed:
            statement = statement.where(~RecordVersionRow.is_removed)
        return self._read(statement.order_by(RecordRow.id))

    def versions_of(self, record: Record[ContentT]) -> Sequence[Record[ContentT]]:
        """Return all versions of a record, oldest first."""
        statement = _ALL.where(RecordRow.id == record.id)
        return self._read(statement.order_by(RecordVersionRow.version))

    def all_versions(
        self, partnership_id: PartnershipId, content: type[ContentT]
    ) -> Sequence[Record[ContentT]]:
        """Return all versions of all records of a kind, also of those removed, oldest first."""
        statement = _ALL.where(
            RecordRow.partnership_id == partnership_id, RecordRow.kind == kind_of(content)
        )
        return self._read(statement.order_by(RecordRow.id, RecordVersionRow.version))

    def list_of_ended(
        self, content: type[ContentT], ended_by: date, limit: int
    ) -> Sequence[Record[ContentT]]:
        """Return the newest of a kind over all partnerships that had ended by a day."""
        statement = (
            _PRESENT.join(PartnershipRow, PartnershipRow.id == RecordRow.partnership_id)
            .where(
                PartnershipRow.ended_on <= ended_by,
                RecordRow.kind == kind_of(content),
                ~RecordVersionRow.is_removed,
            )
            .order_by(RecordRow.id.desc())
            .limit(limit)
        )
        return self._read(statement)

    def _read(self, statement: Select[RecordRow, RecordVersionRow]) -> list[Record[Any]]:
        return [_to_record(row, version) for row, version in self._session.execute(statement)]

    def _add_versions(self, records: Sequence[Record[Any]]) -> None:
        if records:
            values = [_to_values(each) for each in records]
            self._session.connection().execute(insert(RecordVersionRow), values)


def _to_values(record: Record[Any]) -> dict[str, Any]:
    adapter = _ADAPTERS[kind_of(type(record.content))]
    return {
        "record_id": record.id,
        "version": record.version,
        "is_removed": record.is_removed,
        "content": to_document(adapter, record.content),
        "written_by": record.written.by,
        "written_at": record.written.at,
    }


def _to_record(row: RecordRow, version: RecordVersionRow) -> Record[Any]:
    return Record(
        id=RecordId(row.id),
        partnership_id=PartnershipId(row.partnership_id),
        content=_ADAPTERS[row.kind].validate_python(version.content),
        written=Authorship(version.written_by, version.written_at),
        version=version.version,
        is_removed=version.is_removed,
    )
