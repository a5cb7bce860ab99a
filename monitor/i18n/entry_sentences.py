"""What was written down in a meeting, as it is read back."""

from datetime import date

from monitor.domain.meeting.entry import Frame, MeetingEntry
from monitor.domain.partnership import Partnership
from monitor.domain.register.collaboration import TopicRoles
from monitor.i18n.agreement_words import write_roles
from monitor.i18n.reader import Reader


def write_entry(entry: MeetingEntry, partnership: Partnership, reader: Reader) -> str:
    """Say what was written down, without who does it and by when."""
    t, content = reader.t, entry.content
    match content:
        case TopicRoles():
            return write_roles(content, partnership, reader).text
        case Frame():
            part = t(f"collaboration.field.frames_{content.part.value}")
            return t("writing.frame", part=part, text=content.text)
        case date():
            return t("writing.next_meeting", day=_write_day(content, reader))
        case _:
            return content.text


def write_entry_day(entry: MeetingEntry, reader: Reader) -> str:
    """Say by when an agreement is kept; empty where no day was agreed, or it is no agreement."""
    if isinstance(entry.content, date) or entry.due_on is None:
        return ""
    return reader.t("writing.due", day=reader.formatter.long_day(entry.due_on))


def _write_day(on: date, reader: Reader) -> str:
    """Write the day of the week too, as people plan, and the year, as they plan ahead."""
    weekday = reader.formatter.day(on).partition(" ")[0]
    return f"{weekday} {reader.formatter.long_day(on)}"
