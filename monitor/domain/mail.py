"""The letters of a check-in: which there are, when they are due, and how sending them goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from monitor.domain.partnership import (
    Language,
    OrganisationId,
    Participant,
    ParticipantId,
    Partnership,
    Party,
)
from monitor.domain.planning import Period, to_moment
from monitor.domain.round import Round, RoundId
from monitor.domain.working_days import is_working_day, next_working_day, working_days_before

LetterId = NewType("LetterId", int)

# Nobody is reminded at night.
_FIRST_HOUR, _LAST_HOUR = time(9), time(18)
_WORKING_DAYS_BEFORE_END = 2
# After each failure that may pass: 1, 2, 4 ... minutes, at most this long.
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=4)
# Then it has been tried for about five days, as mail servers do (RFC 5321, 4.5.4.1).
MAXIMUM_ATTEMPTS = 36


class MailKind(StrEnum):
    """What a letter is for."""

    INVITATION = "invitation"
    HALFWAY = "halfway"
    LAST_DAYS = "last_days"
    THANKS = "thanks"
    RESULTS = "results"

    @property
    def is_reminder(self) -> bool:
        """Tell whether only those who have not answered get it."""
        return self in {MailKind.HALFWAY, MailKind.LAST_DAYS}


class LetterState(StrEnum):
    """How far a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one participant about one round; its words are made when it is sent.

    So no table holds a personal link. ``message_id`` stays the same however often it is tried.
    ``due_at``: not before this moment; None once it is settled, for it would tell who did what
    when. ``failure``: what the mail server said last.
    """

    id: LetterId
    kind: MailKind
    round_id: RoundId
    participant_id: ParticipantId
    message_id: str
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    due_at: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class MailText:
    """Subject and body of a kind of letter as an organisation wrote them, with placeholders."""

    organisation_id: OrganisationId
    kind: MailKind
    language: Language
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Writing:
    """All that is needed to word one letter.

    ``answer_url``: the personal link; empty once the round takes no answers. ``stop_url``: where
    the recipient stops all mail, by one click. ``text``: the words of the recipient's
    organisation; None where it uses those of the product.
    """

    kind: MailKind
    message_id: str
    recipient: Participant
    partnership: Partnership
    party: Party
    round: Round
    answer_url: str
    stop_url: str
    text: MailText | None = None

    @property
    def language(self) -> Language:
        """Language of the recipient."""
        return self.recipient.language


def reminder_moments(period: Period, zone: ZoneInfo) -> Sequence[tuple[MailKind, datetime]]:
    """Return when each reminder is due: half-way, and two working days before the end.

    Both on a working day, in the morning. The one half-way falls away when the other one is at
    the same day or before it; any falls away that would come on the first day or before it.
    """
    opens_on = period.opens_at.astimezone(zone).date()
    closes_on = period.closes_at.astimezone(zone).date()
    halfway_on = next_working_day(opens_on + (closes_on - opens_on) / 2)
    last_on = working_days_before(closes_on, _WORKING_DAYS_BEFORE_END)
    days = [(MailKind.HALFWAY, halfway_on), (MailKind.LAST_DAYS, last_on)]
    return [
        (kind, to_moment(day, _FIRST_HOUR, zone))
        for kind, day in days
        if day > opens_on and (kind is MailKind.LAST_DAYS or day < last_on)
    ]


def may_remind(now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a reminder may go out at a moment: on working days, in office hours."""
    local = now.astimezone(zone)
    return is_working_day(local.date()) and _FIRST_HOUR <= local.time() < _LAST_HOUR


def may_remind_from(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment from now on at which a reminder may go out."""
    if may_remind(now, zone):
        return now
    local = now.astimezone(zone)
    is_early = local.time() < _FIRST_HOUR
    day = next_working_day(local.date() if is_early else local.date() + timedelta(days=1))
    return to_moment(day, _FIRST_HOUR, zone)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts that failed: twice as long each time."""
    doublings = min(attempts - 1, 16)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)
