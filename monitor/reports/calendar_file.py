"""The moment a check-in closes, as a file for anybody's calendar."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from monitor.domain.partnership import Language, Partnership
from monitor.domain.round import Round
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter

_REMINDED_BEFORE = timedelta(days=2)
_A_YEAR = timedelta(days=365)


def make_closing_event(
    round_: Round, partnership: Partnership, language: Language, zone: ZoneInfo, url_base: str
) -> bytes:
    """Return the closing moment as an iCalendar file (RFC 5545); it holds no personal link."""
    t, formatter = translator(language), Formatter(language, zone)
    calendar = Calendar()
    calendar.add("prodid", f"-//{t('product.name')}//{language.value}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"round-{round_.id}@{urlsplit(url_base).hostname or 'localhost'}")
    # An open round never moves, and a file made anew is to be the same file.
    event.add("sequence", 0)
    event.add("dtstamp", round_.opens_at)
    event.add("dtstart", round_.closes_at.astimezone(zone))
    # A deadline keeps nobody busy.
    event.add("transp", "TRANSPARENT")
    summary = t("reports.calendar.summary", partnership=partnership.name)
    event.add("summary", summary, parameters={"language": language.value})
    quarter = formatter.quarter(round_.quarter)
    description = t("reports.calendar.description", quarter=quarter)
    event.add("description", description, parameters={"language": language.value})
    event.add_component(_make_alarm(summary))
    calendar.add_component(event)
    # Without these every change of the clock since 1970 would be in it.
    calendar.add_missing_timezones(round_.opens_at.date(), (round_.closes_at + _A_YEAR).date())
    file: bytes = calendar.to_ical()
    return file


def _make_alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -_REMINDED_BEFORE)
    return alarm
