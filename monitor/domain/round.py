"""A check-in of one partnership: its quarter, when it is open, and when it is final."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from monitor.domain.partnership import ParticipantId, PartnershipId, PartyId, Phase, PrivacyMode

RoundId = NewType("RoundId", int)
InvitationId = NewType("InvitationId", int)

# A form that was being filled in at the deadline may still be sent for this long.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, the label of a round."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day falls in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, label: str) -> "Quarter":
        """Read a label such as ``2026-Q4``; ValueError if it is none."""
        year, separator, number = label.partition("-Q")
        if not separator or number not in {"1", "2", "3", "4"}:
            raise ValueError(f"Not a quarter: {label!r}")
        return cls(int(year), int(number))

    def __str__(self) -> str:
        """Write the label that :meth:`parse` reads."""
        return f"{self.year}-Q{self.number}"

    def shift(self, quarters: int) -> "Quarter":
        """Return the quarter that lies so many quarters later (or earlier, when negative)."""
        index = self.year * 4 + self.number - 1 + quarters
        return Quarter(index // 4, index % 4 + 1)


class RoundState(StrEnum):
    """What a round accepts at a moment."""

    PLANNED = "planned"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """One check-in of one partnership.

    ``closes_at`` is the deadline that people see. ``closed_at`` is set when the round is made
    final: from then on its answers never change and its results are released. ``sequence``
    counts the rounds of the partnership from 1. Questionnaire version, privacy mode, minimum group
    and phase are those of the moment of opening: nothing changes under a person who is answering.
    ``is_linked``: its responses carry pseudonyms; it may become unlinked, never linked.
    ``is_light``: it asks one question of each dimension only. ``has_mirror`` and ``asks_load``: it
    asks what the other party will answer, and how many hours the work takes.
    """

    id: RoundId
    partnership_id: PartnershipId
    sequence: int
    quarter: Quarter
    opens_at: datetime
    closes_at: datetime
    questionnaire_version: str
    privacy_mode: PrivacyMode
    minimum_group: int
    phase: Phase
    closed_at: datetime | None = None
    is_linked: bool = False
    is_light: bool = False
    has_mirror: bool = False
    asks_load: bool = False

    def state(self, now: datetime) -> RoundState:
        """Tell what the round accepts at a moment (all times UTC-aware)."""
        if self.closed_at is not None or now >= self.closes_at + GRACE:
            return RoundState.CLOSED
        if now < self.opens_at:
            return RoundState.PLANNED
        return RoundState.GRACE if now >= self.closes_at else RoundState.OPEN

    def is_due_to_close(self, now: datetime) -> bool:
        """Tell whether deadline and grace are over while the round is not final yet."""
        return self.closed_at is None and now >= self.closes_at + GRACE


@dataclass(frozen=True, slots=True)
class Invitation:
    """The invitation of one person to one round.

    It knows the person and how to make the personal link, and nothing of what was answered.
    All invitations of a round together are its roster: who belonged to a party when it opened.
    """

    id: InvitationId
    round_id: RoundId
    participant_id: ParticipantId
    party_id: PartyId
    nonce: str
    is_withdrawn: bool = False
