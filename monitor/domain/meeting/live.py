"""What is asked on phones during a meeting, and what may be shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId

LiveQuestionId = NewType("LiveQuestionId", int)
# Which of several devices answered: it names nobody, and another question gives it another name.
Voter = NewType("Voter", str)


class LiveKind(StrEnum):
    """What is asked."""

    CARDS = "cards"  # Which of the cards of this meeting do we take first?
    TALK = "talk"  # How was this talk?
    CHECKIN = "checkin"  # One statement of each dimension.


@dataclass(frozen=True, slots=True)
class Vote:
    """What one device answered: by the code of each statement the answer, 1 to 5.

    ``party_id``: None for somebody who speaks for no party. ``card``: the one that was chosen.
    """

    party_id: PartyId | None
    values: Mapping[str, int] = field(default_factory=dict)
    card: str | None = None


class Bound(StrEnum):
    """That a mean is cut off there: it may as well lie beyond."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class LiveScore:
    """What may be shown of a statement: of all together (``party_id`` None) or of one party.

    ``mean`` is None where nothing may be shown of it; ``is_fine``: it has one decimal, and not
    halves; ``bound``: it is an end that is shown in place of what lies there or beyond.
    """

    code: str
    party_id: PartyId | None = None
    mean: float | None = None
    is_fine: bool = False
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class LiveResult:
    """All that is ever shown of the votes, which are deleted when it is made.

    ``favourites``: the cards chosen most often, one or several alike; empty for too few votes.
    ``has_enough``: enough people answered to show anything.
    """

    has_enough: bool
    scores: tuple[LiveScore, ...] = ()
    favourites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveQuestion:
    """A question on phones, open until its result is shown to all at once.

    ``codes``: its statements; ``cards``: what can be chosen. ``shown_at`` and ``result``: None
    while it is open. ``is_put_away``: the shared screen shows it no more; without a result it was
    dropped.
    """

    id: LiveQuestionId
    meeting_id: MeetingId
    kind: LiveKind
    nonce: str
    opened_at: datetime
    codes: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    shown_at: datetime | None = None
    result: LiveResult | None = None
    is_put_away: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether phones may still answer."""
        return self.shown_at is None and not self.is_put_away

    @property
    def has_told(self) -> bool:
        """Tell whether anything of the answers was shown."""
        return self.result is not None and self.result.has_enough
