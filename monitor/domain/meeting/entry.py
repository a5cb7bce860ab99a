"""What was written down on the shared screen during a meeting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import RecordId
from monitor.domain.register.record import Authorship


class EntryKind(StrEnum):
    """What can be written down in a meeting; each goes straight into the register."""

    AGREEMENT = "agreement"
    ROLE = "role"  # Who leads, shares, supports or decides on a topic.
    FRAME = "frame"  # What is fixed, what is open, or who decides.
    LESSON = "lesson"
    NEXT_MEETING = "next_meeting"


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """One thing written down in a meeting.

    ``key``: drawn by the device that wrote it, so that what is sent twice is kept once.
    ``text``: as it is read back. ``record_id``: where it stands in the register; None for the
    next meeting, which stands with the partnership. ``before``: what stood there before, for undo.
    ``read_back_at``: when both parties agreed that this is what they meant.
    """

    meeting_id: MeetingId
    key: str
    kind: EntryKind
    text: str
    written: Authorship
    record_id: RecordId | None = None
    before: str | None = None
    read_back_at: datetime | None = None
    is_undone: bool = False
