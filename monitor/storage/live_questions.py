"""What is asked on phones during meetings, in the database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.live import LiveQuestion, LiveQuestionId, Vote, Voter
from monitor.domain.meeting.meeting import MeetingId
from monitor.storage.documents import to_document
from monitor.storage.tables import LiveQuestionRow, LiveVoteRow
from monitor.storage.upsert import insert_for, key_of

_QUESTION = TypeAdapter(LiveQuestion)
_VOTE = TypeAdapter(Vote)
_COLUMNS = {"id", "meeting_id"}


class SqlLiveQuestions:
    """What is asked on phones during meetings, and the votes until they are shown."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, question: LiveQuestion) -> LiveQuestion:
        """Store a question; its id is given anew."""
        row = LiveQuestionRow(meeting_id=question.meeting_id, content=_write(question))
        self._session.add(row)
        self._session.flush()
        return replace(question, id=LiveQuestionId(row.id))

    def get(self, question_id: LiveQuestionId) -> LiveQuestion:
        """Return one question; NotFoundError if there is none."""
        return _read(self._session.get(LiveQuestionRow, question_id), question_id)

    def lock(self, question_id: LiveQuestionId, *, exclusively: bool) -> LiveQuestion:
        """Return one question that nobody else changes before this transaction ends.

        Phones share the lock, showing the result takes it exclusively: so no answer can slip in
        after it. NotFoundError if there is none.
        """
        lock = {"read": not exclusively}
        row = self._session.get(LiveQuestionRow, question_id, with_for_update=lock)
        return _read(row, question_id)

    def list_of(self, meeting_id: MeetingId) -> Sequence[LiveQuestion]:
        """Return the questions of a meeting, oldest first."""
        statement = (
            select(LiveQuestionRow)
            .where(LiveQuestionRow.meeting_id == meeting_id)
            .order_by(LiveQuestionRow.id)
        )
        return [_read(row, LiveQuestionId(row.id)) for row in self._session.scalars(statement)]

    def forgotten(self, before: datetime) -> Sequence[LiveQuestion]:
        """Return what is open still and was opened before a moment, oldest first."""
        content = LiveQuestionRow.content
        # What is open is little; the moments in it are compared as moments, and not as texts.
        statement = (
            select(LiveQuestionRow)
            .where(content["shown_at"].as_string().is_(None))
            .where(content["is_put_away"].as_boolean().is_(False))
            .order_by(LiveQuestionRow.id)
        )
        still_open = self._session.scalars(statement)
        asked = [_read(row, LiveQuestionId(row.id)) for row in still_open]
        return [each for each in asked if each.opened_at < before]

    def vote(self, question_id: LiveQuestionId, voter: Voter, vote: Vote) -> None:
        """Store what a device answered, in place of what it answered before."""
        content = to_document(_VOTE, vote)
        key = key_of(self._session, LiveVoteRow, ["question_id", "voter"])
        statement = insert_for(self._session, LiveVoteRow).on_conflict_do_update(
            index_elements=key, set_={"content": content}
        )
        values = {"question_id": question_id, "voter": voter, "content": content}
        self._session.connection().execute(statement, values)

    def votes_of(self, question_id: LiveQuestionId) -> Sequence[Vote]:
        """Return all votes on a question, in no order that tells when they came."""
        statement = (
            select(LiveVoteRow.content)
            .where(LiveVoteRow.question_id == question_id)
            .order_by(LiveVoteRow.voter)
        )
        return [_VOTE.validate_python(content) for content in self._session.scalars(statement)]

    def find_vote(self, question_id: LiveQuestionId, voter: Voter) -> Vote | None:
        """Return what a device answered, or None."""
        row = self._session.get(LiveVoteRow, (question_id, voter))
        return None if row is None else _VOTE.validate_python(row.content)

    def count_votes(self, question_id: LiveQuestionId) -> int:
        """Return how many devices answered."""
        statement = select(func.count()).where(LiveVoteRow.question_id == question_id)
        return self._session.scalars(statement).one()

    def finish(self, question: LiveQuestion) -> None:
        """Store a question that takes no more answers, and delete its votes."""
        connection = self._session.connection()
        connection.execute(
            update(LiveQuestionRow)
            .where(LiveQuestionRow.id == question.id)
            .values(content=_write(question))
        )
        connection.execute(delete(LiveVoteRow).where(LiveVoteRow.question_id == question.id))


def _write(question: LiveQuestion) -> dict[str, Any]:
    return to_document(_QUESTION, question, without=_COLUMNS)


def _read(row: LiveQuestionRow | None, question_id: LiveQuestionId) -> LiveQuestion:
    if row is None:
        raise NotFoundError(f"live question {question_id}")
    columns = {"id": row.id, "meeting_id": row.meeting_id}
    return _QUESTION.validate_python(row.content | columns)
