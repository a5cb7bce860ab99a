"""Use case of the worker: hand letters to the mail server and store what became of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage

from monitor.domain.errors import NotFoundError, StorageUnavailableError
from monitor.domain.links import derive_mail_token, derive_token
from monitor.domain.mail import (
    Letter,
    LetterState,
    MailKind,
    Writing,
    may_remind,
    may_remind_from,
)
from monitor.domain.partnership import Participant
from monitor.domain.round import Invitation, Round, RoundState
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.mail.attempts import (
    BATCH,
    LEASE,
    LONGEST_RUN,
    STORING_TRIES,
    hand_over,
    settle,
)
from monitor.services.mail_ports import Mailer
from monitor.services.ports import UnitOfWork

Compose = Callable[[Writing], EmailMessage]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the letters of a run; the delayed ones are tried again."""

    sent: int = 0
    delayed: int = 0
    refused: int = 0
    cancelled: int = 0

    def plus(self, other: "Delivered") -> "Delivered":
        """Return what became of the mails of two runs."""
        return Delivered(
            sent=self.sent + other.sent,
            delayed=self.delayed + other.delayed,
            refused=self.refused + other.refused,
            cancelled=self.cancelled + other.cancelled,
        )


def deliver(
    context: Context,
    mailer: Mailer,
    compose: Compose,
    must_stop: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Send the letters that are due, for a few minutes at most.

    Each at least once, also when a worker dies in between; and no other worker sends it as well.
    ``must_stop`` is asked before each letter.
    """
    ends_at = context.clock.now() + LONGEST_RUN
    states: list[LetterState] = []
    try:
        while batch := _claim(context):
            for position, letter in enumerate(batch):
                if must_stop() or context.clock.now() >= ends_at:
                    _give_back(context, batch[position:])
                    return summarise(states)
                states.append(_deliver_one(context, mailer, compose, letter))
    finally:
        mailer.close()
    return summarise(states)


def summarise(states: Iterable[LetterState]) -> Delivered:
    """Count what became of the mails of a run."""
    counts = Counter(states)
    return Delivered(
        sent=counts[LetterState.SENT],
        delayed=counts[LetterState.WAITING],
        refused=counts[LetterState.REFUSED],
        cancelled=counts[LetterState.CANCELLED],
    )


def _claim(context: Context) -> Sequence[Letter]:
    now = context.clock.now()
    with context.unit_of_work() as uow:
        letters = uow.outbox.claim(now, now + LEASE, BATCH)
        uow.commit()
    return letters


def _give_back(context: Context, letters: Sequence[Letter]) -> None:
    with context.unit_of_work() as uow:
        for letter in letters:
            uow.outbox.save(letter)
        uow.commit()


def _deliver_one(context: Context, mailer: Mailer, compose: Compose, letter: Letter) -> LetterState:
    """Try one letter, outside any transaction, and store how it went."""
    writing = _prepare(context, letter)
    if writing is None:
        return _store(context, settle(letter, LetterState.CANCELLED))
    now = context.clock.now()
    if letter.kind.is_reminder and not may_remind(now, context.time_zone):
        return _store(context, replace(letter, due_at=may_remind_from(now, context.time_zone)))
    attempt = hand_over(mailer, lambda: compose(writing), letter, now)
    refused_by = writing.recipient if attempt.is_refused else None
    return _store(context, attempt.mail, refused_by=refused_by)


def _store(
    context: Context, letter: Letter, *, refused_by: Participant | None = None
) -> LetterState:
    for tries_left in reversed(range(STORING_TRIES)):
        try:
            with context.unit_of_work() as uow:
                uow.outbox.save(letter)
                if refused_by is not None:
                    _mark_address(uow, refused_by, letter.failure)
                uow.commit()
        except StorageUnavailableError:
            if not tries_left:
                raise
        else:
            break
    return letter.state


def _mark_address(uow: UnitOfWork, tried: Participant, failure: str | None) -> None:
    """Note that an address does not work, unless it was corrected meanwhile."""
    with suppress(NotFoundError):
        participant = uow.partnerships.get_participant(tried.id, for_update=True)
        if participant.email == tried.email:
            uow.partnerships.save_participant(replace(participant, mail_failure=failure))


def _prepare(context: Context, letter: Letter) -> Writing | None:
    """Gather what a letter is worded from; None if nobody wants it any more."""
    with context.unit_of_work(reads_only=True) as uow, suppress(NotFoundError):
        round_ = uow.rounds.get(letter.round_id)
        recipient = uow.partnerships.get_participant(letter.participant_id)
        invitation = _find_invitation(uow, round_, recipient)
        if invitation is None or not recipient.can_be_mailed:
            return None
        if not _is_in_time(context, uow, letter.kind, (round_, invitation)):
            return None
        partnership = uow.partnerships.get(round_.partnership_id)
        party = partnership.party(invitation.party_id)
        return Writing(
            kind=letter.kind,
            message_id=letter.message_id,
            recipient=recipient,
            partnership=partnership,
            party=party,
            round=round_,
            answer_url=_answer_url(context, round_, invitation),
            stop_url=_stop_url(context, recipient),
            text=uow.mail_texts.find(party.organisation.id, letter.kind, recipient.language),
        )
    return None  # Deleted meanwhile.


def _find_invitation(uow: UnitOfWork, round_: Round, recipient: Participant) -> Invitation | None:
    """Return the invitation of a person, or None if there is none or it was withdrawn."""
    for invitation in uow.rounds.invitations_of(round_.id):
        if invitation.participant_id == recipient.id and not invitation.is_withdrawn:
            return invitation
    return None


def _is_in_time(
    context: Context, uow: UnitOfWork, kind: MailKind, place: tuple[Round, Invitation]
) -> bool:
    """Tell whether a call to answer still makes sense; other letters always do."""
    round_, invitation = place
    if not (kind is MailKind.INVITATION or kind.is_reminder):
        return True
    # Not "only while it is open": a clock that goes back may not cost people their invitation.
    if _has_ended(round_, context.clock.now()):
        return False
    has_answered = response_key_of(context, round_, invitation) in uow.responses.sent_keys(
        round_.id
    )
    return not (kind.is_reminder and has_answered)


def _has_ended(round_: Round, now: datetime) -> bool:
    return round_.state(now) in {RoundState.GRACE, RoundState.CLOSED}


def _answer_url(context: Context, round_: Round, invitation: Invitation) -> str:
    if round_.state(context.clock.now()) is RoundState.CLOSED:
        return ""
    return f"{context.public_url}/s/{derive_token(context.secret_key, invitation.nonce)}"


def _stop_url(context: Context, recipient: Participant) -> str:
    token = derive_mail_token(context.secret_key, recipient.id)
    return f"{context.public_url}/s/mail/{recipient.id}/{token}"
