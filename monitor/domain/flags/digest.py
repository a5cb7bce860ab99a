"""The weekly mail to a relationship manager: which worries are news."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from monitor.domain.mail import LetterState
from monitor.domain.partnership import ManagerId

DigestId = NewType("DigestId", int)


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
