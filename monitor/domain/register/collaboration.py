"""The collaboration agreement: what the parties intend, bring, need and leave to each other.

Its fields follow the Warmtesessie (seed 003) and the Zwolle session on frames (seed 004).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.partnership import PartyId, PartyKind

MOST_ROLES = 8
MOST_SENTENCES = 3  # Of the joint goal.
_SENTENCE_END = re.compile(r"[.!?]+\s+|\n+")


class ContributionKind(StrEnum):
    """What a party may bring (seed 003)."""

    MEANS = "means"
    MANDATE = "mandate"
    RESIDENTS = "residents"
    LOCAL_KNOWLEDGE = "local_knowledge"
    CAPACITY_TO_ACT = "capacity_to_act"
    OTHER = "other"


# What each kind of party is asked about first: what seed 003 says that it has.
CONTRIBUTIONS_OF: Mapping[PartyKind, Sequence[ContributionKind]] = {
    PartyKind.MUNICIPALITY: (
        ContributionKind.MEANS,
        ContributionKind.MANDATE,
        ContributionKind.OTHER,
    ),
    PartyKind.INITIATIVE: (
        ContributionKind.RESIDENTS,
        ContributionKind.LOCAL_KNOWLEDGE,
        ContributionKind.CAPACITY_TO_ACT,
        ContributionKind.OTHER,
    ),
    PartyKind.OTHER: (ContributionKind.OTHER,),
}


class RoleLevel(StrEnum):
    """What a party does on a topic."""

    SHARES = "shares"
    LEADS = "leads"
    SUPPORTS = "supports"
    DECIDES = "decides"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one party brings, in words."""

    party: PartyId
    kind: ContributionKind
    text: str


@dataclass(frozen=True, slots=True)
class Need:
    """What the others must know of a party: what it needs, and to whom it must account."""

    party: PartyId
    text: str


@dataclass(frozen=True, slots=True)
class PartyRole:
    """The role of one party on a topic."""

    party: PartyId
    level: RoleLevel


@dataclass(frozen=True, slots=True)
class TopicRoles:
    """Who does what on one topic."""

    topic: str
    roles: tuple[PartyRole, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """What is settled beforehand, what may still become anything, and who decides (seed 004)."""

    fixed: str = ""
    open: str = ""
    decides: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written down."""
        return not (self.fixed or self.open or self.decides)


@dataclass(frozen=True, slots=True)
class Collaboration:
    """A collaboration agreement; empty texts were not filled in (yet).

    ``roles``: at most :data:`MOST_ROLES`. ``not_done``: what the initiative does not do.
    ``keeper``: who guards the relation. ``ambassador``: the moment at which the initiative speaks
    to society or politics. ``signed_on``: None while it is a draft. ``reason``: why this version
    was made.
    """

    intention: str = ""
    goal: str = ""
    contributions: tuple[Contribution, ...] = ()
    needs: tuple[Need, ...] = ()
    roles: tuple[TopicRoles, ...] = ()
    frames: Frames = Frames()
    meeting_rhythm: str = ""
    support: str = ""
    not_done: str = ""
    stop_together: str = ""
    keeper: str = ""
    ambassador: str = ""
    review_on: date | None = None
    signed_on: date | None = None
    reason: str = ""


def count_sentences(text: str) -> int:
    """Count the sentences of a text; a line that ends without a full stop is one too.

    What goes on with a small letter is the same sentence: the full stop was an abbreviation's.
    """
    parts = [part for part in _SENTENCE_END.split(text) if part.strip(" .!?")]
    return sum(place == 0 or not part[0].islower() for place, part in enumerate(parts))


def is_review_due(collaboration: Collaboration, today: date) -> bool:
    """Tell whether the day on which the parties would look at it together has passed."""
    return collaboration.review_on is not None and collaboration.review_on < today
