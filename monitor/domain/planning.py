"""When check-ins open and close: the rhythm of a partnership and its planned rounds."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

from monitor.domain.partnership import PartnershipId
from monitor.domain.round import GRACE
from monitor.domain.working_days import next_working_day

PlannedRoundId = NewType("PlannedRoundId", int)

QUARTERLY_MONTHS = 3
DEFAULT_OPEN_DAYS = 18
FEWEST_OPEN_DAYS, MOST_OPEN_DAYS = 5, 60
OPENING_TIME = time(9)
CLOSING_TIME = time(23, 59)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a partnership has a check-in.

    ``next_on``: the day on which the next one that is not planned yet opens, before it is moved to
    a working day. ``day``: of the month, kept because a short month must not change the ones
    after it. ``open_days``: how many days later it closes.
    """

    partnership_id: PartnershipId
    next_on: date
    day: int
    months: int = QUARTERLY_MONTHS
    open_days: int = DEFAULT_OPEN_DAYS

    def after(self, on: date) -> date:
        """Return the day one period after a day of this rhythm."""
        index = on.year * _MONTHS_A_YEAR + on.month - 1 + self.months
        year, month = divmod(index, _MONTHS_A_YEAR)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(self.day, last))


@dataclass(frozen=True, slots=True)
class Period:
    """The moments between which a round takes answers, UTC-aware."""

    opens_at: datetime
    closes_at: datetime

    def overlaps(self, other: "Period") -> bool:
        """Tell whether both are open at some moment, the time for late forms included."""
        return self.opens_at <= other.closes_at + GRACE and other.opens_at <= self.closes_at + GRACE


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round that has not opened yet: nobody is invited, and everything can still change.

    ``is_extra``: it stands outside the rhythm.
    """

    id: PlannedRoundId
    partnership_id: PartnershipId
    period: Period
    is_light: bool = False
    is_extra: bool = False

    def moved_to(self, now: datetime, zone: ZoneInfo) -> Period:
        """Return when it is open if it opens now: as many days as were planned.

        Up to a day late changes nothing; a machine that stood still for a week takes no week
        from those who answer. It then closes at the same time of a working day.
        """
        days_late, closes_at = (now - self.period.opens_at).days, self.period.closes_at
        if days_late <= 0 and closes_at > now:
            return Period(now, closes_at)
        local = closes_at.astimezone(zone)
        day = local.date() + timedelta(days=days_late)
        # One that was planned for hours may have to close a day later still.
        while (closes_at := _end_on_working_day(day, local.time(), zone)) <= now:
            day += timedelta(days=1)
        return Period(now, closes_at)


def plan_period(on: date, open_days: int, zone: ZoneInfo) -> Period:
    """Return when a round of a rhythm is open: from and until a working day, in local time."""
    first = next_working_day(on)
    last = first + timedelta(days=open_days)
    return Period(
        to_moment(first, OPENING_TIME, zone), _end_on_working_day(last, CLOSING_TIME, zone)
    )


def find_room(period: Period, taken: Iterable[Period], zone: ZoneInfo) -> Period | None:
    """Return the part of a period in which no other round is open; None if that is too short.

    It opens on the first working day after all that stands in its way, and closes when it would
    have. With fewer days left than a rhythm may have, few would answer: then it falls away.
    """
    for other in sorted(taken, key=lambda each: each.closes_at):
        if period.overlaps(other):
            # In the morning after it, the time for late forms is over too.
            last_day = other.closes_at.astimezone(zone).date()
            opens_on = next_working_day(last_day + timedelta(days=1))
            period = Period(to_moment(opens_on, OPENING_TIME, zone), period.closes_at)
    is_long_enough = period.closes_at - period.opens_at >= timedelta(days=FEWEST_OPEN_DAYS)
    return period if is_long_enough else None


def to_moment(day: date, clock: time, zone: ZoneInfo, *, is_end: bool = False) -> datetime:
    """Return a local time of day as a moment in UTC.

    In the night that the clock goes back a time comes twice: a beginning is the first of them and
    an end the second. In the night it goes forward a time may not come at all: it is then moved
    by as much as the clock is.
    """
    local = datetime.combine(day, clock, tzinfo=zone).replace(fold=int(is_end))
    if local.astimezone(UTC).astimezone(zone).replace(fold=0) != local.replace(fold=0):
        local = local.replace(fold=0)  # Skipped: what it would have been before the change.
    return local.astimezone(UTC)


def _end_on_working_day(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return to_moment(next_working_day(day), clock, zone, is_end=True)
