"""The dialogs in which an entry is written or corrected, and in which its versions are read."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import streamlit as st

from monitor.domain.errors import RecordChangedError
from monitor.domain.partnership import Partnership
from monitor.domain.register.differences import compare_records
from monitor.domain.register.entry import Entry
from monitor.domain.register.record import Record, kind_of
from monitor.i18n.log_sentences import write_fields
from monitor.i18n.reader import Reader
from monitor.services.logbook.keep_log import add_entry, correct_entry, find_faults
from monitor.services.logbook.read_log import LogView, read_versions
from monitor.ui import cached, html, session
from monitor.ui.agreements.difference_view import (
    render_differences,
    show_conflict,
    write_authorship,
)
from monitor.ui.cards import render_card_title, render_points
from monitor.ui.labels import write_label
from monitor.ui.log.entry_form import Fields, ask_entry
from monitor.ui.writer import NameField, ask_name

_AREA = "log"


def ask_new(start: Entry, log: LogView, reader: Reader) -> None:
    """Open the dialog for a new entry, which begins as ``start``."""
    kind = kind_of(type(start)).value

    @st.dialog(reader.t(f"log.new.{kind}"))
    def ask() -> None:
        shown = Fields(start, log.partnership, reader, f"log.new.{kind}")
        sent = _ask(shown)
        if sent is None:
            return
        entry, name = sent
        if not _tell_faults(entry, name, shown, None):
            add_entry(session.context(), log.partnership.id, entry, name.sign())
            finish(reader.t("log.written"))

    ask()


def ask_correction(record: Record[Any], log: LogView, reader: Reader) -> None:
    """Open the dialog in which an entry is corrected."""

    @st.dialog(reader.t("log.correct_title"))
    def ask() -> None:
        key = f"log.correct.{record.id}"
        shown = Fields(record.content, log.partnership, reader, key)
        sent = _ask(shown)
        if sent is None:
            return
        entry, name = sent
        # What somebody else saved meanwhile was shown once: sending again replaces it.
        seen = max(session.chosen(f"{key}.seen", 0), record.version)
        if not _tell_faults(entry, name, shown, record):
            _correct(replace(record, version=seen), entry, name, shown)

    ask()


def show_history(record: Record[Any], partnership: Partnership, reader: Reader) -> None:
    """Open the dialog with all versions of an entry, newest first, and what changed."""

    @st.dialog(reader.t("log.history_title"), width="medium")
    def show() -> None:
        versions = read_versions(session.context(), record)
        for before, after in reversed(list(pairwise(versions))):
            _show_version(before, after, partnership, reader)
        _show_first(versions[0], partnership, reader)

    show()


def finish(said: str) -> None:
    """Say that it was done, and show the page anew."""
    cached.forget()
    st.toast(said)
    st.rerun()


def _ask(shown: Fields) -> tuple[Entry, NameField] | None:
    """Show the form; return what was typed and by whom once it is sent."""
    t = shown.reader.t
    with st.form(f"{shown.key}.form", border=False):
        entry, faults = ask_entry(shown)
        name = ask_name(shown.reader, shown.key)
        is_sent = st.form_submit_button(t("log.save"), type="primary", key=f"{shown.key}.save")
    if is_sent and faults:
        tell(faults, shown.reader)
    return (entry, name) if is_sent and not faults else None


def _tell_faults(entry: Entry, name: NameField, shown: Fields, being: Record[Any] | None) -> bool:
    faults = find_faults(session.context(), shown.partnership.id, entry, being)
    return tell([*faults, *(["name_missing"] if name.is_missing else [])], shown.reader)


def tell(faults: Sequence[str], reader: Reader) -> bool:
    """Say what is wrong, and whether anything is."""
    if faults:
        st.error("  \n".join(reader.t(f"log.fault.{fault}") for fault in dict.fromkeys(faults)))
    return bool(faults)


def _correct(record: Record[Any], entry: Entry, name: NameField, shown: Fields) -> None:
    context, reader, partnership = session.context(), shown.reader, shown.partnership
    try:
        correct_entry(context, record, entry, name.sign())
    except RecordChangedError:
        versions = read_versions(context, record)
        seen, present = versions[record.version - 1], versions[-1]
        show_conflict(
            present,
            write_fields(seen.content, partnership, reader),
            write_fields(present.content, partnership, reader),
            reader,
            area=_AREA,
        )
        session.show_value(shown.key_of("seen"), present.version)
    else:
        finish(reader.t("log.corrected"))


def _show_version(
    before: Record[Any], after: Record[Any], partnership: Partnership, reader: Reader
) -> None:
    """Show who made a version, and what it changed in the one before."""
    key = "log.version"
    if after.is_removed:
        key = "log.version_removed"
    elif before.is_removed:
        key = "log.version_restored"
    differences = compare_records(
        write_fields(before.content, partnership, reader),
        write_fields(after.content, partnership, reader),
    )
    _show_title(after, reader.t(key, n=after.version), reader)
    html.show_html(render_differences(differences, reader, area=_AREA))


def _show_first(first: Record[Any], partnership: Partnership, reader: Reader) -> None:
    _show_title(first, reader.t("log.version", n=1), reader)
    written = write_fields(first.content, partnership, reader)
    lines = [
        f"{reader.t(f'log.field.{name}')}: {' '.join(line.text for line in lines)}"
        for name, lines in written.items()
        if lines
    ]
    html.show_html(render_points(lines))


def _show_title(version: Record[Any], title: str, reader: Reader) -> None:
    html.show_html(render_card_title(title))
    st.caption(write_label(write_authorship(version.written, reader)))
