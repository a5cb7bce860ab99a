"""A record: something people wrote down about a partnership. Every version of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from monitor.domain.partnership import PartnershipId
from monitor.domain.partnership import RecordId as RecordId  # noqa: PLC0414 - handed on.
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import (
    Change,
    ChosenCards,
    Contact,
    Event,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    Term,
)

Content = (
    Agreement
    | Collaboration
    | Contact
    | Event
    | GrowthStep
    | Support
    | Change
    | Lesson
    | Term
    | Handover
    | ChosenCards
    | Farewell
)
ContentT = TypeVar("ContentT", bound=Content)


class RecordKind(StrEnum):
    """Of what kind a record is; each kind has one class of content."""

    AGREEMENT = "agreement"
    COLLABORATION = "collaboration"  # One a partnership.
    CONTACT = "contact"
    EVENT = "event"
    GROWTH_STEP = "growth_step"
    SUPPORT = "support"
    CHANGE = "change"
    LESSON = "lesson"
    TERM = "term"
    HANDOVER = "handover"
    CARDS = "cards"  # One a partnership.
    FAREWELL = "farewell"  # One a partnership.


CONTENT_OF: Mapping[RecordKind, type[Content]] = {
    RecordKind.AGREEMENT: Agreement,
    RecordKind.COLLABORATION: Collaboration,
    RecordKind.CONTACT: Contact,
    RecordKind.EVENT: Event,
    RecordKind.GROWTH_STEP: GrowthStep,
    RecordKind.SUPPORT: Support,
    RecordKind.CHANGE: Change,
    RecordKind.LESSON: Lesson,
    RecordKind.TERM: Term,
    RecordKind.HANDOVER: Handover,
    RecordKind.CARDS: ChosenCards,
    RecordKind.FAREWELL: Farewell,
}
_KIND_OF: Mapping[type[object], RecordKind] = {
    content: kind for kind, content in CONTENT_OF.items()
}


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote a version, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record(Generic[ContentT]):
    """The present version of a record; ``version`` counts from 1.

    ``is_removed``: taken away, which can be undone; its versions stay.
    """

    id: RecordId
    partnership_id: PartnershipId
    content: ContentT
    written: Authorship
    version: int = 1
    is_removed: bool = False


def kind_of(content: type[object]) -> RecordKind:
    """Return the kind of record that holds this class of content; KeyError if none does."""
    return _KIND_OF[content]
