"""Takes what a browser sent: notes to be written down, and what is to be done with entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.domain.errors import (
    InvalidEntryError,
    InvalidRecordError,
    MeetingNotRunningError,
    MonitorError,
    NotFoundError,
    RecordChangedError,
    StorageUnavailableError,
)
from monitor.domain.register.record import Authorship
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import MAXIMUM_TEXT_LENGTH
from monitor.services.context import Context
from monitor.services.meeting import write_down
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui.meeting.writing.notes import SentNote, parse_key, parse_note

# What the use cases name; whatever else they find cannot come from the form.
_FAULTS = {
    *("text_missing", "text_too_long", "text_long", "owner_unknown", "topic_missing"),
    *("roles_missing", "too_long", "too_many_roles", "goal_too_long"),
    *("meeting_past", "due_before_made"),
}
# Why something was not done, in words, by the key of what it is about.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where notes arrive: the meeting they are of, and in whose name they are written down."""

    context: Context
    held: HeldMeeting
    writer: str
    reader: Reader

    def sign(self) -> Authorship:
        """Return who writes and when: whoever the window knows, else who prepared the meeting."""
        by = self.writer or self.held.meeting.prepared.by
        return Authorship(by, self.context.clock.now())


def take_notes(told: object, desk: Desk) -> Answers:
    """Write down the notes that a browser sent; return which were not taken, and why.

    What waits for the database is in neither: the browser sends it again.
    """
    notes = told.get("notes") if isinstance(told, Mapping) else None
    answers = {}
    for each in notes if isinstance(notes, list) else []:
        if isinstance(each, Mapping) and (answer := _take_note(each, desk)):
            answers[str(each.get("key"))] = answer
    return answers


def act(told: object, desk: Desk) -> Answers:
    """Confirm, undo or redo the entry that a browser named; return why it was not done."""
    key = parse_key(told.get("key")) if isinstance(told, Mapping) else None
    if key is None or not isinstance(told, Mapping):
        return {}
    context, meeting_id = desk.context, desk.held.meeting.id
    try:
        match told.get("act"):
            case "confirm":
                write_down.confirm(context, meeting_id, key)
            case "undo":
                write_down.undo(context, meeting_id, key, desk.sign())
            case "redo":
                write_down.redo(context, meeting_id, key, desk.sign())
    except MonitorError as error:
        return {key: _explain(error, desk.reader)}
    return {}


def _take_note(sent: Mapping[str, Any], desk: Desk) -> str:
    note = parse_note(sent, desk.held.partnership, desk.context.today())
    if note is None:
        return desk.reader.t("writing.fault.not_taken")
    try:
        _write(note, desk)
    except StorageUnavailableError:
        return ""
    except MonitorError as error:
        return _explain(error, desk.reader)
    return ""


def _write(sent: SentNote, desk: Desk) -> None:
    context, meeting_id, note = desk.context, desk.held.meeting.id, sent.note
    if sent.instead_of is not None:
        write_down.correct(context, meeting_id, sent.instead_of, note, desk.sign())
    else:
        write_down.write_note(context, meeting_id, note, desk.sign())


def _explain(error: MonitorError, reader: Reader) -> str:
    t = reader.t
    match error:
        case InvalidRecordError() | InvalidEntryError():
            keys = [key for key in str(error).split(", ") if key in _FAULTS] or ["not_taken"]
            return " ".join(t(f"writing.fault.{key}", n=MAXIMUM_TEXT_LENGTH) for key in keys)
        case MeetingNotRunningError():
            return t("writing.fault.not_running")
        case RecordChangedError() | NotFoundError():
            return t("writing.fault.changed")
        case _:
            return t("writing.fault.busy")
