"""Entries of the log, each with what can be done to it: correct, read its versions, remove."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from monitor.domain.errors import RecordChangedError
from monitor.domain.register.entry import Entry
from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    Term,
)
from monitor.domain.register.record import Authorship, Record
from monitor.i18n.log_sentences import write_entry
from monitor.i18n.reader import Reader
from monitor.services.logbook.keep_log import correct_entry, remove_entry, restore_entry
from monitor.services.logbook.read_log import LogView
from monitor.ui import cached, html, permits, session
from monitor.ui.agreements.difference_view import write_authorship
from monitor.ui.icons import Icon, render_icon
from monitor.ui.labels import write_label
from monitor.ui.log.entry_dialog import ask_correction, show_history, tell
from monitor.ui.parts import asked_number, drop
from monitor.ui.writer import NameField, ask_name

FIELD_WIDTH = 320
_REMOVED = "removed"  # In the address: which entry was removed just now.
_ICONS: dict[type[Entry], Icon] = {
    Contact: Icon.TOGETHER,
    Event: Icon.FLAG,
    GrowthStep: Icon.UP,
    Support: Icon.HALF,
    Change: Icon.STAR,
    Lesson: Icon.QUESTION,
    Term: Icon.EYE,
    Handover: Icon.SILENCE,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """The log that is shown, to whom, and in whose name the buttons are pressed, where they may."""

    log: LogView
    reader: Reader
    name: NameField
    may_write: bool = True


def open_desk(log: LogView, reader: Reader) -> Desk:
    """Ask in whose name the buttons of the page are pressed, and offer to undo a removal."""
    if not permits.may_write(log.partnership.id):
        permits.show_read_only(reader)
        return Desk(log, reader, NameField(""), may_write=False)
    with st.container(key="log-writer", width=FIELD_WIDTH):
        name = ask_name(reader, "log")
    if not name.is_missing:
        session.remember_writer(name.name)
    desk = Desk(log, reader, name)
    _offer_undo(desk)
    return desk


def show_entries(records: Sequence[Record[Any]], desk: Desk) -> None:
    """Show entries in the order given."""
    for record in records:
        show_entry(record, desk)


def show_entry(record: Record[Any], desk: Desk) -> None:
    """Show one entry with its buttons."""
    with st.container(key=f"log-entry-{record.id}", horizontal=True, gap="small"):
        html.show_html(render_entry(record, desk))
        with st.container(horizontal=True, gap="small", width="content"):
            show_entry_buttons(record, desk)


def confirm_entry(record: Record[Any], desk: Desk) -> None:
    """Write an entry once more as it is: what was planned in it has come true."""
    write = partial(correct_entry, session.context(), record, record.content)
    _write(write, desk.reader.t("log.written"), desk)


def render_entry(record: Record[Any], desk: Desk) -> Markup:
    """Return an entry: its day, what it is, what happened, and who wrote it."""
    log, reader = desk.log, desk.reader
    words = write_entry(record.content, log.partnership, reader)
    on = getattr(record.content, "on", None)
    return render_line(
        _ICONS[type(record.content)],
        reader.formatter.long_day(on) if on else "",
        _label(record, words.label, desk),
        [words.title, *words.text.splitlines(), words.until],
        write_authorship(record.written, reader),
    )


def _label(record: Record[Any], label: str, desk: Desk) -> str:
    if record not in desk.log.growth.planned:
        return label
    return desk.reader.t("log.planned", what=f"{label[:1].lower()}{label[1:]}")


def render_line(
    icon: Icon, day: str, label: str, lines: Sequence[str], written: str = ""
) -> Markup:
    """Return a line of the log as HTML; empty pieces are left out."""
    texts = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)
    head = Markup(" · ").join(
        [Markup("<strong>{}</strong>").format(label), *([day] if day else [])]
    )
    foot = Markup('<p class="pm-muted pm-small">{}</p>').format(written) if written else ""
    return Markup('<div class="pm-log">{}<div><p>{}</p>{}{}</div></div>').format(
        render_icon(icon), head, texts, foot
    )


def show_removed(desk: Desk) -> None:
    """List what was taken away, each with the way back."""
    removed, t = desk.log.removed, desk.reader.t
    if not (removed and desk.may_write):
        return
    with st.expander(t("log.removed", n=len(removed)), type="compact", key="log.removed"):
        for record in removed:
            html.show_html(render_entry(record, desk))
            with st.container(horizontal=True, gap="small"):
                _ask_restore(record, desk, key=f"log.restore.{record.id}")
                _ask_history(record, desk)


def _offer_undo(desk: Desk) -> None:
    asked = asked_number(_REMOVED)
    for record in desk.log.removed:
        if record.id == asked:
            words = write_entry(record.content, desk.log.partnership, desk.reader)
            text = desk.reader.t("log.removed_now", entry=words.title or words.label)
            with st.container(border=True, horizontal=True, vertical_alignment="center"):
                st.write(write_label(text))
                _ask_restore(record, desk, key="log.undo")


def show_entry_buttons(record: Record[Any], desk: Desk) -> None:
    """Show what can be done to an entry."""
    t = desk.reader.t
    if not desk.may_write:
        if record.version > 1:
            _ask_history(record, desk)
        return
    label, icon = t("log.correct"), ":material/edit:"
    if st.button(label, key=f"log.edit.{record.id}", type="tertiary", icon=icon):
        ask_correction(record, desk.log, desk.reader)
    if record.version > 1:
        _ask_history(record, desk)
    label, icon = t("log.remove"), ":material/delete:"
    if st.button(label, key=f"log.remove.{record.id}", type="tertiary", icon=icon):
        _mark(record, desk, is_removed=True)


def _ask_history(record: Record[Any], desk: Desk) -> None:
    label, icon = desk.reader.t("log.history", n=record.version), ":material/history:"
    if st.button(label, key=f"log.history.{record.id}", type="tertiary", icon=icon):
        show_history(record, desk.log.partnership, desk.reader)


def _ask_restore(record: Record[Any], desk: Desk, *, key: str) -> None:
    if st.button(desk.reader.t("log.restore"), icon=":material/undo:", key=key):
        _mark(record, desk, is_removed=False)


def _mark(record: Record[Any], desk: Desk, *, is_removed: bool) -> None:
    """Remove an entry or put it back, in the name of who pressed the button."""
    write = remove_entry if is_removed else restore_entry
    said = desk.reader.t("log.now_removed" if is_removed else "log.now_restored")
    _write(partial(write, session.context(), record), said, desk, record if is_removed else None)


def _write(
    write: Callable[[Authorship], object],
    said: str,
    desk: Desk,
    removed: Record[Any] | None = None,
) -> None:
    if tell(["name_missing"] if desk.name.is_missing else [], desk.reader):
        return
    try:
        write(desk.name.sign())
        st.toast(said)
    except RecordChangedError:
        st.toast(desk.reader.t("log.changed"))
    cached.forget()
    drop(_REMOVED)
    if removed is not None:
        st.query_params[_REMOVED] = str(removed.id)
    st.rerun()
