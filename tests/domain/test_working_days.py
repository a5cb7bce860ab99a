from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.working_days import is_working_day, next_working_day, working_days_before

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2045, 12, 31))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # New Year.
        date(2026, 4, 6),  # Easter Monday.
        date(2026, 4, 27),  # King's day.
        date(2026, 5, 14),  # Ascension day.
        date(2026, 5, 25),  # Whit Monday.
        date(2026, 12, 25),  # Christmas.
        date(2025, 4, 26),  # King's day, a day early because the 27th is a Sunday.
    ],
)
def test_nobody_works_on_a_dutch_holiday(day: date) -> None:
    assert not is_working_day(day)


def test_liberation_day_is_a_holiday_in_every_year() -> None:
    assert [year for year in range(2020, 2040) if is_working_day(date(year, 5, 5))] == []


def test_a_week_without_holidays_has_five_working_days() -> None:
    monday = date(2026, 11, 16)

    worked = [is_working_day(monday + place * A_DAY) for place in range(7)]

    assert worked == [True] * 5 + [False] * 2


def test_a_holiday_of_another_country_is_worked_on() -> None:
    assert is_working_day(date(2026, 5, 1))


@given(DAYS)
def test_the_next_working_day_is_the_first_from_the_day_itself(day: date) -> None:
    found = next_working_day(day)

    assert is_working_day(found)
    assert found >= day
    between = [day + place * A_DAY for place in range((found - day).days)]
    assert not any(is_working_day(each) for each in between)


@given(DAYS, st.integers(min_value=0, max_value=30))
def test_so_many_working_days_lie_from_the_day_found_up_to_the_day_asked(
    day: date, count: int
) -> None:
    found = working_days_before(day, count)

    between = [found + place * A_DAY for place in range((day - found).days)]
    assert sum(is_working_day(each) for each in between) == count
    assert count == 0 or is_working_day(found)


def test_two_working_days_before_monday_is_thursday() -> None:
    assert working_days_before(date(2026, 11, 23), 2) == date(2026, 11, 19)


def test_days_between_christmas_and_new_year_count() -> None:
    assert working_days_before(date(2027, 1, 4), 2) == date(2026, 12, 30)
