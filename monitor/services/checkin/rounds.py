"""Use cases of a check-in: open it, close it, hand out its links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom

from monitor.domain.access.rules import check_can_manage, check_can_manage_all
from monitor.domain.disclosure import release
from monitor.domain.errors import (
    InvalidTransitionError,
    NobodyToInviteError,
    RoundAlreadyOpenError,
    RoundOverlapsError,
)
from monitor.domain.links import derive_token, hash_token, make_nonce
from monitor.domain.partnership import (
    Participant,
    Partnership,
    PartnershipId,
    PartyId,
    PrivacyMode,
)
from monitor.domain.planning import Period
from monitor.domain.results import PublishedRound
from monitor.domain.round import Quarter, Round, RoundId, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.agreements.ask_agreements import choose_asked
from monitor.services.checkin.who_answered import find_who_answered
from monitor.services.context import Context
from monitor.services.mail.queue_mail import queue_invitations, queue_results
from monitor.services.one_by_one import Outcome, one_by_one
from monitor.services.ports import NewInvitation, NewRound, UnitOfWork
from monitor.services.questionnaires.catalogue import current_version
from monitor.services.results.current_variances import current_variances
from monitor.services.results.measure_round import HISTORY, ClosedRound, measure_round
from monitor.services.review import review
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """The link with which one person answers."""

    partnership: Partnership
    participant: Participant
    round: Round
    url: str


def open_round(
    context: Context,
    partnership_id: PartnershipId,
    closes_at: datetime,
    *,
    is_light: bool = False,
) -> Round:
    """Open a check-in now and invite every active participant of every party.

    Raises:
        NotFoundError: there is no such partnership.
        RoundAlreadyOpenError: an earlier round is not final yet.
        RoundOverlapsError: it would still be open when a planned one opens.
        NobodyToInviteError: a party has no active participant.
        InvalidTransitionError: the closing moment is not in the future.
    """
    check_can_manage(context.actor, partnership_id)
    period = Period(context.clock.now(), closes_at)
    if period.closes_at <= period.opens_at:
        raise InvalidTransitionError("A round must close in the future.")
    with context.unit_of_work() as uow:
        opened = begin_round(context, uow, partnership_id, period, is_light=is_light)
        planned = uow.plans.list_of(partnership_id)
        if any(each.period.overlaps(period) for each in planned):
            raise RoundOverlapsError(f"Partnership {partnership_id} has a round planned by then.")
        note_opening(context, uow, opened)
        uow.commit()
    return opened


def note_opening(context: Context, uow: UnitOfWork, opened: Round) -> None:
    """Add to the trail that a round was opened, just before that is made durable."""
    facts = {"round": int(opened.id), "is_light": opened.is_light}
    note(context, uow, Deed(Act.ROUND_OPENED, opened.partnership_id, facts=facts))


def begin_round(
    context: Context,
    uow: UnitOfWork,
    partnership_id: PartnershipId,
    period: Period,
    *,
    is_light: bool,
) -> Round:
    """Store a round that is open now, with its roster: an invitation of every active participant.

    Raises:
        NotFoundError: there is no such partnership.
        RoundAlreadyOpenError: an earlier round is not final yet.
        NobodyToInviteError: a party has no active participant.
    """
    partnership = uow.partnerships.lock(partnership_id)
    rounds = _list_final(uow, partnership_id)
    invited = _who_to_invite(uow, partnership, context.today())
    opened = uow.rounds.add(
        NewRound(
            partnership_id=partnership_id,
            sequence=len(rounds) + 1,
            quarter=Quarter.of(context.today()),
            opens_at=period.opens_at,
            closes_at=period.closes_at,
            questionnaire_version=current_version(uow),
            privacy_mode=partnership.privacy_mode,
            minimum_group=partnership.minimum_group,
            phase=partnership.phase,
            is_linked=uow.linking_secrets.find(partnership_id, for_update=True) is not None,
            is_light=is_light,
            has_mirror=partnership.profile.has_mirror and not is_light,
            asks_load=partnership.profile.asks_load and not is_light,
        )
    )
    uow.asked_agreements.add(opened.id, [] if is_light else choose_asked(uow, partnership, rounds))
    uow.rounds.add_invitations(opened.id, [make_invitation(context, each) for each in invited])
    queue_invitations(context, uow, opened)
    review(context, uow, partnership_id)
    return opened


def _list_final(uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[Round]:
    rounds = uow.rounds.list_of(partnership_id)
    if any(each.closed_at is None for each in rounds):
        raise RoundAlreadyOpenError(f"Partnership {partnership_id} has an open round.")
    return rounds


def make_invitation(context: Context, participant: Participant) -> NewInvitation:
    """Draw a new personal link for a participant."""
    nonce = make_nonce()
    return NewInvitation(participant, nonce, hash_token(derive_token(context.secret_key, nonce)))


def close_round(context: Context, round_id: RoundId) -> PublishedRound:
    """Make a round final and release its results, in one transaction.

    Raises:
        NotFoundError: there is no such round.
        InvalidTransitionError: the round is final already or has not opened yet.
    """
    now = context.clock.now()
    with context.unit_of_work() as uow:
        check_can_manage(context.actor, uow.rounds.get(round_id).partnership_id)
        round_ = uow.rounds.lock(round_id, exclusively=True)
        if round_.closed_at is not None or now < round_.opens_at:
            raise InvalidTransitionError(f"Round {round_id} cannot be closed.")
        partnership = uow.partnerships.get(round_.partnership_id)
        earlier = [each for each in uow.rounds.list_of(partnership.id) if each.closed_at]
        history = [_gather(context, uow, partnership, each) for each in earlier[-HISTORY:]]
        measured = measure_round(
            _gather(context, uow, partnership, round_),
            # Nobody was invited to a round of which the answers went with time: it tells nothing.
            [each for each in history if any(each.invited.values())],
            current_variances(uow),
        )
        published = release(measured, uow.releases.list_of(partnership.id), SystemRandom())
        uow.rounds.set_closed(round_id, now)
        uow.releases.add(partnership.id, published)
        queue_results(context, uow, round_)
        review(context, uow, partnership.id)
        facts = {"round": int(round_id)}
        note(context, uow, Deed(Act.ROUND_CLOSED, partnership.id, facts=facts))
        uow.commit()
    return published


def _gather(
    context: Context, uow: UnitOfWork, partnership: Partnership, round_: Round
) -> ClosedRound:
    responses = uow.responses.sent_of(round_.id)
    people = uow.partnerships.participants_of(partnership.id)
    return ClosedRound(
        round=round_,
        questionnaire=context.questionnaires[round_.questionnaire_version],
        invited=count_invited(uow, partnership, round_),
        responses=responses,
        people=find_who_answered(context, uow, round_, responses, people),
        asked_agreements=uow.asked_agreements.list_of(round_.id),
    )


def close_due_rounds(context: Context) -> Outcome[RoundId]:
    """Close every round whose deadline and grace are over, each in a transaction of its own."""

    def close(round_id: RoundId) -> RoundId | None:
        try:
            return close_round(context, round_id).round_id
        except InvalidTransitionError:
            return None  # Another process was first.

    with context.unit_of_work(reads_only=True) as uow:
        now = context.clock.now()
        due = [each.id for each in uow.rounds.list_unclosed() if each.is_due_to_close(now)]
    return one_by_one(due, close, "Closing")


def count_invited(
    uow: UnitOfWork, partnership: Partnership, round_: Round
) -> Mapping[PartyId, int]:
    """Count the forms that each party of a round may fill in: one together in joint mode."""
    invited = [each.party_id for each in uow.rounds.invitations_of(round_.id)]
    most = 1 if round_.privacy_mode is PrivacyMode.JOINT else len(invited)
    return {party.id: min(invited.count(party.id), most) for party in partnership.parties}


def list_links(context: Context, partnership_id: PartnershipId | None) -> Sequence[PersonalLink]:
    """Return the personal links of the open rounds, of one partnership or of all.

    Raises:
        NotFoundError: there is no such partnership.
    """
    if partnership_id is None:
        check_can_manage_all(context.actor)
    else:
        check_can_manage(context.actor, partnership_id)
    now = context.clock.now()
    links: list[PersonalLink] = []
    with context.unit_of_work() as uow:
        if partnership_id is not None:
            uow.partnerships.get(partnership_id)
        for round_ in uow.rounds.list_unclosed():
            is_asked = partnership_id in {None, round_.partnership_id}
            if is_asked and round_.state(now) is RoundState.OPEN:
                found = links_of_round(context, uow, round_)
                facts = {"round": int(round_.id), "links": len(found)}
                note(context, uow, Deed(Act.LINKS_SHOWN, round_.partnership_id, facts=facts))
                links += found
        uow.commit()
    return links


def links_of_round(context: Context, uow: UnitOfWork, round_: Round) -> Sequence[PersonalLink]:
    """Return the personal links of one round, in the order of its invitations."""
    partnership = uow.partnerships.get(round_.partnership_id)
    participants = {each.id: each for each in uow.partnerships.participants_of(partnership.id)}
    return [
        PersonalLink(
            partnership,
            participants[invitation.participant_id],
            round_,
            f"{context.public_url}/s/{derive_token(context.secret_key, invitation.nonce)}",
        )
        for invitation in uow.rounds.invitations_of(round_.id)
    ]


def _who_to_invite(uow: UnitOfWork, partnership: Partnership, today: date) -> Sequence[Participant]:
    active = [
        each for each in uow.partnerships.participants_of(partnership.id) if each.is_active(today)
    ]
    for party in partnership.parties:
        if not any(each.party_id == party.id for each in active):
            raise NobodyToInviteError(f"{party.name} has nobody to invite.")
    return active
