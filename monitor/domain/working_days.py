"""Working days in the Netherlands: mail reaches people then, and on no other day."""

import functools
from datetime import date, timedelta

import holidays

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Tell whether a day is neither in a weekend nor a Dutch public holiday.

    Liberation day counts as a holiday in every year, though many people work on it in most.
    """
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself if people work on it, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_before(day: date, count: int) -> date:
    """Return the working day that lies so many working days before a day."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


@functools.cache
def _holidays(year: int) -> frozenset[date]:
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(found) | {date(year, 5, 5)}
