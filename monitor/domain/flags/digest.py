"""The weekly mail to a relationship manager: which worries are news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from monitor.domain.flags.view import WorryView
from monitor.domain.flags.worry import StepKind, Worry, WorryState
from monitor.domain.mail import LetterState
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId, Partnership
from monitor.domain.planning import to_moment
from monitor.domain.results import Severity

DigestId = NewType("DigestId", int)

_MONDAY, _FROM = 0, time(8)
_WEEK = timedelta(weeks=1)
_UNSEEN = {WorryState.NEW, WorryState.CAME_BACK}


class NewsKind(StrEnum):
    """Why a worry is news, in the order in which it is told."""

    CAME_BACK = "came_back"
    FOUND = "found"
    WOKEN = "woken"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Digest:
    """The mail of one week to one manager; its words are made when it is sent.

    ``week_on``: the Monday of its week. ``since``: news from this moment on. The rest is as in
    :class:`monitor.domain.mail.Letter`.
    """

    id: DigestId
    manager_id: ManagerId
    week_on: date
    since: datetime
    message_id: str
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    due_at: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One worry that is news, and why."""

    kind: NewsKind
    view: WorryView


@dataclass(frozen=True, slots=True)
class PartnershipNews:
    """What is new of one partnership."""

    partnership: Partnership
    news: Sequence[News]

    @property
    def worries(self) -> Sequence[News]:
        """What asks for a look."""
        return [each for each in self.news if each.kind is not NewsKind.GOOD]

    @property
    def good(self) -> Sequence[News]:
        """What is over because it got better."""
        return [each for each in self.news if each.kind is NewsKind.GOOD]

    @property
    def is_urgent(self) -> bool:
        """Tell whether anything of it should be acted on soon."""
        return any(each.view.worry.severity is Severity.ACT for each in self.worries)


@dataclass(frozen=True, slots=True)
class DigestWriting:
    """All that is needed to word a digest; ``news``: the most urgent partnerships first.

    ``dashboard_url``: where the dashboard is; ``stop_url``: where the manager stops the digests.
    """

    manager: Manager
    message_id: str
    since: datetime
    news: Sequence[PartnershipNews]
    dashboard_url: str
    stop_url: str


def find_week(now: datetime, zone: ZoneInfo) -> date | None:
    """Return the Monday whose digests may be made now; None on other days and early."""
    local = now.astimezone(zone)
    is_time = local.weekday() == _MONDAY and local.time() >= _FROM
    return local.date() if is_time else None


def ends_at(week_on: date, zone: ZoneInfo) -> datetime:
    """Return up to when the digest of a week tells news; the next one goes on from there."""
    return to_moment(week_on, _FROM, zone)


def find_start(last: Digest | None, week_on: date, zone: ZoneInfo) -> datetime:
    """Return from when a digest tells news: where the last one that arrived ended.

    What never arrived is told again. The first digest is about one week.
    """
    if last is None:
        return ends_at(week_on - _WEEK, zone)
    has_arrived = last.state in {LetterState.SENT, LetterState.CANCELLED}
    return ends_at(last.week_on, zone) if has_arrived else last.since


def find_news(worry: Worry, since: datetime, until: datetime, today: date) -> NewsKind | None:
    """Return why a worry is news, by what the monitor found in a time; None if it is none.

    What people did themselves is no news to them, and what somebody looked at is none any more.
    """
    steps = [each for each in worry.steps if each.by is None and since <= each.at < until]
    states = {each.state for each in steps}
    if not worry.is_open:
        return NewsKind.GOOD if worry.with_good_news and WorryState.CLOSED in states else None
    if worry.is_resting(today):
        return None
    if any(each.kind is StepKind.WOKEN for each in steps):
        return NewsKind.WOKEN
    if worry.state not in _UNSEEN:
        return None
    if WorryState.CAME_BACK in states:
        return NewsKind.CAME_BACK
    return NewsKind.FOUND if WorryState.NEW in states else None


def sort_news(news: Sequence[PartnershipNews]) -> Sequence[PartnershipNews]:
    """Put partnerships in order: what should be acted on first, good news alone last, by name."""
    return sorted(
        news,
        key=lambda each: (
            not each.is_urgent,
            not each.worries,
            each.partnership.name.casefold(),
        ),
    )
