"""When letters are due, and how long a failed one waits."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.domain.mail import (
    MAXIMUM_ATTEMPTS,
    MailKind,
    Writing,
    may_remind,
    may_remind_from,
    pause_after,
    reminder_moments,
)
from monitor.domain.partnership import Language
from monitor.domain.planning import CLOSING_TIME, OPENING_TIME, Period, to_moment
from tests.factories import make_participant, make_partnership, make_round

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HALFWAY, LAST_DAYS = MailKind.HALFWAY, MailKind.LAST_DAYS


def make_period(opens_on: date, closes_on: date) -> Period:
    return Period(
        to_moment(opens_on, OPENING_TIME, AMSTERDAM),
        to_moment(closes_on, CLOSING_TIME, AMSTERDAM, is_end=True),
    )


def reminders(opens_on: date, closes_on: date) -> Mapping[MailKind, datetime]:
    """Return when a round reminds."""
    return dict(reminder_moments(make_period(opens_on, closes_on), AMSTERDAM))


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


def test_reminders_come_half_way_and_two_working_days_before_the_end() -> None:
    assert reminders(date(2026, 11, 17), date(2026, 12, 1)) == {
        HALFWAY: local(2026, 11, 24, 9),
        LAST_DAYS: local(2026, 11, 27, 9),
    }


def test_only_a_reminder_asks_for_an_answer_again() -> None:
    assert {kind for kind in MailKind if kind.is_reminder} == {HALFWAY, LAST_DAYS}


def test_half_way_in_a_weekend_is_the_monday_after_it() -> None:
    saturday_half_way = reminders(date(2026, 11, 20), date(2026, 12, 7))

    assert saturday_half_way[HALFWAY] == local(2026, 11, 30, 9)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "halfway_on", "last_on"),
    [
        # King's day on Tuesday 27 April and Liberation day on Wednesday 5 May.
        (date(2027, 4, 19), date(2027, 5, 6), date(2027, 4, 28), date(2027, 5, 3)),
        # Whit Monday on 17 May.
        (date(2027, 5, 10), date(2027, 5, 24), date(2027, 5, 18), date(2027, 5, 20)),
        # Both days of Christmas, a weekend, and New Year's day.
        (date(2026, 12, 14), date(2027, 1, 5), date(2026, 12, 28), date(2026, 12, 31)),
        # Easter Monday on 29 March.
        (date(2027, 3, 15), date(2027, 3, 31), date(2027, 3, 23), date(2027, 3, 25)),
    ],
)
def test_no_reminder_comes_on_a_dutch_holiday(
    opens_on: date, closes_on: date, halfway_on: date, last_on: date
) -> None:
    morning = time(9)

    assert reminders(opens_on, closes_on) == {
        HALFWAY: to_moment(halfway_on, morning, AMSTERDAM),
        LAST_DAYS: to_moment(last_on, morning, AMSTERDAM),
    }


@pytest.mark.parametrize(
    ("closes_on", "kinds"),
    [
        (date(2026, 11, 17), set()),
        (date(2026, 11, 18), set()),
        (date(2026, 11, 19), set()),
        (date(2026, 11, 20), {LAST_DAYS}),
        (date(2026, 11, 24), {LAST_DAYS}),
        (date(2026, 11, 26), {HALFWAY, LAST_DAYS}),
    ],
)
def test_a_short_round_reminds_less_often_and_never_on_its_first_day(
    closes_on: date, kinds: set[MailKind]
) -> None:
    assert set(reminders(date(2026, 11, 17), closes_on)) == kinds


@pytest.mark.parametrize("length", range(1, 60))
def test_reminders_are_within_the_round_in_order_and_in_office_hours(length: int) -> None:
    opens_on = date(2026, 12, 1)
    period = make_period(opens_on, opens_on + timedelta(days=length))

    moments = [moment for _, moment in reminder_moments(period, AMSTERDAM)]

    assert moments == sorted(set(moments))
    assert all(period.opens_at < moment < period.closes_at for moment in moments)
    assert all(may_remind(moment, AMSTERDAM) for moment in moments)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "halfway_at", "last_at"),
    [
        # The clock goes forward in the night of 28 March 2027.
        (
            *(date(2027, 3, 17), date(2027, 4, 2)),
            *(datetime(2027, 3, 25, 8, tzinfo=UTC), datetime(2027, 3, 31, 7, tzinfo=UTC)),
        ),
        # And back in the night of 25 October 2026.
        (
            *(date(2026, 10, 12), date(2026, 10, 30)),
            *(datetime(2026, 10, 21, 7, tzinfo=UTC), datetime(2026, 10, 28, 8, tzinfo=UTC)),
        ),
    ],
    ids=["forward", "back"],
)
def test_reminders_come_at_nine_local_time_on_both_sides_of_a_change_of_the_clock(
    opens_on: date, closes_on: date, halfway_at: datetime, last_at: datetime
) -> None:
    assert reminders(opens_on, closes_on) == {HALFWAY: halfway_at, LAST_DAYS: last_at}


@pytest.mark.parametrize(
    ("moment", "is_allowed"),
    [
        (local(2026, 11, 24, 8, 59), False),
        (local(2026, 11, 24, 9, 0), True),
        (local(2026, 11, 24, 17, 59), True),
        (local(2026, 11, 24, 18, 0), False),
        (local(2026, 7, 7, 9, 0), True),
        (local(2026, 7, 7, 8, 59), False),
        (local(2026, 11, 28), False),
        (local(2026, 11, 29), False),
        (local(2026, 12, 25), False),
        (local(2027, 4, 27), False),
        (local(2027, 5, 5), False),
        (local(2026, 10, 25), False),
        (local(2026, 10, 26, 9, 0), True),
        (local(2027, 3, 29), False),
        (local(2027, 3, 30, 9, 0), True),
    ],
)
def test_nobody_is_reminded_out_of_office_hours(moment: datetime, *, is_allowed: bool) -> None:
    assert may_remind(moment, AMSTERDAM) is is_allowed


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        (local(2026, 11, 24, 10), local(2026, 11, 24, 10)),
        (local(2026, 11, 24, 3), local(2026, 11, 24, 9)),
        (local(2026, 11, 24, 18), local(2026, 11, 25, 9)),
        (local(2026, 11, 27, 20), local(2026, 11, 30, 9)),
        (local(2026, 12, 24, 20), local(2026, 12, 28, 9)),
        (local(2026, 10, 23, 20), local(2026, 10, 26, 9)),
        (local(2027, 3, 27, 8), local(2027, 3, 30, 9)),
    ],
)
def test_a_reminder_that_may_not_go_now_goes_on_the_next_morning_that_people_work(
    moment: datetime, first: datetime
) -> None:
    assert may_remind_from(moment, AMSTERDAM) == first
    assert may_remind(first, AMSTERDAM)


def test_each_failure_doubles_the_pause_until_it_is_long_enough() -> None:
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in range(1, 11)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]
    assert pause_after(10_000) == timedelta(hours=4)


def test_a_letter_is_tried_for_four_to_five_days_before_it_is_given_up() -> None:
    tried_for = sum((pause_after(n) for n in range(1, MAXIMUM_ATTEMPTS)), timedelta())

    assert timedelta(days=4) < tried_for < timedelta(days=5)


def test_a_letter_is_in_the_language_of_its_recipient() -> None:
    partnership = make_partnership()
    writing = Writing(
        kind=MailKind.INVITATION,
        message_id="<1@example.nl>",
        recipient=make_participant(language=Language.ENGLISH),
        partnership=partnership,
        party=partnership.parties[0],
        round=make_round(),
        answer_url="https://monitor.example/s/x",
        stop_url="https://monitor.example/s/mail/1/x",
    )

    assert writing.language is Language.ENGLISH
