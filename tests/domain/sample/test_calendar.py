from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from monitor.domain.round import GRACE, Quarter
from monitor.domain.sample.calendar import RoundDates, plan_rounds

MOMENTS = [
    datetime(2026, 10, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 11, 17, 9, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2024, 2, 29, 12, 0, tzinfo=UTC),
]


def plan(past: int, now: datetime) -> list[RoundDates]:
    return list(plan_rounds(past, now, Random(1)))  # noqa: S311 - Not a secret.


@pytest.mark.parametrize("now", MOMENTS)
def test_the_newest_round_is_of_this_quarter_and_open_for_weeks(now: datetime) -> None:
    newest = plan(3, now)[-1]

    assert newest.quarter == Quarter.of(now.date())
    assert newest.opens_at <= now
    assert Quarter.of(newest.opens_at.date()) == newest.quarter
    assert newest.closes_at > now + timedelta(weeks=2)
    assert newest.closed_at is None


@pytest.mark.parametrize("now", MOMENTS)
def test_each_earlier_round_lies_in_its_own_quarter(now: datetime) -> None:
    *earlier, newest = plan(12, now)

    quarters = [round_.quarter for round_ in earlier]
    assert quarters == [newest.quarter.shift(-back) for back in range(12, 0, -1)]
    for round_ in earlier:
        assert Quarter.of(round_.opens_at.date()) == round_.quarter
        assert Quarter.of(round_.closes_at.date()) == round_.quarter
        assert round_.opens_at < round_.closes_at < now
        assert round_.closed_at == round_.closes_at + GRACE


def test_a_newcomer_has_only_the_open_round() -> None:
    assert len(plan(0, MOMENTS[0])) == 1
