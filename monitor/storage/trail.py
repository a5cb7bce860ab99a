"""The trail of what was done, in the database."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, or_, select, text
from sqlalchemy.orm import Session

from monitor.domain.access.account import AccountId, WorkspaceId
from monitor.domain.access.actor import ActorKind
from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Entry
from monitor.services.trail_ports import TrailQuery
from monitor.storage.tables import TrailRow
from monitor.storage.tables.base import WORKSPACE

# Any number that no other user of the same PostgreSQL database is likely to lock on.
_LOCK = 7_205_315
_ROWS_AT_ONCE = 500
_NEWEST_FIRST = select(TrailRow).order_by(TrailRow.sequence.desc())


class SqlTrail:
    """The entries of a workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def last(self) -> Entry | None:
        """Return the newest entry, and let nobody else add one until the transaction ends."""
        connection = self._session.connection()
        if connection.dialect.name == "postgresql":
            workspace = connection.get_execution_options()[WORKSPACE]
            lock = text("SELECT pg_advisory_xact_lock(:kind, :workspace)")
            connection.execute(lock, {"kind": _LOCK, "workspace": workspace})
        row = self._session.scalars(_NEWEST_FIRST.limit(1)).first()
        return None if row is None else _to_entry(row)

    def add(self, entry: Entry) -> None:
        """Store an entry."""
        self._session.connection().execute(insert(TrailRow), _values(entry))

    def page(self, query: TrailQuery, skip: int, limit: int) -> Sequence[Entry]:
        """Return entries, newest first."""
        rows = self._session.scalars(_matching(_NEWEST_FIRST, query).offset(skip).limit(limit))
        return [_to_entry(row) for row in rows]

    def count(self, query: TrailQuery) -> int:
        """Count entries."""
        statement = _matching(select(func.count(TrailRow.id)), query)
        counted: int = self._session.scalars(statement).one()
        return counted

    def people(self, partnership_id: PartnershipId | None) -> Sequence[AccountId]:
        """Return who did something in a partnership, or at all; by number."""
        everybody = select(TrailRow.account_id).where(TrailRow.account_id.is_not(None)).distinct()
        query = TrailQuery(partnership_id)
        found = self._session.scalars(_matching(everybody, query).order_by(TrailRow.account_id))
        return [AccountId(each) for each in found if each is not None]

    def has_since(self, query: TrailQuery, since: datetime) -> bool:
        """Tell whether there is an entry of this kind from a moment on."""
        statement = _matching(select(TrailRow.id), query).where(TrailRow.at >= since).limit(1)
        return self._session.scalars(statement).first() is not None

    def all_in_order(self) -> Iterator[Entry]:
        """Return all entries, oldest first, without holding all of them at once."""
        statement = select(TrailRow).order_by(TrailRow.sequence)
        rows = self._session.scalars(
            statement.execution_options(yield_per=_ROWS_AT_ONCE, populate_existing=False)
        )
        try:
            for row in rows:
                yield _to_entry(row)
                self._session.expunge(row)
        finally:
            rows.close()


def _matching(statement: Select[Any], query: TrailQuery) -> Select[Any]:
    if query.partnership_id is not None:
        # That all data went back in time is for each of them to read.
        is_of_all = TrailRow.partnership_id.is_(None) & (TrailRow.act == Act.RESTORED.value)
        statement = statement.where(or_(TrailRow.partnership_id == query.partnership_id, is_of_all))
    if query.acts:
        statement = statement.where(TrailRow.act.in_([act.value for act in query.acts]))
    if query.account_id is not None:
        statement = statement.where(TrailRow.account_id == query.account_id)
    return statement


def _values(entry: Entry) -> dict[str, Any]:
    return {
        "workspace_id": entry.workspace_id,
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": entry.actor.value,
        "account_id": entry.account_id,
        "act": entry.deed.act.value,
        "partnership_id": entry.deed.partnership_id,
        "party_id": entry.deed.party_id,
        "content": dict(entry.deed.facts),
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def _to_entry(row: TrailRow) -> Entry:
    deed = Deed(
        act=Act(row.act),
        partnership_id=None if row.partnership_id is None else PartnershipId(row.partnership_id),
        party_id=None if row.party_id is None else PartyId(row.party_id),
        facts=row.content,
    )
    return Entry(
        workspace_id=WorkspaceId(row.workspace_id),
        sequence=row.sequence,
        at=row.at,
        actor=ActorKind(row.actor),
        account_id=None if row.account_id is None else AccountId(row.account_id),
        deed=deed,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
