"""Use cases of the personal links of a round: who has one, a new one, none any more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import RoundClosedError
from monitor.domain.links import derive_token, hash_token, make_nonce
from monitor.domain.partnership import Participant
from monitor.domain.round import Invitation, InvitationId, Round, RoundId, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class InvitationLink:
    """The link of one invited person, as far as a list may show it: not the link itself."""

    invitation_id: InvitationId
    participant: Participant
    is_withdrawn: bool

    @property
    def can_be_mailed(self) -> bool:
        """Tell whether there is a link to send, and an address to send it to."""
        return not self.is_withdrawn and self.participant.can_be_mailed


def list_links_of(context: Context, round_id: RoundId) -> Sequence[InvitationLink]:
    """Return who was invited to a round, by party and name.

    Raises:
        NotFoundError: there is no such round.
    """
    with context.unit_of_work(reads_only=True) as uow:
        round_ = uow.rounds.get(round_id)
        check_can_manage(context.actor, round_.partnership_id)
        invited = {each.participant_id: each for each in uow.rounds.invitations_of(round_id)}
        people = uow.partnerships.participants_of(round_.partnership_id)
    return [
        InvitationLink(invited[person.id].id, person, invited[person.id].is_withdrawn)
        for person in people
        if person.id in invited
    ]


def show_link(context: Context, invitation_id: InvitationId) -> str:
    """Return the personal link of one invitation: whoever sees it can answer in that name.

    Raises:
        NotFoundError: there is no such invitation.
    """
    with context.unit_of_work() as uow:
        invitation = uow.rounds.get_invitation(invitation_id)
        round_ = uow.rounds.get(invitation.round_id)
        check_can_manage(context.actor, round_.partnership_id)
        _note(context, uow, Act.LINKS_SHOWN, round_, invitation)
        uow.commit()
    return f"{context.public_url}/s/{derive_token(context.secret_key, invitation.nonce)}"


def replace_link(context: Context, invitation_id: InvitationId) -> None:
    """Give an invited person a new link that works; the earlier one never does again.

    What was answered with the earlier one stays.

    Raises:
        NotFoundError: there is no such invitation.
        RoundClosedError: the round takes no more answers.
    """
    with context.unit_of_work() as uow:
        round_, invitation = _lock(context, uow, invitation_id)
        renewed = replace(invitation, nonce=make_nonce(), is_withdrawn=False)
        _store(context, uow, renewed)
        before, after = (response_key_of(context, round_, each) for each in (invitation, renewed))
        if before != after:
            uow.responses.change_key(before, after)
        # Else the one response that was written with the invitation would be that person's.
        uow.responses.rewrite(round_.id)
        _note(context, uow, Act.LINK_CHANGED, round_, renewed)
        uow.commit()
    context.unit_of_work.forget_writes()


def withdraw_link(context: Context, invitation_id: InvitationId) -> None:
    """Let a link work no longer; what was answered with it stays.

    Raises:
        NotFoundError: there is no such invitation.
        RoundClosedError: the round takes no more answers.
    """
    _set_withdrawn(context, invitation_id, is_withdrawn=True)


def restore_link(context: Context, invitation_id: InvitationId) -> None:
    """Let a withdrawn link work again.

    Raises:
        NotFoundError: there is no such invitation.
        RoundClosedError: the round takes no more answers.
    """
    _set_withdrawn(context, invitation_id, is_withdrawn=False)


def _set_withdrawn(context: Context, invitation_id: InvitationId, *, is_withdrawn: bool) -> None:
    with context.unit_of_work() as uow:
        round_, invitation = _lock(context, uow, invitation_id)
        changed = replace(invitation, is_withdrawn=is_withdrawn)
        _store(context, uow, changed)
        _note(context, uow, Act.LINK_CHANGED, round_, changed)
        uow.commit()


def _lock(
    context: Context, uow: UnitOfWork, invitation_id: InvitationId
) -> tuple[Round, Invitation]:
    """Keep everybody from answering, and return the invitation as it is then."""
    round_id = uow.rounds.get_invitation(invitation_id).round_id
    check_can_manage(context.actor, uow.rounds.get(round_id).partnership_id)
    round_ = uow.rounds.lock(round_id, exclusively=True)
    if round_.state(context.clock.now()) is RoundState.CLOSED:
        raise RoundClosedError(f"round {round_id}")
    return round_, uow.rounds.get_invitation(invitation_id)


def _store(context: Context, uow: UnitOfWork, invitation: Invitation) -> None:
    token = derive_token(context.secret_key, invitation.nonce)
    uow.rounds.replace_link(invitation, hash_token(token))


def _note(context: Context, uow: UnitOfWork, act: Act, round_: Round, link: Invitation) -> None:
    """Add to the trail what was done with a link, by its number: never whose it is."""
    facts = {"round": int(round_.id), "link": int(link.id), "is_withdrawn": link.is_withdrawn}
    note(context, uow, Deed(act, round_.partnership_id, link.party_id, facts))
