"""The tables of evaluation meetings."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from monitor.storage.tables.base import NEVER_REUSED, Keyed, OfPartnership, Table


class MeetingRow(OfPartnership, Keyed, Table):
    """An evaluation meeting; its content holds all of it but its ids and version."""

    __tablename__ = "meeting"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    content: Mapped[dict[str, Any]]


class MeetingEntryRow(Keyed, Table):
    """Something that was written down in a meeting, under a key drawn by the device."""

    __tablename__ = "meeting_entry"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    written_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class LiveQuestionRow(Keyed, Table):
    """Something asked on phones during a meeting, with its result once that is shown."""

    __tablename__ = "live_question"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    content: Mapped[dict[str, Any]]


class LiveVoteRow(Keyed, Table):
    """What one device answered; deleted once the result is shown."""

    __tablename__ = "live_vote"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("live_question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    voter: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[dict[str, Any]]
