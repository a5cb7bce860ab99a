"""The outbox in the database."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from monitor.domain.mail import Letter, LetterId, LetterState, MailKind
from monitor.domain.partnership import ParticipantId
from monitor.domain.round import RoundId
from monitor.services.mail_ports import NewLetter
from monitor.storage.tables import LetterRow, MailingRow
from monitor.storage.upsert import insert_for, key_of

_ONE_OF_A_KIND = ["round_id", "participant_id", "kind"]


class SqlOutbox:
    """Letters that wait, and what became of those that do not."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin_mailing(self, round_id: RoundId, kind: MailKind) -> bool:
        """Note that letters of a kind are made for a round; False if that was done before."""
        key = key_of(self._session, MailingRow, ["round_id", "kind"])
        statement = (
            insert_for(self._session, MailingRow)
            .on_conflict_do_nothing(index_elements=key)
            .returning(MailingRow.round_id)
        )
        values = {"round_id": round_id, "kind": kind}
        return self._session.connection().execute(statement, values).first() is not None

    def mailings_of(self, round_id: RoundId) -> Set[MailKind]:
        """Return of which kinds letters were made for a round."""
        statement = select(MailingRow.kind).where(MailingRow.round_id == round_id)
        return set(self._session.scalars(statement))

    def add(self, letters: Sequence[NewLetter]) -> int:
        """Store letters, passing over those there are already; return how many were new."""
        key = key_of(self._session, LetterRow, _ONE_OF_A_KIND)
        statement = (
            insert_for(self._session, LetterRow)
            .on_conflict_do_nothing(index_elements=key)
            .returning(LetterRow.id)
        )
        connection = self._session.connection()
        return sum(
            connection.execute(statement, _to_values(letter)).first() is not None
            for letter in letters
        )

    def add_again(self, letter: NewLetter) -> None:
        """Store a letter in place of the one of its kind, participant and round, and send it."""
        values = _to_values(letter)
        statement = insert_for(self._session, LetterRow)
        replaced = {name: statement.excluded[name] for name in values if name not in _ONE_OF_A_KIND}
        key = key_of(self._session, LetterRow, _ONE_OF_A_KIND)
        self._session.connection().execute(
            statement.on_conflict_do_update(index_elements=key, set_=replaced), values
        )

    def claim(self, now: datetime, until: datetime, limit: int) -> Sequence[Letter]:
        """Take letters that are due, and keep them from other workers until a moment.

        In PostgreSQL workers pass over each other's rows; in SQLite they take turns anyway.
        """
        due = (
            select(LetterRow.id)
            .where(
                LetterRow.state == LetterState.WAITING,
                LetterRow.due_at <= now,
                or_(LetterRow.claimed_until.is_(None), LetterRow.claimed_until <= now),
            )
            .order_by(LetterRow.due_at, LetterRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = self._session.scalars(due).all()
        if not claimed:
            return []
        rows = LetterRow.id.in_(claimed)
        connection = self._session.connection()
        connection.execute(update(LetterRow).where(rows).values(claimed_until=until))
        found = self._session.scalars(select(LetterRow).where(rows).order_by(LetterRow.id))
        return [_to_letter(row) for row in found]

    def save(self, letter: Letter) -> None:
        """Store what became of a claimed letter, and give up the claim.

        Nothing happens if it was settled or replaced meanwhile.
        """
        statement = update(LetterRow).where(
            LetterRow.id == letter.id,
            LetterRow.message_id == letter.message_id,
            LetterRow.state == LetterState.WAITING,
        )
        values = {
            "state": letter.state,
            "attempts": letter.attempts,
            "due_at": letter.due_at,
            "claimed_until": None,
            "failure": letter.failure,
        }
        self._session.connection().execute(statement, values)

    def list_of(self, round_id: RoundId) -> Sequence[Letter]:
        """Return all letters of a round."""
        statement = select(LetterRow).where(LetterRow.round_id == round_id).order_by(LetterRow.id)
        return [_to_letter(row) for row in self._session.scalars(statement)]

    def count_waiting(self) -> int:
        """Count the letters that wait."""
        statement = select(func.count(LetterRow.id)).where(LetterRow.state == LetterState.WAITING)
        return self._session.scalars(statement).one()


def _to_values(letter: NewLetter) -> dict[str, Any]:
    return {
        "kind": letter.kind,
        "round_id": letter.round_id,
        "participant_id": letter.participant_id,
        "message_id": letter.message_id,
        "state": LetterState.WAITING,
        "attempts": 0,
        "due_at": letter.due_at,
        "claimed_until": None,
        "failure": None,
    }


def _to_letter(row: LetterRow) -> Letter:
    return Letter(
        id=LetterId(row.id),
        kind=row.kind,
        round_id=RoundId(row.round_id),
        participant_id=ParticipantId(row.participant_id),
        message_id=row.message_id,
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        failure=row.failure,
    )
