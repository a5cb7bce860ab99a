"""What keeps an installation in order: secrets that can be deleted, misses, signs of life."""

from collections.abc import Set
from datetime import datetime
from typing import Protocol

from monitor.domain.links import LinkingSecret
from monitor.domain.partnership import PartnershipId


class LinkingSecrets(Protocol):
    """The secrets of linked partnerships; a partnership without one is unlinked (ADR 0011)."""

    def add(self, partnership_id: PartnershipId, secret: LinkingSecret) -> None:
        """Store the secret of a partnership; it has one at most."""
        ...

    def find(
        self, partnership_id: PartnershipId, *, for_update: bool = False
    ) -> LinkingSecret | None:
        """Return the secret of a partnership, or None; ``for_update`` keeps it from deletion."""
        ...

    def delete(self, partnership_id: PartnershipId) -> None:
        """Delete the secret and every tie that was made with it: the rounds become unlinked."""
        ...


class Misses(Protocol):
    """How often links were asked for that do not exist, by address and minute."""

    def add(self, address: str, minute: int) -> None:
        """Count one more."""
        ...

    def count(self, address: str, minute: int) -> int:
        """Return how many there were in a minute."""
        ...

    def reached(self, least: int, minute: int) -> Set[str]:
        """Return the addresses that had so many or more in a minute."""
        ...

    def forget(self, before: int) -> None:
        """Delete all from before a minute."""
        ...


class Heartbeats(Protocol):
    """When something last worked: that the database can be written to, that the worker ran."""

    def beat(self, name: str, at: datetime) -> None:
        """Store that it works now."""
        ...

    def take_room(self) -> None:
        """Take room for something new and give it back; unavailable when there is none."""
        ...

    def last(self, name: str) -> datetime | None:
        """Return when it last worked, or None."""
        ...
