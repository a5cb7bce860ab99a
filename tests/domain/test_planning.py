import time as clock_of_machine
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.partnership import PartnershipId
from monitor.domain.planning import (
    CLOSING_TIME,
    FEWEST_OPEN_DAYS,
    MOST_OPEN_DAYS,
    OPENING_TIME,
    Period,
    PlannedRound,
    PlannedRoundId,
    Rhythm,
    find_room,
    plan_period,
    to_moment,
)
from monitor.domain.round import GRACE
from monitor.domain.working_days import is_working_day, next_working_day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2045, 12, 31))
MONTHS = st.integers(min_value=1, max_value=12)
OPEN_DAYS = st.integers(min_value=FEWEST_OPEN_DAYS, max_value=MOST_OPEN_DAYS)
CLOCKS = st.times().map(lambda each: each.replace(microsecond=0))
ZONES = st.sampled_from(
    ["Europe/Amsterdam", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
).map(ZoneInfo)
A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)  # The clock changes in these nights.


def make_rhythm(first_on: date, months: int = 3, open_days: int = 18) -> Rhythm:
    return Rhythm(PartnershipId(1), first_on, first_on.day, months, open_days)


def make_period(opens_at: datetime, days: float) -> Period:
    return Period(opens_at, opens_at + timedelta(days=days))


def make_planned(period: Period) -> PlannedRound:
    return PlannedRound(PlannedRoundId(1), PartnershipId(1), period)


