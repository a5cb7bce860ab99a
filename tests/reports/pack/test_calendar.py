"""The calendar holds the next meeting and the days of agreements, also for another program."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus
from icalendar import Calendar as FirstCalendar

from monitor.domain.partnership import Language, RecordId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Record
from monitor.reports.pack.calendar import make_calendar
from monitor.services.meeting.read_pack import Pack
from tests.domain.meeting.making import write
from tests.factories import NOW, make_agreement
from tests.reports.pack.packs import OLD_PROMISE, UNREAD_PROMISE, make_pack

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_URL = "https://monitor.example.nl:8443/x"
HOST = "monitor.example.nl"
DUE = date(2026, 10, 1)
HOSTILE = [
    'Wijk; "zon", \\ of {niet}\nBEGIN:VEVENT',
    "\u202eomgekeerd 👩‍🌾 ﷽",
    "lang " * 60,
    "END:VCALENDAR\r\nX-KWAAD:1",
]


def make_file(pack: Pack, language: Language = Language.DUTCH) -> bytes:
    return make_calendar(pack, language, AMSTERDAM, PUBLIC_URL)


def read(file: bytes) -> Calendar:
    """Read a file with a library that did not write it."""
    return IcsCalendarStream.calendar_from_ics(file.decode())


def events_of(pack: Pack, language: Language = Language.DUTCH) -> dict[str, Event]:
    """Return the events by what stands before the host in their names."""
    events = {event.uid: event for event in read(make_file(pack, language)).events}
    assert all(uid.endswith(f"@{HOST}") for uid in events)
    return {uid.removesuffix(f"@{HOST}"): event for uid, event in events.items()}


def make_record(*, number: int = 1, version: int = 1, **fields: object) -> Record[Agreement]:
    content = replace(make_agreement(text="We bellen.", due_on=DUE), **fields)  # type: ignore[arg-type]
    return replace(write(content, number=number), version=version)


def pack_with(*agreements: Record[Agreement], **fields: object) -> Pack:
    return replace(make_pack(), agreements=agreements, **fields)  # type: ignore[arg-type]


def test_a_second_library_reads_what_is_in_it() -> None:
    events = events_of(make_pack())

    assert {uid: event.dtstart for uid, event in events.items()} == {
        "meeting-1": date(2027, 2, 24),
        "agreement-1": date(2026, 10, 1),
        "agreement-3": date(2027, 3, 1),
    }
    assert events["meeting-1"].summary == "Evaluatiegesprek Zonnewijk en Veldzicht"
    assert events["agreement-1"].summary == f"Uiterlijk vandaag: {OLD_PROMISE}"
    assert events["agreement-3"].summary == f"Uiterlijk vandaag: {UNREAD_PROMISE}"
    assert all(event.status is EventStatus.CONFIRMED for event in events.values())


def test_both_libraries_read_the_same() -> None:
    file = make_file(make_pack())

    first = {
        str(each["UID"]): (each.decoded("DTSTART"), str(each["SUMMARY"]), each["SEQUENCE"])
        for each in FirstCalendar.from_ical(file).walk("VEVENT")
    }
    second = {each.uid: (each.dtstart, each.summary, each.sequence) for each in read(file).events}

    assert first == second


def test_it_is_published_and_each_entry_lasts_one_whole_day() -> None:
    file = make_file(make_pack())

    assert read(file).method == "PUBLISH"
    assert all(event.computed_duration == timedelta(days=1) for event in read(file).events)
    assert all(event.transparency == "TRANSPARENT" for event in read(file).events)


def test_the_same_data_makes_the_same_file() -> None:
    later = replace(make_pack().deck, made_at=NOW + timedelta(hours=3))

    assert make_file(make_pack()) == make_file(replace(make_pack(), deck=later))


@pytest.mark.parametrize("changes", [0, 1, 7])
def test_a_meeting_that_was_moved_is_the_same_entry_anew(changes: int) -> None:
    events = events_of(replace(make_pack(), next_meeting_changes=changes))

    assert events["meeting-1"].sequence == changes


def test_an_agreement_that_was_changed_is_the_same_entry_anew() -> None:
    changed_at = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
    record = make_record(version=4)
    record = replace(record, written=replace(record.written, at=changed_at))

    event = events_of(pack_with(record))["agreement-1"]

    assert (event.sequence, event.dtstamp) == (3, changed_at)


@pytest.mark.parametrize(
    ("state", "summary"),
    [
        (AgreementState.DONE, "Gedaan: We bellen."),
        (AgreementState.DROPPED, "Vervallen: We bellen."),
    ],
)
def test_what_is_over_leaves_calendars(state: AgreementState, summary: str) -> None:
    event = events_of(pack_with(make_record(state=state, version=2)))["agreement-1"]

    assert (event.status, event.sequence) == (EventStatus.CANCELLED, 1)
    assert event.summary == summary


def test_what_the_parties_go_on_with_by_themselves_stays_in_calendars() -> None:
    record = make_record(state=AgreementState.CONTINUES, version=2)

    event = events_of(pack_with(record))["agreement-1"]

    assert (event.status, event.dtstart) == (EventStatus.CONFIRMED, DUE)


def test_what_was_removed_leaves_calendars_without_its_words() -> None:
    removed = replace(make_record(number=5, version=2), is_removed=True)

    file = make_file(pack_with(called_off=(removed,)))
    event = events_of(pack_with(called_off=(removed,)))["agreement-5"]

    assert (event.status, event.sequence, event.dtstart) == (EventStatus.CANCELLED, 1, DUE)
    assert b"We bellen" not in file


def test_an_agreement_that_lost_its_day_is_in_it_once() -> None:
    present = make_record(number=6, version=3, due_on=None)
    off = make_record(number=6, version=3)

    events = read(make_file(pack_with(present, called_off=(off,)))).events

    assert [each.uid for each in events if each.uid.startswith(f"agreement-{RecordId(6)}")] == [
        f"agreement-6@{HOST}"
    ]


def test_an_agreement_without_a_day_is_not_in_it() -> None:
    assert "agreement-1" not in events_of(pack_with(make_record(due_on=None)))


def test_a_meeting_that_was_called_off_leaves_calendars() -> None:
    event = events_of(replace(make_pack(), next_meeting_on=None, next_meeting_changes=2))

    assert (event["meeting-1"].status, event["meeting-1"].sequence) == (EventStatus.CANCELLED, 2)
    assert str(event["meeting-1"].summary).startswith("Vervallen")


def test_without_any_day_it_is_an_empty_calendar() -> None:
    pack = pack_with(next_meeting_on=None, next_meeting_changes=0)

    assert read(make_file(pack)).events == []


def test_it_speaks_english_too() -> None:
    events = events_of(make_pack(), Language.ENGLISH)

    assert events["agreement-1"].summary == f"Due today: {OLD_PROMISE}"
    assert events["agreement-1"].description == (
        "Agreement of Zonnewijk en Veldzicht. Who: Municipality."
    )


def test_nobody_is_named_in_it() -> None:
    text = make_file(make_pack()).decode()

    assert not any(name in text for name in ("Noor", "Visser", "Ali", "Demir", "Cas"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    file = make_file(make_pack(text=text))

    events = read(file).events
    assert len(events) == 3
    assert all(b"X-KWAAD" not in line[:8] for line in file.split(b"\r\n"))
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert any(" ".join(text.split())[:20] in " ".join((e.summary or "").split()) for e in events)
