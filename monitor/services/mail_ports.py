"""What mail needs from outside: an outbox, the words of organisations, and a mail server."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from monitor.domain.mail import Letter, MailKind, MailText
from monitor.domain.partnership import Language, OrganisationId, ParticipantId
from monitor.domain.round import RoundId


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to be sent; there is one of a kind for each participant and round."""

    kind: MailKind
    round_id: RoundId
    participant_id: ParticipantId
    message_id: str
    due_at: datetime


class Mailer(Protocol):
    """Hands letters to a mail server, or to whatever stands in its place."""

    def send(self, message: EmailMessage) -> None:
        """Hand over one letter; when this returns, it was accepted.

        Raises:
            MailRefusedError: it will never be accepted as it is.
            MailDelayedError: it may be accepted later, or it is not known whether it was.
        """
        ...

    def close(self) -> None:
        """End a run of letters: let go of the server; the next letter connects anew."""
        ...


class Outbox(Protocol):
    """Letters that wait, and what became of those that do not."""

    def begin_mailing(self, round_id: RoundId, kind: MailKind) -> bool:
        """Note that letters of a kind are made for a round; False if that was done before.

        Of many who try at the same time, one gets True.
        """
        ...

    def mailings_of(self, round_id: RoundId) -> Set[MailKind]:
        """Return of which kinds letters were made for a round."""
        ...

    def add(self, letters: Sequence[NewLetter]) -> int:
        """Store letters, passing over those there are already; return how many were new."""
        ...

    def add_again(self, letter: NewLetter) -> None:
        """Store a letter in place of the one of its kind, participant and round, and send it."""
        ...

    def claim(self, now: datetime, until: datetime, limit: int) -> Sequence[Letter]:
        """Take letters that are due, and keep them from other workers until a moment."""
        ...

    def save(self, letter: Letter) -> None:
        """Store what became of a claimed letter, and give up the claim.

        Nothing happens if it was settled or replaced meanwhile.
        """
        ...

    def list_of(self, round_id: RoundId) -> Sequence[Letter]:
        """Return all letters of a round."""
        ...

    def count_waiting(self) -> int:
        """Count the letters that wait."""
        ...


class MailTexts(Protocol):
    """Mail as organisations word it themselves; what they did not is worded by the product."""

    def find(
        self, organisation_id: OrganisationId, kind: MailKind, language: Language
    ) -> MailText | None:
        """Return the text of an organisation, or None."""
        ...

    def save(self, text: MailText) -> None:
        """Store a text, in place of the earlier one."""
        ...

    def delete(self, organisation_id: OrganisationId, kind: MailKind, language: Language) -> None:
        """Delete a text: the product's own holds again."""
        ...
