"""The calendar file says when a check-in closes, and nothing that opens a form."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event, Timezone

from monitor.domain.partnership import Language
from monitor.reports.calendar_file import make_closing_event
from tests.factories import make_partnership, make_round

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_URL = "https://monitor.example.nl"
SUMMER = datetime(2026, 7, 10, 15, tzinfo=UTC)
AFTER_SUMMER_TIME = datetime(2026, 10, 26, 16, tzinfo=UTC)


def make_file(
    *,
    closes_at: datetime = AFTER_SUMMER_TIME,
    name: str = "Zonnewijk en Veldzicht",
    language: Language = Language.DUTCH,
    round_id: int = 7,
) -> bytes:
    round_ = make_round(id=round_id, opens_at=SUMMER, closes_at=closes_at)
    return make_closing_event(round_, make_partnership(name=name), language, AMSTERDAM, PUBLIC_URL)


def read_event(file: bytes) -> Event:
    events = Calendar.from_ical(file).walk("VEVENT")
    assert len(events) == 1
    assert isinstance(events[0], Event)
    return events[0]


@pytest.mark.parametrize(
    ("closes_at", "local"),
    [(SUMMER + timedelta(days=14), (17, 2)), (AFTER_SUMMER_TIME, (17, 1))],
    ids=["summer", "winter"],
)
def test_it_stands_at_the_closing_moment_in_local_time(
    closes_at: datetime, local: tuple[int, int]
) -> None:
    event = read_event(make_file(closes_at=closes_at))

    hour, offset = local
    start = event.decoded("DTSTART")
    assert start == closes_at
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert start.hour == hour
    assert start.utcoffset() == timedelta(hours=offset)


def test_it_brings_the_rules_of_its_time_zone_along() -> None:
    zones = Calendar.from_ical(make_file()).walk("VTIMEZONE")

    assert isinstance(zones[0], Timezone)
    zone = zones[0].to_tz(lookup_tzid=False)
    assert [each["TZID"] for each in zones] == ["Europe/Amsterdam"]
    assert AFTER_SUMMER_TIME.astimezone(zone).hour == 17
    assert (AFTER_SUMMER_TIME - timedelta(days=7)).astimezone(zone).hour == 18


def test_it_is_published_once_per_round_and_stays_the_same() -> None:
    event = read_event(make_file())

    assert Calendar.from_ical(make_file())["METHOD"] == "PUBLISH"
    assert event["UID"] == "round-7@monitor.example.nl"
    assert event["SEQUENCE"] == 0
    assert make_file() == make_file()
    assert read_event(make_file(round_id=8))["UID"] != event["UID"]


def test_it_reminds_two_days_before() -> None:
    alarms = read_event(make_file()).walk("VALARM")

    assert [alarm.decoded("TRIGGER") for alarm in alarms] == [timedelta(days=-2)]
    assert [alarm["ACTION"] for alarm in alarms] == ["DISPLAY"]


def test_it_holds_no_link() -> None:
    text = make_file().decode()

    assert "/s/" not in text
    assert "http" not in text


@pytest.mark.parametrize(
    ("language", "word"),
    [(Language.DUTCH, "Nog niet ingevuld?"), (Language.ENGLISH, "Not answered")],
)
def test_it_speaks_the_language_of_its_reader(language: Language, word: str) -> None:
    event = read_event(make_file(language=language))

    assert word in str(event["DESCRIPTION"])
    assert event["SUMMARY"].params["LANGUAGE"] == language.value


@pytest.mark.parametrize(
    "name",
    [
        'Wijk; "zon", \\ of {niet}\nBEGIN:VEVENT',
        "\u202eomgekeerd 👩‍🌾 ﷽",
        "lang " * 200,
        "END:VCALENDAR\r\nX-KWAAD:1",
    ],
)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    event = read_event(make_file(name=name))

    said = str(event["SUMMARY"]).replace("\r\n", "\n")
    assert name.replace("\r\n", "\n") in said
    assert "X-KWAAD" not in event
    assert all(len(line) <= 75 for line in make_file(name=name).split(b"\r\n"))