def local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def zone_of_machine(request: pytest.FixtureRequest) -> Iterator[None]:
    """The process runs on a machine in another time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        clock_of_machine.tzset()
        yield
    clock_of_machine.tzset()


# Rhythms.


def test_a_quarterly_rhythm_comes_back_on_the_same_day_of_the_month() -> None:
    rhythm = make_rhythm(date(2026, 11, 17))

    assert rhythm.after(date(2026, 11, 17)) == date(2027, 2, 17)


def test_a_short_month_does_not_change_the_months_after_it() -> None:
    rhythm = make_rhythm(date(2027, 1, 31), months=1)
    days = [date(2027, 1, 31)]

    for _ in range(3):
        days.append(rhythm.after(days[-1]))

    assert days[1:] == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


@given(DAYS, MONTHS)
def test_a_rhythm_moves_so_many_months_and_never_passes_the_day(
    first_on: date, months: int
) -> None:
    rhythm = make_rhythm(first_on, months)

    following = rhythm.after(first_on)

    moved = (following.year - first_on.year) * 12 + following.month - first_on.month
    assert moved == months
    is_end_of_month = (following + A_DAY).month != following.month
    assert following.day == first_on.day or (following.day < first_on.day and is_end_of_month)


@given(DAYS, MONTHS, OPEN_DAYS)
def test_every_period_of_a_rhythm_is_from_and_until_a_working_day(
    first_on: date, months: int, open_days: int
) -> None:
    rhythm = make_rhythm(first_on, months, open_days)
    on = first_on

    for _ in range(5):
        period = plan_period(on, rhythm.open_days, AMSTERDAM)

        opens, closes = local(period.opens_at), local(period.closes_at)
        assert period.opens_at < period.closes_at
        assert is_working_day(opens.date())
        assert is_working_day(closes.date())
        assert (opens.time(), closes.time()) == (OPENING_TIME, CLOSING_TIME)
        assert opens.date() == next_working_day(on)
        assert (closes.date() - opens.date()).days >= open_days
        on = rhythm.after(on)


def test_a_period_over_a_change_of_the_clock_is_right_in_utc() -> None:
    spring = plan_period(date(2026, 3, 20), 14, AMSTERDAM)
    autumn = plan_period(date(2026, 10, 19), 14, AMSTERDAM)

    assert spring.opens_at == datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
    # The third of April is Good Friday, and then it is Easter.
    assert spring.closes_at == datetime(2026, 4, 7, 21, 59, tzinfo=UTC)
    assert autumn.opens_at == datetime(2026, 10, 19, 7, 0, tzinfo=UTC)
    assert autumn.closes_at == datetime(2026, 11, 2, 22, 59, tzinfo=UTC)


@pytest.mark.usefixtures("zone_of_machine")
@pytest.mark.parametrize("on", [date(2026, 3, 27), date(2026, 7, 1), date(2026, 10, 23)])
def test_the_time_zone_of_the_machine_changes_nothing(on: date) -> None:
    period = plan_period(on, 5, AMSTERDAM)

    assert (
        period
        == {
            date(2026, 3, 27): Period(
                datetime(2026, 3, 27, 8, 0, tzinfo=UTC), datetime(2026, 4, 1, 21, 59, tzinfo=UTC)
            ),
            date(2026, 7, 1): Period(
                datetime(2026, 7, 1, 7, 0, tzinfo=UTC), datetime(2026, 7, 6, 21, 59, tzinfo=UTC)
            ),
            date(2026, 10, 23): Period(
                datetime(2026, 10, 23, 7, 0, tzinfo=UTC), datetime(2026, 10, 28, 22, 59, tzinfo=UTC)
            ),
        }[on]
    )


# Local times.


def test_a_time_that_comes_twice_is_the_first_as_a_beginning_and_the_second_as_an_end() -> None:
    begin = to_moment(BACK, time(2, 30), AMSTERDAM)
    end = to_moment(BACK, time(2, 30), AMSTERDAM, is_end=True)

    assert begin == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("is_end", [False, True])
def test_a_time_that_does_not_come_is_moved_by_as_much_as_the_clock(*, is_end: bool) -> None:
    moment = to_moment(FORWARD, time(2, 30), AMSTERDAM, is_end=is_end)

    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert local(moment).time() == time(3, 30)


@pytest.mark.parametrize("is_end", [False, True])
@pytest.mark.parametrize("night", [FORWARD, BACK])
def test_midnight_around_a_change_of_the_clock_is_midnight(night: date, *, is_end: bool) -> None:
    for day in (night, night + A_DAY):
        moment = local(to_moment(day, time(0), AMSTERDAM, is_end=is_end))

        assert (moment.date(), moment.time()) == (day, time(0))


@given(DAYS, CLOCKS, ZONES)
def test_a_moment_is_the_time_of_day_that_was_asked_or_that_time_never_came(
    day: date, clock: time, zone: ZoneInfo
) -> None:
    begin = to_moment(day, clock, zone)
    end = to_moment(day, clock, zone, is_end=True)

    asked = datetime.combine(day, clock)
    for moment in (begin, end):
        shown = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        is_skipped = shown != asked
        assert moment.tzinfo is UTC
        assert not is_skipped or begin == end
        assert timedelta(0) <= shown - asked <= timedelta(hours=1)
    assert timedelta(0) <= end - begin <= timedelta(hours=1)


# Overlap.


@pytest.mark.parametrize(
    ("gap", "overlaps"),
    [
        (timedelta(days=-20), True),
        (timedelta(0), True),
        (GRACE, True),
        (GRACE + A_SECOND, False),
        (timedelta(days=30), False),
    ],
)
def test_periods_overlap_until_the_time_for_late_forms_is_over(
    gap: timedelta, *, overlaps: bool
) -> None:
    first = make_period(datetime(2026, 11, 17, 8, tzinfo=UTC), 18)
    second = make_period(first.closes_at + gap, 18)

    assert first.overlaps(second) is overlaps
    assert second.overlaps(first) is overlaps


def test_a_period_within_another_overlaps_it() -> None:
    outer = make_period(datetime(2026, 11, 17, 8, tzinfo=UTC), 18)
    inner = make_period(datetime(2026, 11, 20, 8, tzinfo=UTC), 2)

    assert outer.overlaps(inner)
    assert inner.overlaps(outer)


# Opening late.


@pytest.mark.parametrize("late", [timedelta(0), A_SECOND, timedelta(hours=23)])
def test_a_round_that_opens_within_a_day_closes_as_planned(late: timedelta) -> None:
    planned = make_planned(plan_period(date(2026, 11, 17), 18, AMSTERDAM))
    now = planned.period.opens_at + late

    assert planned.moved_to(now, AMSTERDAM) == Period(now, planned.period.closes_at)


def test_a_round_that_opens_a_week_late_closes_a_week_later() -> None:
    planned = make_planned(plan_period(date(2026, 11, 16), 18, AMSTERDAM))
    now = planned.period.opens_at + timedelta(days=7, hours=3)

    moved = planned.moved_to(now, AMSTERDAM)

    assert moved == Period(now, planned.period.closes_at + timedelta(days=7))


def test_a_round_that_opens_late_closes_at_the_same_time_over_a_change_of_the_clock() -> None:
    planned = make_planned(plan_period(date(2026, 10, 5), 18, AMSTERDAM))
    now = planned.period.opens_at + timedelta(days=7)

    closes = local(planned.moved_to(now, AMSTERDAM).closes_at)

    assert (closes.date(), closes.time()) == (date(2026, 10, 30), CLOSING_TIME)


@given(DAYS, st.floats(min_value=0.01, max_value=60), st.floats(min_value=0, max_value=400), CLOCKS)
def test_however_late_a_round_opens_it_closes_after_that(
    day: date, long: float, late: float, clock: time
) -> None:
    planned = make_planned(make_period(to_moment(day, clock, AMSTERDAM), long))
    now = planned.period.opens_at + timedelta(days=late)

    moved = planned.moved_to(now, AMSTERDAM)

    assert moved.opens_at == now
    assert moved.closes_at > now
    assert moved.closes_at >= planned.period.closes_at


# Finding room.


def test_a_period_with_nothing_in_its_way_stays() -> None:
    period = plan_period(date(2026, 11, 17), 18, AMSTERDAM)
    other = plan_period(date(2027, 2, 17), 18, AMSTERDAM)

    assert find_room(period, [other], AMSTERDAM) == period
    assert find_room(period, [], AMSTERDAM) == period


def test_a_period_begins_on_the_first_working_day_after_what_is_in_its_way() -> None:
    period = plan_period(date(2026, 11, 17), 18, AMSTERDAM)
    other = plan_period(date(2026, 11, 10), 10, AMSTERDAM)  # Until Friday the 20th.

    room = find_room(period, [other], AMSTERDAM)

    assert room == Period(datetime(2026, 11, 23, 8, tzinfo=UTC), period.closes_at)


def test_a_period_gives_way_to_one_after_the_other() -> None:
    period = plan_period(date(2026, 11, 17), 30, AMSTERDAM)
    others = [plan_period(date(2026, 11, day), 5, AMSTERDAM) for day in (23, 16)]

    room = find_room(period, others, AMSTERDAM)

    assert room == Period(datetime(2026, 12, 1, 8, tzinfo=UTC), period.closes_at)


def test_a_period_of_which_too_little_is_left_falls_away() -> None:
    period = plan_period(date(2026, 11, 17), 13, AMSTERDAM)  # Until the 30th.

    left = [
        find_room(period, [plan_period(date(2026, 11, 16), days, AMSTERDAM)], AMSTERDAM)
        for days in (7, 8, 9, 10, 11, 30)
    ]

    assert [each is None for each in left] == [False, False, True, True, True, True]


@given(DAYS, OPEN_DAYS, st.lists(st.tuples(DAYS, OPEN_DAYS), max_size=4), st.integers(-60, 60))
def test_what_room_is_found_overlaps_nothing_and_lies_within_the_period(
    on: date, open_days: int, others: list[tuple[date, int]], near: int
) -> None:
    period = plan_period(on, open_days, AMSTERDAM)
    taken = [plan_period(day, days, AMSTERDAM) for day, days in others]
    taken.append(plan_period(on + timedelta(days=near), 10, AMSTERDAM))

    room = find_room(period, taken, AMSTERDAM)

    if room is not None:
        assert not any(room.overlaps(each) for each in taken)
        assert room.opens_at >= period.opens_at
        assert room.closes_at == period.closes_at
        assert is_working_day(local(room.opens_at).date())
