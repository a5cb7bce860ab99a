"""Writing down while people talk: the form, and what was written down, on one part of a window."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from monitor.domain.meeting.entry import MeetingEntry
from monitor.i18n.reader import Reader
from monitor.services.meeting.hold import HeldMeeting
from monitor.ui import cached, html, session
from monitor.ui.frame import ASSETS
from monitor.ui.meeting.writing.entry_list import EntryList, render_entries
from monitor.ui.meeting.writing.form_fields import render_form
from monitor.ui.meeting.writing.notes import write_fields
from monitor.ui.meeting.writing.taking import Answers, Desk, act, take_notes

KEY = "meeting.writing"
_FORM = st.components.v2.component(
    "monitor_note_form",
    html="""<div class="pm-writing"><div class="pm-note-place"></div><section>
<ul class="pm-notes-waiting"></ul><div class="pm-notes"></div></section></div>""",
    css=html.styles() + "\n" + (ASSETS / "note_form.css").read_text(encoding="utf-8"),
    js=(ASSETS / "note_form.js").read_text(encoding="utf-8"),
)
_TEXTS = ("saving", "saved", "lost", "again", "drop", "aside")


def show_writing(held: HeldMeeting, entries: Sequence[MeetingEntry], reader: Reader) -> None:
    """Show the form and what was written down; ``entries``: of the meeting, oldest first."""
    answers = session.writing_answers()
    shown = EntryList(held, entries, answers, reader)
    _FORM(
        key=KEY,
        data={
            "name": f"monitor.writing.{held.meeting.id}",
            "isOpen": shown.is_open,
            "form": str(render_form(held.partnership, session.context().today(), reader)),
            "list": str(render_entries(shown)),
            "known": [entry.key for entry in entries],
            "notes": {entry.key: write_fields(entry) for entry in entries},
            "answers": dict(answers),
            "texts": {name: reader.t(f"writing.{name}") for name in _TEXTS},
        },
        on_sent_change=partial(_answer, "sent", take_notes, held, reader),
        on_acted_change=partial(_answer, "acted", act, held, reader),
    )


def _answer(
    name: str, take: Callable[[object, Desk], Answers], held: HeldMeeting, reader: Reader
) -> None:
    """Take what the browser told, before the page runs, so that the page shows it."""
    told: Mapping[str, Any] = session.chosen(KEY, {})
    desk = Desk(session.context(), held, session.writer(), reader)
    session.keep_writing_answers(take(told.get(name), desk))
    cached.forget()
