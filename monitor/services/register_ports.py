"""What the register needs from storage: records, worries, summaries, managers and own content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from monitor.domain.flags.digest import Digest, DigestId
from monitor.domain.flags.worry import Worry, WorryId, WorryKind
from monitor.domain.manager import Manager
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import (
    Language,
    ManagerId,
    OrganisationId,
    Partnership,
    PartnershipId,
    PartyKind,
    Phase,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.record import Authorship, Content, ContentT, Record, RecordId
from monitor.domain.results import Attention, PublishedRound
from monitor.domain.round import Quarter, RoundId


@dataclass(frozen=True, slots=True)
class NewManager:
    """A relationship manager to be stored."""

    name: str
    language: Language
    email: str | None = None
    wants_digest: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the overview shows of a partnership, made when something of it changed.

    ``history``: full rounds, oldest first, at most two years, without what a list does not show:
    of the newest no questions, comments or audit, of the others only the trend. ``light``: a light
    round held after the newest of them. ``worries``: those that are open, also resting ones.
    ``opens_until``: the deadline of the round that is open. ``look_again_on``: the day from which
    time alone may change the summary.
    ``weak``: the guidelines and obstacles that are trouble now, for the view over all partnerships.
    """

    partnership: Partnership
    attention: Attention
    opens_until: datetime | None = None
    look_again_on: date | None = None
    history: Sequence[PublishedRound] = field(default_factory=tuple)
    light: PublishedRound | None = None
    worries: Sequence[Worry] = field(default_factory=tuple)
    weak: Sequence[str] = field(default_factory=tuple)

    @property
    def latest(self) -> PublishedRound | None:
        """The newest full round, or None before the first."""
        return self.history[-1] if self.history else None


@dataclass(frozen=True, slots=True)
class SummaryFilter:
    """Which summaries are asked for; empty means everything."""

    search: str = ""
    phases: Sequence[Phase] = ()
    kinds: Sequence[WorryKind] = ()
    attention: Sequence[Attention] = ()
    manager_id: ManagerId | None = None


@dataclass(frozen=True, slots=True)
class SummaryTotals:
    """Counts over all summaries; means per kind of party are of published means only.

    ``means``: per dimension and kind, the mean over partnerships of their published means, and of
    how many partnerships. ``respondents`` and ``invited`` count what may be counted.
    ``newest_quarter``: the last quarter of which there are results.
    """

    partnerships: int
    by_attention: Mapping[Attention, int]
    open_rounds: int
    means: Mapping[tuple[Dimension, PartyKind], tuple[float, int]]
    respondents: Mapping[PartyKind, int]
    invited: Mapping[PartyKind, int]
    newest_quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class WeakCounts:
    """How often guidelines and obstacles are weak, counted where there are results.

    ``partnerships``: how many there are in a phase; ``weak``: in how many of these, by code.
    """

    partnerships: Mapping[Phase, int]
    weak: Mapping[Phase, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A conversation card of an organisation: ``content`` as :mod:`monitor.domain.cards` reads."""

    organisation_id: OrganisationId
    code: str
    content: Mapping[str, Any]
    written: Authorship
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class OwnQuestionnaire:
    """A version of the questionnaire made in the product; never changed once stored."""

    version: str
    content: Mapping[str, Any]
    written: Authorship


@dataclass(frozen=True, slots=True)
class Adoption:
    """That a version of the questionnaire is asked from a moment on."""

    version: str
    adopted: Authorship


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters of the overview under a name: ``query`` is the part of the address after ``?``."""

    name: str
    query: str


class Managers(Protocol):
    """Relationship managers."""

    def add(self, new: NewManager) -> Manager:
        """Store a manager."""
        ...

    def get(self, manager_id: ManagerId) -> Manager:
        """Return one manager; NotFoundError if there is none."""
        ...

    def list_all(self) -> Sequence[Manager]:
        """Return all managers, by name."""
        ...

    def save(self, manager: Manager) -> None:
        """Replace what is stored of a manager."""
        ...

    def delete(self, manager_id: ManagerId) -> None:
        """Delete a manager; the partnerships are without one from then on."""
        ...


class Records(Protocol):
    """What people wrote down. No version is ever lost."""

    def add(
        self, partnership_id: PartnershipId, content: ContentT, written: Authorship
    ) -> Record[ContentT]:
        """Store a record."""
        ...

    def add_many(
        self, records: Sequence[tuple[PartnershipId, Content, Authorship]]
    ) -> Sequence[Record[Content]]:
        """Store many records at once; return them in the same order."""
        ...

    def get(self, record_id: RecordId, content: type[ContentT]) -> Record[ContentT]:
        """Return one record; NotFoundError if there is none of this kind."""
        ...

    def save(
        self,
        record: Record[ContentT],
        content: ContentT,
        written: Authorship,
        *,
        is_removed: bool = False,
    ) -> Record[ContentT]:
        """Store a next version of a record.

        Raises:
            RecordChangedError: somebody saved a version after the one given.
        """
        ...

    def list_of(
        self,
        partnership_id: PartnershipId,
        content: type[ContentT],
        *,
        with_removed: bool = False,
    ) -> Sequence[Record[ContentT]]:
        """Return the present versions of a kind, in the order in which they were added."""
        ...

    def versions_of(self, record: Record[ContentT]) -> Sequence[Record[ContentT]]:
        """Return all versions of a record, oldest first."""
        ...

    def all_versions(
        self, partnership_id: PartnershipId, content: type[ContentT]
    ) -> Sequence[Record[ContentT]]:
        """Return all versions of all records of a kind, also of those removed, oldest first."""
        ...

    def list_of_ended(
        self, content: type[ContentT], ended_by: date, limit: int
    ) -> Sequence[Record[ContentT]]:
        """Return the newest of a kind over all partnerships that had ended by a day."""
        ...


class Worries(Protocol):
    """Flags with a life."""

    def add(self, worry: Worry) -> Worry:
        """Store a worry; its id is given anew."""
        ...

    def add_many(self, worries: Sequence[Worry]) -> None:
        """Store many worries at once; their ids are given anew."""
        ...

    def get(self, worry_id: WorryId) -> Worry:
        """Return one worry; NotFoundError if there is none."""
        ...

    def save(self, worry: Worry) -> None:
        """Replace what is stored of a worry."""
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Worry]:
        """Return all worries of a partnership, also closed ones, oldest first."""
        ...

    def changed_since(self, manager_id: ManagerId, since: datetime) -> Sequence[Worry]:
        """Return the worries of a manager's partnerships that changed at or after a moment."""
        ...


