"""Writing down while people talk: the form, and what was written down, on one part of a window."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from monitor import bootstrap
from monitor.domain.errors import (
    InvalidEntryError,
    InvalidRecordError,
    MeetingNotRunningError,
    MonitorError,
    NotFoundError,
    RecordChangedError,
    StorageUnavailableError,
)
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.register.record import Authorship
from monitor.i18n.reader import Reader
from monitor.services.agreements.keep_agreements import MAXIMUM_TEXT_LENGTH
from monitor.services.meeting import write_down
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui import cached, html, session
from monitor.ui.frame import ASSETS
from monitor.ui.meeting.writing.entry_list import EntryList, render_entries
from monitor.ui.meeting.writing.form_fields import render_form
from monitor.ui.meeting.writing.notes import SentNote, parse_key, parse_note, write_fields

KEY = "meeting.writing"
_FORM = st.components.v2.component(
    "monitor_note_form",
    html="""<div class="pm-writing"><div class="pm-note-place"></div><section>
<ul class="pm-notes-waiting"></ul><div class="pm-notes"></div></section></div>""",
    css=html.styles() + "\n" + (ASSETS / "note_form.css").read_text(encoding="utf-8"),
    js=(ASSETS / "note_form.js").read_text(encoding="utf-8"),
)
_TEXTS = ("saving", "saved", "lost", "again", "drop", "aside")
# What the use cases name; whatever else they find cannot come from the form.
_FAULTS = {
    *("text_missing", "text_too_long", "text_long", "owner_unknown", "topic_missing"),
    *("roles_missing", "too_long", "too_many_roles", "goal_too_long"),
    *("meeting_past", "due_before_made", "day_missing"),
}


def show_writing(held: HeldMeeting, entries: Sequence[MeetingEntry], reader: Reader) -> None:
    """Show the form and what was written down; ``entries``: of the meeting, oldest first."""
    answers = session.writing_answers()
    shown = EntryList(held, entries, answers, reader)
    _FORM(
        key=KEY,
        data={
            "name": f"monitor.writing.{held.meeting.id}",
            "isOpen": shown.is_open,
            "form": str(render_form(held.partnership, bootstrap.context().today(), reader)),
            "list": str(render_entries(shown)),
            "known": [entry.key for entry in entries],
            "notes": {entry.key: write_fields(entry) for entry in entries},
            "answers": dict(answers),
            "texts": {name: reader.t(f"writing.{name}") for name in _TEXTS},
        },
        on_sent_change=partial(_take_notes, held, reader),
        on_acted_change=partial(_act, held, reader),
    )


def _take_notes(held: HeldMeeting, reader: Reader) -> None:
    """Write down what the browser sent, before the page runs, so that it shows it."""
    sent = _told("sent")
    notes = sent.get("notes") if isinstance(sent, Mapping) else None
    answers = {}
    for each in notes if isinstance(notes, list) else []:
        if isinstance(each, Mapping) and (answer := _take_note(each, held, reader)):
            answers[str(each.get("key"))] = answer
    session.keep_writing_answers(answers)
    cached.forget()


def _take_note(sent: Mapping[str, Any], held: HeldMeeting, reader: Reader) -> str:
    """Write down one note; return why it was not taken, or nothing."""
    note = parse_note(sent, held.partnership, bootstrap.context().today())
    if note is None:
        return reader.t("writing.fault.day_missing")
    try:
        _write(note, held)
    except StorageUnavailableError:
        return ""  # The browser sends it again.
    except MonitorError as error:
        return _explain(error, reader)
    return ""


def _write(sent: SentNote, held: HeldMeeting) -> None:
    context, meeting_id, note = bootstrap.context(), held.meeting.id, sent.note
    if sent.instead_of is not None:
        write_down.correct(context, meeting_id, sent.instead_of, note, _sign(held))
    else:
        write_down.write_note(context, meeting_id, note, _sign(held))


def _act(held: HeldMeeting, reader: Reader) -> None:
    """Confirm, undo or redo an entry, before the page runs."""
    told = _told("acted")
    key = parse_key(told.get("key")) if isinstance(told, Mapping) else None
    if key is None:
        return
    context, meeting_id = bootstrap.context(), held.meeting.id
    answers = {}
    try:
        match told["act"]:
            case "confirm":
                write_down.confirm(context, meeting_id, key)
            case "undo":
                write_down.undo(context, meeting_id, key, _sign(held))
            case "redo":
                write_down.redo(context, meeting_id, key, _sign(held))
    except MonitorError as error:
        answers[key] = _explain(error, reader)
    session.keep_writing_answers(answers)
    cached.forget()


def _told(name: str) -> Any:  # noqa: ANN401 - whatever a browser sends.
    told: Mapping[str, Any] = session.chosen(KEY, {})
    return told.get(name)


def _sign(held: HeldMeeting) -> Authorship:
    """Return who writes: whoever this window knows, else who prepared the meeting."""
    by = session.writer() or held.meeting.prepared.by
    return Authorship(by, bootstrap.context().clock.now())


def _explain(error: MonitorError, reader: Reader) -> str:
    t = reader.t
    match error:
        case InvalidRecordError() | InvalidEntryError():
            keys = [key for key in str(error).split(", ") if key in _FAULTS]
            return " ".join(
                t(f"writing.fault.{key}", n=MAXIMUM_TEXT_LENGTH) for key in keys or ["not_taken"]
            )
        case MeetingNotRunningError():
            return t("writing.fault.not_running")
        case RecordChangedError() | NotFoundError():
            return t("writing.fault.changed")
        case _:
            return t("writing.fault.busy")
