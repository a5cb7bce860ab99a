"""A worry: a flag with a life, followed over the rounds until it is over."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity

WorryId = NewType("WorryId", int)
NO_ID = WorryId(0)  # Of a worry that is not stored yet.


class WorryKind(StrEnum):
    """What a worry is about: a flag of a round, or a rule about how the relation is kept."""

    # Flags of a round; the values are those of FlagKind.
    DECLINE = "decline"
    LOW = "low"
    GAP = "gap"
    SILENCE = "silence"
    SPLIT = "split"
    DONT_KNOW = "dont_know"
    # Rules about what people wrote down, or did not.
    REVIEW_PASSED = "review_passed"  # The agreement should have been reviewed by now.
    OVERDUE = "overdue"  # An agreement is past its date.
    ROLES_UNCLEAR = "roles_unclear"  # X1 low, or the phase changed and roles were not reviewed.
    NO_FOLLOW_THROUGH = "no_follow_through"  # X3 low, or agreements that nobody noticed.
    NO_AGREEMENT = "no_agreement"  # The same worry three quarters, and nothing agreed about it.
    NO_COLLABORATION = "no_collaboration"  # In set-up for more than two quarters, none on file.
    NO_FRAMES = "no_frames"  # What is fixed and open was not written down in the first quarter.
    NO_CONTACT = "no_contact"  # No contact was logged for six weeks.
    NO_CONTACT_PERSON = "no_contact_person"  # Nobody is named whom the initiative can turn to.
    NO_MANAGER = "no_manager"  # Nobody looks after the relation.
    CONTACT_CHANGED = "contact_changed"  # Somebody new since the last round: read softly.
    NO_ROOM = "no_room"  # The initiative grows but gets no room.
    LOAD = "load"  # The work is not sustainable for a party.


# What a worry is about.
Subject = tuple[WorryKind, PartyId | None, Dimension | None]


class WorryState(StrEnum):
    """Where a worry stands, in the order of its life."""

    NEW = "new"
    SEEN = "seen"
    TALKED = "talked"
    AGREED = "agreed"
    CLOSED = "closed"
    CAME_BACK = "came_back"


class StepKind(StrEnum):
    """What happened to a worry."""

    FOUND = "found"  # By the monitor: found for the first time, or again in a later round.
    STATE = "state"  # Somebody moved it on, or the monitor did.
    NOTE = "note"
    SNOOZED = "snoozed"
    WOKEN = "woken"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a worry. ``by`` is None for what the monitor did itself.

    ``state``: the state it came in by this; None where it stayed the same. ``sequence``: the round
    in which the monitor found it, or found that it was over; None apart from that.
    """

    kind: StepKind
    at: datetime
    by: str | None = None
    state: WorryState | None = None
    note: str = ""
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a worry rests on beside its flag: published numbers and days that were written down.

    Which are set depends on the kind. ``on``: the day that matters. ``count``: how many. ``mean``:
    the published number, of ``party`` where it is of one. ``about``: the kind of worry that this
    one is about.
    """

    on: date | None = None
    count: int | None = None
    mean: float | None = None
    party: PartyId | None = None
    about: WorryKind | None = None


NO_BASIS = Basis()


@dataclass(frozen=True, slots=True)
class Snooze:
    """That a worry may rest until a day, and why."""

    until: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry of a partnership. The same worry (kind, party, dimension) exists at most once.

    ``party`` and ``dimension`` are None where the flag names none (R6). ``sequences``: the full
    rounds in which it was found, oldest first; empty for a rule. ``is_present``: it was found at
    the last look. ``with_good_news``: it was closed because it got better. ``basis``: as it was
    when it was found last.
    """

    id: WorryId
    partnership_id: PartnershipId
    kind: WorryKind
    severity: Severity
    state: WorryState
    opened_on: date
    changed_at: datetime
    party: PartyId | None = None
    dimension: Dimension | None = None
    sequences: tuple[int, ...] = ()
    is_present: bool = True
    with_good_news: bool = False
    snooze: Snooze | None = None
    steps: tuple[Step, ...] = ()
    basis: Basis = NO_BASIS

    @property
    def subject(self) -> Subject:
        """What it is about: two worries of a partnership never share this."""
        return self.kind, self.party, self.dimension

    @property
    def is_open(self) -> bool:
        """Tell whether it still asks for something."""
        return self.state is not WorryState.CLOSED

    def is_resting(self, today: date) -> bool:
        """Tell whether somebody let it rest beyond a day."""
        return self.snooze is not None and today < self.snooze.until
