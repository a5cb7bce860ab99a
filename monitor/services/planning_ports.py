"""What planning needs from storage: rhythms, planned rounds and what parties agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.partnership import PartnershipId
from monitor.domain.planning import Period, PlannedRound, PlannedRoundId, Rhythm
from monitor.domain.privacy_agreement import Consent


@dataclass(frozen=True, slots=True)
class NewPlannedRound:
    """A planned round to be stored."""

    partnership_id: PartnershipId
    period: Period
    is_light: bool = False
    is_extra: bool = False


class Consents(Protocol):
    """What each party said about the privacy of its partnership (the newest word holds)."""

    def save(self, consent: Consent) -> None:
        """Store the consent of a party, in place of its earlier one."""
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Consent]:
        """Return the consents of a partnership, in the order of its parties."""
        ...


class Plans(Protocol):
    """Rhythms and rounds that have not opened yet."""

    def find_rhythm(self, partnership_id: PartnershipId) -> Rhythm | None:
        """Return the rhythm of a partnership, or None."""
        ...

    def rhythms_to_plan(self) -> Sequence[Rhythm]:
        """Return the rhythms of which no round is planned."""
        ...

    def save_rhythm(self, rhythm: Rhythm) -> None:
        """Store the rhythm of a partnership, in place of its earlier one."""
        ...

    def delete_rhythm(self, partnership_id: PartnershipId) -> None:
        """Delete the rhythm of a partnership; its planned rounds stay."""
        ...

    def add(self, new: NewPlannedRound) -> PlannedRound:
        """Store a planned round."""
        ...

    def get(self, planned_id: PlannedRoundId) -> PlannedRound:
        """Return one planned round; NotFoundError if there is none (any more)."""
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[PlannedRound]:
        """Return the planned rounds of a partnership, the earliest first."""
        ...

    def list_due(self, now: datetime) -> Sequence[PlannedRound]:
        """Return all planned rounds that should be open by now, the earliest first."""
        ...

    def save(self, planned: PlannedRound) -> None:
        """Replace a planned round."""
        ...

    def delete(self, planned_id: PlannedRoundId) -> bool:
        """Delete a planned round; tell whether it was still there. Only one of many succeeds."""
        ...
