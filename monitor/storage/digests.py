"""The weekly mails to managers, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError
from monitor.domain.flags.digest import Digest, DigestId
from monitor.domain.mail import LetterState
from monitor.domain.partnership import ManagerId
from monitor.storage.tables import DigestRow
from monitor.storage.upsert import insert_for, key_of


class SqlDigests:
    """The weekly mails to managers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, digest: Digest) -> bool:
        """Store the digest of a week, its id given anew; False if the manager has one of it."""
        key = key_of(self._session, DigestRow, ["manager_id", "week_on"])
        statement = (
            insert_for(self._session, DigestRow)
            .on_conflict_do_nothing(index_elements=key)
            .returning(DigestRow.id)
        )
        values = {
            "manager_id": digest.manager_id,
            "week_on": digest.week_on,
            "since": digest.since,
            "message_id": digest.message_id,
            **_progress_of(digest),
        }
        return self._session.connection().execute(statement, values).first() is not None

    def last_week(self, manager_id: ManagerId) -> Digest | None:
        """Return the newest digest of a manager, or None."""
        statement = select(DigestRow).where(DigestRow.manager_id == manager_id)
        row = self._session.scalars(statement.order_by(DigestRow.week_on.desc()).limit(1)).first()
        return None if row is None else _to_digest(row)

    def claim(self, now: datetime, until: datetime, limit: int) -> Sequence[Digest]:
        """Take digests that are due, and keep them from other workers until a moment."""
        due = (
            select(DigestRow.id)
            .where(
                DigestRow.state == LetterState.WAITING,
                DigestRow.due_at <= now,
                or_(DigestRow.claimed_until.is_(None), DigestRow.claimed_until <= now),
            )
            .order_by(DigestRow.due_at, DigestRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = self._session.scalars(due).all()
        if not claimed:
            return []
        rows = DigestRow.id.in_(claimed)
        self._session.connection().execute(
            update(DigestRow).where(rows).values(claimed_until=until)
        )
        found = self._session.scalars(select(DigestRow).where(rows).order_by(DigestRow.id))
        return [_to_digest(row) for row in found]

    def save(self, digest: Digest) -> None:
        """Store what became of a digest, and give up the claim."""
        statement = update(DigestRow).where(DigestRow.id == digest.id)
        self._session.connection().execute(statement, _progress_of(digest))

    def get(self, digest_id: DigestId) -> Digest:
        """Return one digest; NotFoundError if there is none."""
        row = self._session.get(DigestRow, digest_id)
        if row is None:
            raise NotFoundError(f"digest {digest_id}")
        return _to_digest(row)


def _progress_of(digest: Digest) -> dict[str, Any]:
    return {
        "state": digest.state,
        "attempts": digest.attempts,
        "due_at": digest.due_at,
        "claimed_until": None,
        "failure": digest.failure,
    }


def _to_digest(row: DigestRow) -> Digest:
    return Digest(
        id=DigestId(row.id),
        manager_id=ManagerId(row.manager_id),
        week_on=row.week_on,
        since=row.since,
        message_id=row.message_id,
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        failure=row.failure,
    )
