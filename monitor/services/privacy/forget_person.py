"""Make a person unknown in one partnership: a number in place of the name, and no ties left.

What was answered in closed rounds stays, and counts; from then on not even whoever has the secret
key can tell that it was this person's (ADR 0023).
"""

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from monitor.domain.links import derive_pseudonym, derive_token, hash_token, make_nonce
from monitor.domain.partnership import Participant, PartnershipId, PrivacyMode
from monitor.domain.privacy.pseudonym import Renaming, pseudonym_of
from monitor.domain.response import Pseudonym
from monitor.domain.round import Round
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.review import review

_PSEUDONYM_BYTES = 20


def forget_person(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, person: Participant
) -> None:
    """Forget one participant, as a step of a transaction; what is done cannot be undone."""
    uow.partnerships.lock(partnership_id)
    renaming = make_renaming(uow, partnership_id, person)
    for round_ in uow.rounds.list_of(partnership_id):
        _cut_ties(context, uow, round_, person)
    _draw_pseudonym(context, uow, partnership_id, person)
    uow.persons.delete_letters(person.id)
    yesterday = context.today() - timedelta(days=1)
    nameless = replace(
        person,
        name=renaming.pseudonym,
        email=None,
        wants_mail=False,
        mail_failure=None,
        active_until=min(person.active_until or yesterday, yesterday),
    )
    uow.partnerships.save_participant(nameless)
    uow.persons.rename(partnership_id, renaming)
    review(context, uow, partnership_id)


def make_renaming(uow: UnitOfWork, partnership_id: PartnershipId, person: Participant) -> Renaming:
    """Return how a person is renamed; a name or address that somebody else has too stays."""
    others = [
        each for each in uow.partnerships.participants_of(partnership_id) if each.id != person.id
    ]
    names = {each.name.casefold() for each in others}
    names |= {each.name.casefold() for each in uow.managers.list_all()}
    emails = {each.email.casefold() for each in others if each.email}
    email = person.email
    return Renaming(
        pseudonym=pseudonym_of(person.id),
        name=None if person.name.casefold() in names else person.name,
        email=None if email is None or email.casefold() in emails else email,
    )


def _cut_ties(context: Context, uow: UnitOfWork, round_: Round, person: Participant) -> None:
    """Let nothing lead from a person's invitation to an answer any more.

    Of a round that is not closed yet the form goes too, but for one that a party gives together.
    """
    is_open = round_.closed_at is None
    if is_open:
        # Locked, so that no answer is half-way in.
        uow.rounds.lock(round_.id, exclusively=True)
    for invitation in uow.rounds.invitations_of(round_.id):
        if invitation.participant_id != person.id:
            continue
        if is_open and round_.privacy_mode is not PrivacyMode.JOINT:
            uow.responses.delete(response_key_of(context, round_, invitation))
        cut = replace(invitation, nonce=make_nonce(), is_withdrawn=True)
        uow.rounds.replace_link(cut, hash_token(derive_token(context.secret_key, cut.nonce)))


def _draw_pseudonym(
    context: Context, uow: UnitOfWork, partnership_id: PartnershipId, person: Participant
) -> None:
    """Put a drawn pseudonym in place of one that could be computed from the person (ADR 0011)."""
    secret = uow.linking_secrets.find(partnership_id, for_update=True)
    if secret is not None:
        old = derive_pseudonym(context.secret_key, secret, person.id)
        uow.persons.change_pseudonym(partnership_id, old, Pseudonym(token_hex(_PSEUDONYM_BYTES)))
