"""What meetings need from storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.live import LiveQuestion, LiveQuestionId, Vote, Voter
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.partnership import PartnershipId


class Meetings(Protocol):
    """Evaluation meetings."""

    def add(self, meeting: Meeting) -> Meeting:
        """Store a meeting; its id is given anew."""
        ...

    def get(self, meeting_id: MeetingId) -> Meeting:
        """Return one meeting; NotFoundError if there is none."""
        ...

    def lock(self, meeting_id: MeetingId) -> Meeting:
        """Return one meeting that nobody else changes before this transaction ends."""
        ...

    def save(self, meeting: Meeting) -> Meeting:
        """Replace what is stored of a meeting; return it with its next version.

        Raises:
            RecordChangedError: somebody saved it after it was read.
        """
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Meeting]:
        """Return the meetings of a partnership, the newest first."""
        ...

    def delete(self, meeting_id: MeetingId) -> None:
        """Delete a meeting, with what was written down and asked in it."""
        ...


class LiveQuestions(Protocol):
    """What is asked on phones during meetings, and the votes until they are shown."""

    def add(self, question: LiveQuestion) -> LiveQuestion:
        """Store a question; its id is given anew."""
        ...

    def get(self, question_id: LiveQuestionId) -> LiveQuestion:
        """Return one question; NotFoundError if there is none."""
        ...

    def lock(self, question_id: LiveQuestionId, *, exclusively: bool) -> LiveQuestion:
        """Return one question that nobody else changes before this transaction ends.

        Phones share the lock, showing the result takes it exclusively: so no answer can slip in
        after it. NotFoundError if there is none.
        """
        ...

    def list_of(self, meeting_id: MeetingId) -> Sequence[LiveQuestion]:
        """Return the questions of a meeting, oldest first."""
        ...

    def forgotten(self, before: datetime) -> Sequence[LiveQuestion]:
        """Return what is open still and was opened before a moment, oldest first."""
        ...

    def vote(self, question_id: LiveQuestionId, voter: Voter, vote: Vote) -> None:
        """Store what a device answered, in place of what it answered before."""
        ...

    def votes_of(self, question_id: LiveQuestionId) -> Sequence[Vote]:
        """Return all votes on a question, in no order that tells when they came."""
        ...

    def find_vote(self, question_id: LiveQuestionId, voter: Voter) -> Vote | None:
        """Return what a device answered, or None."""
        ...

    def count_votes(self, question_id: LiveQuestionId) -> int:
        """Return how many devices answered."""
        ...

    def finish(self, question: LiveQuestion) -> None:
        """Store a question that takes no more answers, and delete its votes."""
        ...


class MeetingEntries(Protocol):
    """What was written down in meetings."""

    def add(self, entry: MeetingEntry) -> bool:
        """Store an entry; False if the meeting has one with this key already."""
        ...

    def get(self, meeting_id: MeetingId, key: str) -> MeetingEntry:
        """Return one entry; NotFoundError if there is none."""
        ...

    def save(self, entry: MeetingEntry) -> None:
        """Replace what is stored of an entry."""
        ...

    def list_of(self, meeting_id: MeetingId) -> Sequence[MeetingEntry]:
        """Return all entries of a meeting, oldest first, also those that were undone."""
        ...
