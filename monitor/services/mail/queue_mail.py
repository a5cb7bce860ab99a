"""Use cases of mail: which letters a round needs now, and for whom."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import SystemRandom
from urllib.parse import urlsplit

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import InvalidParticipantError, NotFoundError, RoundClosedError
from monitor.domain.mail import MailKind, may_remind, reminder_moments
from monitor.domain.partnership import Participant
from monitor.domain.planning import Period
from monitor.domain.round import Invitation, InvitationId, Round, RoundId, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.mail_ports import NewLetter
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note

# The end of a very long host name is unique enough, and the column has its bounds.
_LONGEST_HOST = 80


def queue_invitations(context: Context, uow: UnitOfWork, round_: Round) -> None:
    """Queue the invitations of a round, in the transaction that opens it."""
    if uow.outbox.begin_mailing(round_.id, MailKind.INVITATION):
        _add(context, uow, round_, MailKind.INVITATION, _reachable(uow, round_))


def queue_invitation_of(
    context: Context, uow: UnitOfWork, round_: Round, participant: Participant
) -> None:
    """Queue the invitation of somebody who joins a round that is open already.

    Nobody gets one of a round whose invitations were not mailed.
    """
    is_mailed = MailKind.INVITATION in uow.outbox.mailings_of(round_.id)
    if is_mailed and participant.can_be_mailed:
        _add(context, uow, round_, MailKind.INVITATION, [participant])


def queue_results(context: Context, uow: UnitOfWork, round_: Round) -> None:
    """Queue the notice that results are ready, in the transaction that closes a round.

    All of all parties get it at the same moment. A round whose invitations were not mailed gets
    none: nobody of a sample is real.
    """
    is_mailed = MailKind.INVITATION in uow.outbox.mailings_of(round_.id)
    if is_mailed and uow.outbox.begin_mailing(round_.id, MailKind.RESULTS):
        _add(context, uow, round_, MailKind.RESULTS, _reachable(uow, round_))


def queue_letters(context: Context) -> int:
    """Queue the reminders and thank-you letters that are due; return how many letters."""
    with context.unit_of_work(reads_only=True) as uow:
        mailings = {each: uow.outbox.mailings_of(each.id) for each in uow.rounds.list_unclosed()}
        mailed = [each for each, kinds in mailings.items() if MailKind.INVITATION in kinds]
        remind = [each.id for each in mailed if set(_due_reminders(context, each)) - mailings[each]]
        thank = [each.id for each in mailed if _whom_to_thank(context, uow, each)]
    return _queue_for_each(context, remind, _queue_reminder) + _queue_for_each(
        context, thank, _queue_thanks
    )


def send_invitation_again(context: Context, invitation_id: InvitationId) -> None:
    """Send an invitation once more, also to an address that was refused before.

    Raises:
        NotFoundError: there is no such invitation, or it was withdrawn.
        RoundClosedError: the round takes no more answers.
        InvalidParticipantError: this person has no address or wants no mail.
    """
    with context.unit_of_work() as uow:
        invitation = uow.rounds.get_invitation(invitation_id)
        partnership_id = uow.rounds.get(invitation.round_id).partnership_id
        check_can_manage(context.actor, partnership_id)
        if invitation.is_withdrawn:
            raise NotFoundError(f"invitation {invitation_id}")
        round_ = uow.rounds.lock(invitation.round_id, exclusively=False)
        if round_.state(context.clock.now()) is not RoundState.OPEN:
            raise RoundClosedError(f"round {round_.id}")
        participant = uow.partnerships.get_participant(invitation.participant_id, for_update=True)
        cleared = replace(participant, mail_failure=None)
        if not cleared.can_be_mailed:
            raise InvalidParticipantError(f"participant {participant.id} cannot be mailed")
        uow.partnerships.save_participant(cleared)
        uow.outbox.add_again(_make_letter(context, round_, MailKind.INVITATION, cleared))
        _note(context, uow, round_, MailKind.INVITATION)
        uow.commit()


def _queue_for_each(
    context: Context, round_ids: Sequence[RoundId], queue: Callable[[Context, RoundId], int]
) -> int:
    queued = 0
    for round_id in round_ids:
        try:
            queued += queue(context, round_id)
        except NotFoundError:
            continue  # Deleted meanwhile.
    return queued


def _queue_reminder(context: Context, round_id: RoundId) -> int:
    """Queue the reminder that is due, once; an earlier one that was not made yet lapses."""
    with context.unit_of_work() as uow:
        round_ = uow.rounds.lock(round_id, exclusively=False)
        begun = [
            (kind, uow.outbox.begin_mailing(round_id, kind))
            for kind in _due_reminders(context, round_)
        ]
        if not begun or not begun[-1][1]:
            return 0  # Another worker was first.
        kind = begun[-1][0]
        sent = uow.responses.sent_keys(round_id)
        people = [
            person
            for invitation, person in _roster(uow, round_)
            if response_key_of(context, round_, invitation) not in sent
        ]
        queued = _add(context, uow, round_, kind, people)
        _note(context, uow, round_, kind)
        uow.commit()
    return queued


def _note(context: Context, uow: UnitOfWork, round_: Round, kind: MailKind) -> None:
    """Note that mail was queued, never how much: a reminder goes to who has not answered yet."""
    facts = {"round": round_.id, "kind": kind.value}
    note(context, uow, Deed(Act.MAIL_QUEUED, round_.partnership_id, facts=facts))


def _due_reminders(context: Context, round_: Round) -> Sequence[MailKind]:
    now = context.clock.now()
    if round_.state(now) is not RoundState.OPEN or not may_remind(now, context.time_zone):
        return []
    moments = reminder_moments(Period(round_.opens_at, round_.closes_at), context.time_zone)
    return [kind for kind, moment in moments if moment <= now]


def _queue_thanks(context: Context, round_id: RoundId) -> int:
    """Queue letters for those who sent their form and were not thanked yet.

    Nothing in the database may tell in which order the forms came: while nobody can save one, all
    are stored anew. Else the newest form would be that of whoever gets the newest letter.
    """
    with context.unit_of_work() as uow:
        round_ = uow.rounds.lock(round_id, exclusively=True)
        if round_.closed_at is not None:
            return 0  # Everyone gets the results instead.
        uow.responses.rewrite(round_id)
        people = _whom_to_thank(context, uow, round_)
        queued = _add(context, uow, round_, MailKind.THANKS, people)
        uow.commit()
    return queued


def _whom_to_thank(context: Context, uow: UnitOfWork, round_: Round) -> Sequence[Participant]:
    """Return who sent a form and has no letter about it; in joint mode all of the party."""
    sent = uow.responses.sent_keys(round_.id)
    letters = uow.outbox.list_of(round_.id)
    thanked = {each.participant_id for each in letters if each.kind is MailKind.THANKS}
    return [
        person
        for invitation, person in _roster(uow, round_)
        if person.id not in thanked and response_key_of(context, round_, invitation) in sent
    ]


def _reachable(uow: UnitOfWork, round_: Round) -> Sequence[Participant]:
    return [person for _, person in _roster(uow, round_)]


def _roster(uow: UnitOfWork, round_: Round) -> Sequence[tuple[Invitation, Participant]]:
    """Return who is invited to a round and can be mailed."""
    people = {each.id: each for each in uow.partnerships.participants_of(round_.partnership_id)}
    return [
        (invitation, people[invitation.participant_id])
        for invitation in uow.rounds.invitations_of(round_.id)
        if not invitation.is_withdrawn and people[invitation.participant_id].can_be_mailed
    ]


def _add(
    context: Context, uow: UnitOfWork, round_: Round, kind: MailKind, people: Sequence[Participant]
) -> int:
    """Queue letters in a random order, which tells nothing about the people."""
    shuffled = SystemRandom().sample(people, len(people))
    return uow.outbox.add([_make_letter(context, round_, kind, each) for each in shuffled])


def _make_letter(
    context: Context, round_: Round, kind: MailKind, participant: Participant
) -> NewLetter:
    return NewLetter(
        kind=kind,
        round_id=round_.id,
        participant_id=participant.id,
        message_id=make_message_id(context.public_url),
        due_at=context.clock.now(),
    )


def make_message_id(public_url: str) -> str:
    """Draw a Message-ID (RFC 5322, 3.6.4) that tells nothing about the recipient."""
    host = urlsplit(public_url).hostname or ""
    # An IPv6 address would need brackets.
    name = "localhost" if ":" in host else host.encode("idna").decode("ascii")
    return f"<{secrets.token_hex(16)}@{name[-_LONGEST_HOST:].lstrip('.-')}>"
