"""What the services need of storage for the trail of what was done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.access.account import AccountId
from monitor.domain.partnership import PartnershipId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Entry


@dataclass(frozen=True, slots=True)
class TrailQuery:
    """Which entries somebody reads. ``partnership_id``: None for all of the workspace."""

    partnership_id: PartnershipId | None = None
    acts: Sequence[Act] = ()
    account_id: AccountId | None = None


class Trail(Protocol):
    """The entries of a workspace; none is ever changed or deleted."""

    def last(self) -> Entry | None:
        """Return the newest entry, and let nobody else add one until the transaction ends."""
        ...

    def add(self, entry: Entry) -> None:
        """Store an entry."""
        ...

    def page(self, query: TrailQuery, skip: int, limit: int) -> Sequence[Entry]:
        """Return entries, newest first."""
        ...

    def count(self, query: TrailQuery) -> int:
        """Count entries."""
        ...

    def people(self, partnership_id: PartnershipId | None) -> Sequence[AccountId]:
        """Return who did something in a partnership, or at all; by number."""
        ...

    def has_since(self, query: TrailQuery, since: datetime) -> bool:
        """Tell whether there is an entry of this kind from a moment on."""
        ...

    def all_in_order(self) -> Iterator[Entry]:
        """Return all entries, oldest first, without holding all of them at once."""
        ...
