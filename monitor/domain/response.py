"""What one person answered in one round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from monitor.domain.partnership import PartyId
from monitor.domain.round import RoundId

# Keyed hash of the personal link: without the secret key nothing ties it to an invitation.
ResponseKey = NewType("ResponseKey", str)
# The same for one person in every round of a linked partnership (ADR 0011).
Pseudonym = NewType("Pseudonym", str)

MAXIMUM_COMMENT_LENGTH = 2000

# An answer to a scale question: a value, or None for "don't know". Not answered: no entry.
Answer = int | None


class Audience(StrEnum):
    """Who may read a comment, chosen by its writer (``signals.md``, Decided)."""

    SHARED_SCREEN = "shared_screen"
    COACH_ONLY = "coach_only"
    NOT_VERBATIM = "not_verbatim"


# What holds until the writer chooses: nobody reads the words.
DEFAULT_AUDIENCE = Audience.NOT_VERBATIM


@dataclass(frozen=True, slots=True)
class Comment:
    """An open answer with its writer's choice of who may read it."""

    text: str
    audience: Audience = DEFAULT_AUDIENCE


@dataclass(frozen=True, slots=True)
class Response:
    """One person's form. It counts once it was sent; until then it is a draft.

    ``answers``: question code to value or None (don't know). ``choices``: codes of a pick-list
    question to the options picked. ``version`` counts the times it was saved: who saves over a
    version that was not shown is warned. ``is_paper``: the facilitator entered it from paper.
    ``pseudonym``: in linked rounds only. When it was saved is kept nowhere: beside mail that went
    out, a time would tell whose it is.
    """

    key: ResponseKey
    round_id: RoundId
    party_id: PartyId
    answers: Mapping[str, Answer] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    is_sent: bool = False
    pseudonym: Pseudonym | None = None
    version: int = 0
    is_paper: bool = False