class Summaries(Protocol):
    """What the overview shows, one row a partnership."""

    def save(self, summary: Summary) -> None:
        """Store the summary of a partnership, in place of the one before."""
        ...

    def save_many(self, summaries: Sequence[Summary]) -> None:
        """Store many summaries at once."""
        ...

    def page(self, wanted: SummaryFilter, start: int, size: int) -> Sequence[Summary]:
        """Return summaries by attention, then by name: ``size`` of them from ``start`` on."""
        ...

    def count(self, wanted: SummaryFilter) -> Mapping[Attention, int]:
        """Count the summaries that match, by attention; without the groups of none."""
        ...

    def totals(self, now: datetime) -> SummaryTotals:
        """Count over all summaries; a round counts as open until its deadline."""
        ...

    def weak_counts(self) -> WeakCounts:
        """Count, by phase, where guidelines and obstacles are weak."""
        ...

    def due(self, today: date, limit: int) -> Sequence[PartnershipId]:
        """Return partnerships whose summary time alone may have changed by today."""
        ...

    def missing(self, limit: int) -> Sequence[PartnershipId]:
        """Return partnerships without a summary."""
        ...


class AskedAgreements(Protocol):
    """Which agreements a round asks about, fixed when it opens."""

    def add(self, round_id: RoundId, asked: Sequence[AskedAgreement]) -> None:
        """Store what a round asks about, in this order."""
        ...

    def list_of(self, round_id: RoundId) -> Sequence[AskedAgreement]:
        """Return what a round asks about, in order."""
        ...


class OwnCards(Protocol):
    """Conversation cards that organisations made themselves."""

    def save(self, card: OwnCard) -> None:
        """Store a card, in place of the one with the same organisation and code."""
        ...

    def list_all(self) -> Sequence[OwnCard]:
        """Return the cards of all organisations, by organisation and code."""
        ...


class OwnQuestionnaires(Protocol):
    """Versions of the questionnaire that were made in the product, and which one is asked."""

    def add(self, questionnaire: OwnQuestionnaire) -> bool:
        """Store a version; False if there is one of this name already."""
        ...

    def find(self, version: str) -> OwnQuestionnaire | None:
        """Return a version, or None."""
        ...

    def list_all(self) -> Sequence[OwnQuestionnaire]:
        """Return all versions, oldest first."""
        ...

    def adopt(self, version: str, adopted: Authorship) -> None:
        """Let rounds that open from now on ask a version."""
        ...

    def adopted(self) -> str | None:
        """Return the version that was adopted last, or None."""
        ...

    def adoptions(self) -> Sequence[Adoption]:
        """Return which version was adopted when, newest first."""
        ...

    def count_rounds(self) -> Mapping[str, int]:
        """Count the rounds that ask each version, also those of the product."""
        ...


class SavedViews(Protocol):
    """Views of the overview under a name."""

    def save(self, view: SavedView) -> None:
        """Store a view, in place of the one with its name."""
        ...

    def delete(self, name: str) -> None:
        """Delete a view; nothing happens if there is none."""
        ...

    def list_all(self) -> Sequence[SavedView]:
        """Return all views, by name."""
        ...


class Digests(Protocol):
    """The weekly mails to managers."""

    def begin(self, digest: Digest) -> bool:
        """Store the digest of a week, its id given anew; False if the manager has one of it."""
        ...

    def last_week(self, manager_id: ManagerId) -> Digest | None:
        """Return the newest digest of a manager, or None."""
        ...

    def claim(self, now: datetime, until: datetime, limit: int) -> Sequence[Digest]:
        """Take digests that are due, and keep them from other workers until a moment."""
        ...

    def save(self, digest: Digest) -> None:
        """Store what became of a digest, and give up the claim."""
        ...

    def get(self, digest_id: DigestId) -> Digest:
        """Return one digest; NotFoundError if there is none."""
        ...
