from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.partnership import Language
from monitor.domain.round import Quarter
from monitor.i18n.formats import Formatter

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DUTCH = Formatter(Language.DUTCH, AMSTERDAM)
ENGLISH = Formatter(Language.ENGLISH, AMSTERDAM)


def utc(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


# Numbers.


def test_a_variance_has_three_decimals() -> None:
    assert DUTCH.variance(0.0944) == "0,094"
    assert ENGLISH.variance(0.22) == "0.220"


def test_a_long_day_has_its_year() -> None:
    assert DUTCH.long_day(date(2026, 11, 22)) == "22 november 2026"
    assert ENGLISH.long_day(utc(2026, 11, 22, 23, 30)) == "23 November 2026"


def test_a_month_has_its_year() -> None:
    assert DUTCH.month(date(2026, 11, 22)) == "november 2026"
    assert ENGLISH.month(utc(2026, 11, 30, 23, 30)) == "December 2026"


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (3.4, "3,4", "3.4"),
        (3.0, "3,0", "3.0"),
        (1.5, "≤ 1,5", "≤ 1.5"),
        (4.5, "≥ 4,5", "≥ 4.5"),
        (1.6, "1,6", "1.6"),
        (5.0, "5,0", "5.0"),
    ],
)
def test_a_score_has_one_decimal_and_says_or_beyond_at_the_ends(
    value: float, dutch: str, english: str
) -> None:
    assert DUTCH.score(value) == dutch
    assert ENGLISH.score(value) == english


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1.5, "1,5", "1.5"), (0.0, "0,0", "0.0"), (-0.4, "-0,4", "-0.4"), (10.0, "10,0", "10.0")],
)
def test_a_difference_or_a_mark_has_one_decimal_and_no_sign_of_an_end(
    value: float, dutch: str, english: str
) -> None:
    assert DUTCH.points(value) == dutch
    assert ENGLISH.points(value) == english


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.05, "5%"), (0.756, "76%"), (1.0, "100%")]
)
def test_a_share_is_a_whole_percentage_in_both_languages(share: float, text: str) -> None:
    assert DUTCH.percent(share) == text
    assert ENGLISH.percent(share) == text


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1.234", "1,234"),
        (29_000_000, "29.000.000", "29,000,000"),
    ],
)
def test_a_whole_number_has_separators_of_thousands(value: int, dutch: str, english: str) -> None:
    assert DUTCH.number(value) == dutch
    assert ENGLISH.number(value) == english


# Days and times.


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (date(2025, 11, 28), "vrijdag 28 november", "Friday 28 November"),
        (date(2028, 2, 29), "dinsdag 29 februari", "Tuesday 29 February"),
        (date(2026, 3, 1), "zondag 1 maart", "Sunday 1 March"),
    ],
)
def test_a_day_is_written_in_full(day: date, dutch: str, english: str) -> None:
    assert DUTCH.day(day) == dutch
    assert ENGLISH.day(day) == english


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (date(2025, 11, 28), "vr 28 nov", "Fr 28 Nov"),
        (date(2026, 3, 1), "zo 1 mrt", "Su 1 Mar"),
        (date(2026, 9, 30), "wo 30 sep", "We 30 Sept"),
        (date(2026, 5, 4), "ma 4 mei", "Mo 4 May"),
    ],
)
def test_a_short_day_has_no_full_stops(day: date, dutch: str, english: str) -> None:
    assert DUTCH.short_day(day) == dutch
    assert ENGLISH.short_day(day) == english


def test_a_moment_is_shown_on_the_day_of_the_time_zone() -> None:
    late = utc(2025, 11, 28, 23, 30)

    assert DUTCH.day(late) == "zaterdag 29 november"
    assert DUTCH.short_day(late) == "za 29 nov"
    assert DUTCH.moment(late) == "za 29 nov, 00:30"
    assert DUTCH.clock(late) == "00:30"
    assert Formatter(Language.DUTCH, ZoneInfo("UTC")).moment(late) == "vr 28 nov, 23:30"


def test_midnight_and_noon_are_written_on_a_clock_of_24_hours() -> None:
    assert DUTCH.clock(utc(2026, 1, 5, 23)) == "00:00"
    assert ENGLISH.clock(utc(2026, 1, 5, 12)) == "13:00"
    assert ENGLISH.moment(utc(2026, 1, 5, 16)) == "Mo 5 Jan, 17:00"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        # The clock goes forward from 02:00 to 03:00.
        (utc(2026, 3, 29, 0, 59), "zo 29 mrt, 01:59"),
        (utc(2026, 3, 29, 1, 0), "zo 29 mrt, 03:00"),
        (utc(2026, 3, 28, 23, 30), "zo 29 mrt, 00:30"),
        (utc(2026, 3, 29, 21, 59), "zo 29 mrt, 23:59"),
        (utc(2026, 3, 29, 22, 0), "ma 30 mrt, 00:00"),
        # The clock goes back from 03:00 to 02:00.
        (utc(2026, 10, 25, 0, 30), "zo 25 okt, 02:30"),
        (utc(2026, 10, 25, 1, 30), "zo 25 okt, 02:30"),
        (utc(2026, 10, 25, 22, 59), "zo 25 okt, 23:59"),
        (utc(2026, 10, 25, 23, 0), "ma 26 okt, 00:00"),
    ],
)
def test_moments_are_right_on_the_days_that_the_clock_changes(moment: datetime, text: str) -> None:
    assert DUTCH.moment(moment) == text


def test_a_moment_may_come_in_any_time_zone() -> None:
    new_york = datetime(2026, 1, 5, 11, 0, tzinfo=timezone(timedelta(hours=-5)))

    assert DUTCH.moment(new_york) == "ma 5 jan, 17:00"


def test_a_bare_day_is_not_moved_by_the_time_zone() -> None:
    far = Formatter(Language.DUTCH, ZoneInfo("Pacific/Kiritimati"))

    assert far.day(date(2026, 12, 31)) == "donderdag 31 december"


# Quarters.


def test_a_quarter_is_written_in_running_text_and_on_an_axis() -> None:
    quarter = Quarter(2025, 3)

    assert DUTCH.quarter(quarter) == "3e kwartaal 2025"
    assert ENGLISH.quarter(quarter) == "Q3 2025"
    assert DUTCH.quarter_tick(quarter) == "K3"
    assert ENGLISH.quarter_tick(quarter) == "Q3"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 12, 31), "4e kwartaal 2025"),
        (date(2026, 1, 1), "1e kwartaal 2026"),
        (date(2026, 3, 31), "1e kwartaal 2026"),
        (date(2026, 4, 1), "2e kwartaal 2026"),
        (date(2026, 6, 30), "2e kwartaal 2026"),
        (date(2026, 7, 1), "3e kwartaal 2026"),
        (date(2026, 9, 30), "3e kwartaal 2026"),
        (date(2026, 10, 1), "4e kwartaal 2026"),
    ],
)
def test_the_days_around_a_new_quarter_fall_on_the_right_side(day: date, text: str) -> None:
    assert DUTCH.quarter(Quarter.of(day)) == text
