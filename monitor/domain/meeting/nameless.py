"""Leaves the names of people out of what a meeting shows: those of the parties are enough.

The shared screen and the files go to everybody, and nothing there points at a person.
"""

from dataclasses import replace

from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.partnership import Partnership
from monitor.domain.register.record import Authorship, ContentT, Record


def hide_people(partnership: Partnership) -> Partnership:
    """Return a partnership without those who look after it."""
    profile = replace(partnership.profile, manager_id=None, stand_in=None)
    return replace(partnership, contact=None, profile=profile)


def hide_writer(record: Record[ContentT]) -> Record[ContentT]:
    """Return a record without who wrote it down."""
    return replace(record, written=_by_nobody(record.written))


def hide_writer_of(entry: MeetingEntry) -> MeetingEntry:
    """Return something written in a meeting without who wrote it down."""
    return replace(entry, written=_by_nobody(entry.written))


def _by_nobody(written: Authorship) -> Authorship:
    return replace(written, by="")
