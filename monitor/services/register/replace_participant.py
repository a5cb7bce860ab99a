"""Somebody takes over from a participant: one ends, the other begins, and no answers change hands.

Who takes over may answer in the round that is open, with a link of their own. This is offered
whether or not the other one answered already, and comes to the same: else it would tell who has.
What that person sent counts, because it was given for the party.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.domain.access.rules import check_can_manage_people
from monitor.domain.errors import InvalidParticipantError
from monitor.domain.partnership import Participant, ParticipantId, PartnershipId
from monitor.domain.round import RoundState
from monitor.services.checkin.rounds import make_invitation
from monitor.services.context import Context
from monitor.services.mail.queue_mail import queue_invitation_of
from monitor.services.ports import UnitOfWork
from monitor.services.register.manage_participants import (
    PersonDraft,
    find_person_faults,
    make_participant,
    note_change,
    withdraw_links_of,
)
from monitor.services.review import review

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who takes over, and from which day; ``joins_open_round``: answers in the one open now."""

    person: PersonDraft
    on: date
    joins_open_round: bool = False


def find_replacement_faults(replacement: Replacement, today: date) -> Sequence[str]:
    """Return the keys of what is wrong with it: texts ``checkins.people.fault.<key>``."""
    faults = list(find_person_faults(replacement.person))
    if replacement.on < today:
        faults.append("on_past")
    if replacement.joins_open_round and replacement.on > today:
        faults.append("joins_later")
    return faults


def replace_participant(
    context: Context, participant_id: ParticipantId, replacement: Replacement
) -> Participant:
    """Let somebody take over from a participant; return who takes over.

    From that day the link of the one who leaves works no more.

    Raises:
        NotFoundError: there is no such person.
        InvalidParticipantError: see :func:`find_replacement_faults`.
    """
    today = context.today()
    with context.unit_of_work() as uow:
        party_id = uow.partnerships.get_participant(participant_id).party_id
        partnership_id = uow.partnerships.partnership_of(party_id)
        check_can_manage_people(context.actor, partnership_id, party_id)
        if faults := find_replacement_faults(replacement, today):
            raise InvalidParticipantError(", ".join(faults))
        # Before the person, as whoever opens a round takes them.
        partnership = uow.partnerships.lock(partnership_id)
        leaving = uow.partnerships.get_participant(participant_id, for_update=True)
        last_day = min(leaving.active_until or replacement.on, replacement.on - _A_DAY)
        uow.partnerships.save_participant(replace(leaving, active_until=last_day))
        new = replace(make_participant(context, replacement.person), active_from=replacement.on)
        joined = uow.partnerships.add_participant(party_id, new)
        if replacement.on == today:
            withdraw_links_of(context, uow, partnership.id, {participant_id})
        if replacement.joins_open_round:
            _invite(context, uow, partnership.id, joined)
        review(context, uow, partnership.id)
        note_change(context, uow, partnership.id, joined, "replaced")
        uow.commit()
    return joined


def _invite(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, joined: Participant
) -> None:
    """Invite to the round that is open; if it closed meanwhile, the next one is the first."""
    for round_ in uow.rounds.list_of(partnership_id):
        if round_.state(context.clock.now()) is RoundState.OPEN:
            uow.rounds.lock(round_.id, exclusively=True)
            uow.rounds.add_invitations(round_.id, [make_invitation(context, joined)])
            queue_invitation_of(context, uow, round_, joined)
