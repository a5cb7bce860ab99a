"""What was written down on the shared screen during a meeting."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Frames, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship


class EntryKind(StrEnum):
    """What can be written down in a meeting; each goes straight into the register."""

    AGREEMENT = "agreement"
    ROLE = "role"  # Who leads, shares, supports or decides on a topic.
    FRAME = "frame"  # What is fixed, what is open, or who decides.
    LESSON = "lesson"
    NEXT_MEETING = "next_meeting"


class FramePart(StrEnum):
    """Which of the frames a line belongs to; the values are the fields of ``Frames``."""

    FIXED = "fixed"
    OPEN = "open"
    DECIDES = "decides"


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of the frames, which is added to what stands there."""

    part: FramePart
    text: str


# What was written down: of each kind one class; a date is the day of the next meeting.
EntryContent = Agreement | TopicRoles | Frame | Lesson | date


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """One thing written down in a meeting.

    ``key``: drawn by the device that wrote it, so that what is sent twice is kept once.
    ``record_id`` and ``record_version``: where it stands in the register; None for the next
    meeting, which stands with the partnership. ``before``: what stood there before, for undo: the
    roles on the same topic, or the day of the next meeting. ``read_back_at``: when all parties
    agreed that this is what they meant.
    """

    meeting_id: MeetingId
    key: str
    content: EntryContent
    written: Authorship
    record_id: RecordId | None = None
    record_version: int | None = None
    before: TopicRoles | date | None = None
    read_back_at: datetime | None = None
    is_undone: bool = False

    @property
    def kind(self) -> EntryKind:
        """What kind of thing it is."""
        return kind_of(self.content)

    @property
    def text(self) -> str:
        """The words that were typed: of a role its topic, of the next meeting none."""
        match self.content:
            case TopicRoles():
                return self.content.topic
            case date():
                return ""
            case _:
                return self.content.text

    @property
    def owner(self) -> PartyId | None:
        """The party that does what was agreed; None for what is of all parties."""
        return self.content.owner if isinstance(self.content, Agreement) else None

    @property
    def due_on(self) -> date | None:
        """The day that belongs to it: by when, or of the next meeting."""
        if isinstance(self.content, Agreement):
            return self.content.due_on
        return self.content if isinstance(self.content, date) else None


def kind_of(content: EntryContent) -> EntryKind:
    """Return of what kind a thing that was written down is."""
    match content:
        case Agreement():
            return EntryKind.AGREEMENT
        case TopicRoles():
            return EntryKind.ROLE
        case Frame():
            return EntryKind.FRAME
        case Lesson():
            return EntryKind.LESSON
        case _:
            return EntryKind.NEXT_MEETING


def add_line(frames: Frames, frame: Frame) -> Frames:
    """Return frames with a line more, under those that stand there."""
    before: str = getattr(frames, frame.part.value)
    return replace(frames, **{frame.part.value: f"{before}\n{frame.text}".strip("\n")})


def take_line(frames: Frames, frame: Frame) -> Frames | None:
    """Return frames without a line, the last one of its words; None where it does not stand."""
    lines = getattr(frames, frame.part.value).split("\n")
    taken = frame.text.split("\n")
    for place in range(len(lines) - len(taken), -1, -1):
        if lines[place : place + len(taken)] == taken:
            rest = [*lines[:place], *lines[place + len(taken) :]]
            return replace(frames, **{frame.part.value: "\n".join(rest)})
    return None


def find_topic(rows: tuple[TopicRoles, ...], topic: str) -> TopicRoles | None:
    """Return the roles on a topic, however it is spelled; None where there are none."""
    return next((row for row in rows if _is_same(row.topic, topic)), None)


def merge_roles(before: TopicRoles | None, new: TopicRoles) -> TopicRoles:
    """Return the roles on a topic with the new ones; a party that has none anew keeps its own."""
    if before is None:
        return new
    levels = {role.party: role for role in (*before.roles, *new.roles)}
    return TopicRoles(before.topic, tuple(levels.values()))


def put_topic(
    rows: tuple[TopicRoles, ...], topic: str, row: TopicRoles | None
) -> tuple[TopicRoles, ...]:
    """Return the rows with another one on a topic, at its place or at the end; None: without."""
    kept = tuple(each if not _is_same(each.topic, topic) else row for each in rows)
    if row is not None and row not in kept:
        kept = (*kept, row)
    return tuple(each for each in kept if each is not None)


def _is_same(topic: str, other: str) -> bool:
    return topic.strip().casefold() == other.strip().casefold()
