"""What privacy law needs from storage: to find what is due, to let it go, and to find a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from monitor.domain.access.account import AccountId
from monitor.domain.partnership import Participant, ParticipantId, PartnershipId
from monitor.domain.privacy.pseudonym import Renaming
from monitor.domain.privacy.retention import Cutoff, Kept
from monitor.domain.response import Pseudonym


class Place(StrEnum):
    """Where people write, so that somebody's name can stand there."""

    PARTNERSHIP = "partnership"  # Its name, contact persons and character.
    CONSENT = "consent"
    RECORD = "record"  # Agreements, the log, and all else of the register, in every version.
    WORRY = "worry"
    MEETING = "meeting"
    QUESTION = "question"  # The text of an agreement as a round asked about it.
    SHOWN_COMMENT = "shown_comment"
    SHARED = "shared"  # Cards, questionnaires and mail texts of the whole installation.


@dataclass(frozen=True, slots=True)
class Mention:
    """A text in which somebody stands by name or address."""

    place: Place
    text: str


class Retention(Protocol):
    """What is older than its term. Sample data has none: it is of nobody."""

    def count_due(self, kind: Kept, cutoff: Cutoff) -> Mapping[PartnershipId, int]:
        """Count what is due of a kind that belongs to partnerships; without those of none."""
        ...

    def remove_due(self, kind: Kept, partnership_id: PartnershipId, cutoff: Cutoff) -> None:
        """Delete what is due of a kind in one partnership, for good."""
        ...

    def people_due(self, partnership_id: PartnershipId, cutoff: Cutoff) -> Sequence[Participant]:
        """Return who left so long ago that the name has to go."""
        ...

    def count_shared(self, kind: Kept, cutoff: Cutoff) -> int:
        """Count what is due of a kind that belongs to no partnership.

        Of each manager the newest weekly mail stays.
        """
        ...

    def remove_shared(self, kind: Kept, cutoff: Cutoff) -> None:
        """Delete what is due of a kind that belongs to no partnership; nothing notes it."""
        ...

    def accounts_due(self, cutoff: Cutoff) -> Sequence[AccountId]:
        """Return whose account was disabled so long ago that they are to be forgotten."""
        ...


class Persons(Protocol):
    """One person, wherever something is kept of them."""

    def with_email(self, email: str) -> Sequence[tuple[PartnershipId, Participant]]:
        """Return who has this address, in whatever partnership; capitals make no difference."""
        ...

    def mentions(self, partnership_id: PartnershipId, renaming: Renaming) -> Sequence[Mention]:
        """Return where a person is named, without what people answered in check-ins."""
        ...

    def rename(self, partnership_id: PartnershipId, renaming: Renaming) -> None:
        """Put a pseudonym in place of a person wherever people wrote, answers included."""
        ...

    def change_pseudonym(
        self, partnership_id: PartnershipId, old: Pseudonym, new: Pseudonym
    ) -> None:
        """Let the answers under one pseudonym stand under another, which nobody can compute."""
        ...

    def delete_letters(self, participant_id: ParticipantId) -> None:
        """Delete all letters to a person."""
        ...
