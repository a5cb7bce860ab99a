"""What managing the register needs from storage beside the partnerships themselves."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from monitor.domain.partnership import (
    ManagerId,
    Organisation,
    OrganisationId,
    ParticipantId,
    PartnershipId,
    Party,
    PartyId,
    Phase,
)


@dataclass(frozen=True, slots=True)
class PartnershipLine:
    """What a list shows of a partnership."""

    id: PartnershipId
    name: str
    phase: Phase
    manager_id: ManagerId | None
    ended_on: date | None


class Directory(Protocol):
    """Who is in the register, what hangs on it, and what may be taken out of it."""

    def find_lines(self, search: str, limit: int) -> Sequence[PartnershipLine]:
        """Return partnerships whose name holds a text, whatever its capitals, by name."""
        ...

    def add_party(self, partnership_id: PartnershipId, organisation: Organisation) -> Party:
        """Store a further party of a partnership, after those it has."""
        ...

    def delete_party(self, party_id: PartyId) -> None:
        """Delete a party with its people; only of one nobody of which was ever invited."""
        ...

    def invited_parties(self, partnership_id: PartnershipId) -> Set[PartyId]:
        """Return the parties of which somebody was ever invited to a round."""
        ...

    def find_organisations(self, search: str, limit: int) -> Sequence[Organisation]:
        """Return organisations whose name holds a text, whatever its capitals, by name."""
        ...

    def partnerships_with(
        self, organisation_id: OrganisationId
    ) -> Sequence[tuple[PartnershipId, str]]:
        """Return the partnerships that an organisation is a party of, by name."""
        ...

    def has_rounds(self, organisation_id: OrganisationId) -> bool:
        """Tell whether a partnership of an organisation ever had a round."""
        ...

    def count_managed(self) -> Mapping[ManagerId, int]:
        """Count the partnerships of each manager; without those who have none."""
        ...

    def managed_by(self, manager_id: ManagerId) -> Sequence[tuple[PartnershipId, str]]:
        """Return the partnerships of a manager, by name."""
        ...

    def set_manager(
        self, partnership_ids: Sequence[PartnershipId], manager_id: ManagerId | None
    ) -> None:
        """Give partnerships a manager, or none."""
        ...

    def invited_participants(self, participant_ids: Sequence[ParticipantId]) -> Set[ParticipantId]:
        """Return who of these people was ever invited to a round."""
        ...

    def delete_participants(self, participant_ids: Sequence[ParticipantId]) -> None:
        """Delete people; only those who were never invited."""
        ...
