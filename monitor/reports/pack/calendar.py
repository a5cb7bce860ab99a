"""The next meeting and the days on which agreements are due, as a file for anybody's calendar.

What no longer holds is in the file as called off, so that it also leaves the calendars that took it
up before. The same data makes the same file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from monitor.domain.partnership import Language
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader, capitalise
from monitor.services.meeting.read_pack import Pack

_A_DAY = timedelta(days=1)
# Which words say what an entry is; nobody needs to be reminded of what is over.
_STATES = {
    AgreementState.OPEN: "due",
    AgreementState.DONE: "done",
    AgreementState.DROPPED: "dropped",
    AgreementState.CONTINUES: "due",  # The parties still keep it, without us.
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A day in a calendar. ``sequence`` grows by every change; ``changed_at``: of this one."""

    uid: str
    sequence: int
    on: date
    changed_at: datetime
    summary: str
    description: str
    is_called_off: bool


def make_calendar(pack: Pack, language: Language, zone: ZoneInfo, public_url: str) -> bytes:
    """Return an iCalendar file (RFC 5545) with whole days, because nobody agreed on a time here."""
    reader = Reader(translator(language), Formatter(language, zone))
    calendar = Calendar()
    calendar.add("prodid", f"-//{reader.t('product.name')}//{language.value}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    host = urlsplit(public_url).hostname or "localhost"
    for entry in [*_meeting(pack, reader), *_agreements(pack, reader)]:
        calendar.add_component(_make_event(entry, host, language))
    file: bytes = calendar.to_ical()
    return file


def _make_event(entry: _Entry, host: str, language: Language) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{host}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + _A_DAY)
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    # A whole day keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    spoken = {"language": language.value}
    event.add("summary", entry.summary, parameters=spoken)
    event.add("description", entry.description, parameters=spoken)
    return event


def _meeting(pack: Pack, reader: Reader) -> Iterator[_Entry]:
    """Yield the next meeting; one that has no day any more is called off."""
    if pack.next_meeting_on is None and not pack.next_meeting_changes:
        return
    partnership = pack.partnership
    state = "none" if pack.next_meeting_on is None else "next"
    yield _Entry(
        uid=f"meeting-{partnership.id}",
        sequence=pack.next_meeting_changes,
        # An entry must have a day; of what is called off it is not looked at.
        on=pack.next_meeting_on or _day(pack.deck.closed_at, reader),
        changed_at=pack.deck.closed_at,
        summary=reader.t(f"pack.calendar.meeting.{state}", partnership=partnership.name),
        description=reader.t("pack.calendar.meeting.help"),
        is_called_off=pack.next_meeting_on is None,
    )


def _agreements(pack: Pack, reader: Reader) -> Iterator[_Entry]:
    """Yield the day of every agreement that has one, or that once had one."""
    off = {record.id for record in pack.called_off}
    for record in sorted((*pack.agreements, *pack.called_off), key=lambda each: each.id):
        content, due_on = record.content, record.content.due_on
        if due_on is None:
            continue
        state = "off" if record.id in off else _STATES[content.state]
        # Of what was removed only the day is told.
        yield _Entry(
            uid=f"agreement-{record.id}",
            sequence=record.version - 1,
            on=due_on,
            changed_at=record.written.at,
            summary=reader.t(f"pack.calendar.{state}", text=content.text),
            description=_describe(content, pack, reader),
            # Some programs show what is called off like anything else, so its words say so too.
            is_called_off=state != "due",
        )


def _describe(agreement: Agreement, pack: Pack, reader: Reader) -> str:
    owner = capitalise(reader.party(pack.partnership, agreement.owner))
    return reader.t("pack.calendar.help", owner=owner, partnership=pack.partnership.name)


def _day(moment: datetime, reader: Reader) -> date:
    return moment.astimezone(reader.formatter.time_zone).date()
