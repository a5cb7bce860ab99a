"""Open rounds with mail, for tests: whoever is invited has an address and a letter that waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.domain.links import hash_token
from monitor.domain.mail import Letter, MailKind
from monitor.domain.partnership import PrivacyMode
from monitor.domain.response import Response
from monitor.services.checkin.response_keys import response_key_of
from monitor.services.context import Context
from monitor.services.mail.queue_mail import queue_invitations
from tests.factories import NOW, Invited, StoredPartnership, add_partnership


def add_mailed(
    context: Context,
    *,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    people_per_party: int = 3,
    is_sample: bool = False,
    opens_at: datetime = NOW,
) -> StoredPartnership:
    """Store a partnership with an open round whose invitations were queued."""
    stored = add_partnership(
        context.unit_of_work,
        privacy_mode=privacy_mode,
        people_per_party=people_per_party,
        is_sample=is_sample,
        opens_at=opens_at,
    )
    with context.unit_of_work() as uow:
        for one in stored.invited:
            address = f"persoon{one.participant.id}@zonnewijk.example"
            uow.partnerships.save_participant(replace(one.participant, email=address))
        queue_invitations(context, uow, stored.round)
        uow.commit()
    return stored


def change(context: Context, invited: Invited, **fields: object) -> None:
    """Change what is stored of a person."""
    with context.unit_of_work() as uow:
        participant = uow.partnerships.get_participant(invited.participant.id)
        changed = replace(participant, **fields)  # type: ignore[arg-type] # As named.
        uow.partnerships.save_participant(changed)
        uow.commit()


def withdraw(context: Context, invited: Invited) -> None:
    with context.unit_of_work() as uow:
        withdrawn = replace(invited.invitation, is_withdrawn=True)
        uow.rounds.replace_link(withdrawn, hash_token(invited.token))
        uow.commit()


def answer(context: Context, stored: StoredPartnership, *people: Invited) -> None:
    """Store a form that was sent by each of these people, or together in joint mode."""
    with context.unit_of_work() as uow:
        for one in people:
            key = response_key_of(context, stored.round, one.invitation)
            party_id = one.participant.party_id
            uow.responses.save(Response(key, stored.round.id, party_id, is_sent=True))
        uow.commit()


def letters_of(context: Context, stored: StoredPartnership, kind: MailKind) -> Sequence[Letter]:
    with context.unit_of_work(reads_only=True) as uow:
        return [each for each in uow.outbox.list_of(stored.round.id) if each.kind is kind]
