"""When the rounds of a fictional partnership took place, seen from today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from monitor.domain.round import GRACE, Quarter

_OPENING, _CLOSING = time(8, 0, tzinfo=UTC), time(16, 0, tzinfo=UTC)
_DAYS_OPEN = 20
_DAYS_OPEN_SO_FAR = 8
_LATEST_START = 9


@dataclass(frozen=True, slots=True)
class RoundDates:
    """The quarter of a round, from when until when it takes answers, and when it became final."""

    quarter: Quarter
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None


def plan_rounds(past: int, now: datetime, random: Random) -> Sequence[RoundDates]:
    """Return so many rounds of the quarters before this one, and the one that is open now."""
    present = Quarter.of(now.date())
    earlier = [_past_round(present.shift(-back), random) for back in range(past, 0, -1)]
    return [*earlier, _present_round(present, now)]


def _past_round(quarter: Quarter, random: Random) -> RoundDates:
    """Place a round in its quarter: some weeks from the beginning of the second month."""
    first = date(quarter.year, quarter.number * 3 - 1, 1)
    first += timedelta(days=random.randint(0, _LATEST_START))
    closes_at = datetime.combine(first + timedelta(days=_DAYS_OPEN), _CLOSING)
    opens_at = datetime.combine(first, _OPENING)
    return RoundDates(quarter, opens_at, closes_at, closed_at=closes_at + GRACE)


def _present_round(quarter: Quarter, now: datetime) -> RoundDates:
    """Place a round so that it opened this quarter and stays open for weeks to come."""
    first_day = datetime(quarter.year, quarter.number * 3 - 2, 1, tzinfo=UTC)
    return RoundDates(
        quarter,
        opens_at=max(first_day, now - timedelta(days=_DAYS_OPEN_SO_FAR)),
        closes_at=datetime.combine(now.date() + timedelta(days=_DAYS_OPEN), _CLOSING),
    )
