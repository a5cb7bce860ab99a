"""What the services need of storage for responses."""

from collections.abc import Mapping, Sequence, Set
from typing import Protocol

from monitor.domain.partnership import PartyId
from monitor.domain.response import Response, ResponseKey
from monitor.domain.round import RoundId


class Responses(Protocol):
    """Filled-in forms. Raw answers: only services may ask for them."""

    def find(self, key: ResponseKey, *, for_update: bool = False) -> Response | None:
        """Return one response, or None; ``for_update`` keeps others from writing it meanwhile."""
        ...

    def save(self, response: Response) -> None:
        """Store a response whole, replacing the one with the same key."""
        ...

    def add_many(self, responses: Sequence[Response]) -> None:
        """Store many new responses at once."""
        ...

    def create_if_missing(self, response: Response) -> bool:
        """Store a response unless one with its key exists; False if one does.

        Of many who do so at once, one stores it.
        """
        ...

    def delete(self, key: ResponseKey) -> None:
        """Delete a response for good; nothing happens if there is none."""
        ...

    def change_key(self, old: ResponseKey, new: ResponseKey) -> None:
        """Let a response belong to another link; nothing happens if there is none."""
        ...

    def rewrite(self, round_id: RoundId) -> None:
        """Store all responses of a round anew, in the order of their keys.

        So that a copy of the database does not tell in which order they came (ADR 0003). Only
        while the round is locked exclusively.
        """
        ...

    def count(self, round_id: RoundId) -> int:
        """Count the responses of a round, drafts included."""
        ...

    def sent_keys(self, round_id: RoundId) -> Set[ResponseKey]:
        """Return the keys of the responses of a round that were sent."""
        ...

    def sent_of(self, round_id: RoundId) -> Sequence[Response]:
        """Return the responses of a round that were sent, in the order of their keys."""
        ...

    def sent_counts(self, round_id: RoundId) -> Mapping[PartyId, int]:
        """Count the sent responses of a round per party."""
        ...
