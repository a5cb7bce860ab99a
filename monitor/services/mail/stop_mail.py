"""A participant stops all mail with the link in a letter, and can change their mind."""

from dataclasses import replace

from monitor.domain.errors import NotFoundError
from monitor.domain.links import derive_mail_token, is_same
from monitor.domain.partnership import Participant, ParticipantId
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.whose_link import at_participant


def read_recipient(context: Context, participant_id: ParticipantId, token: str) -> Participant:
    """Return whose mail a link stops, changing nothing.

    Raises:
        NotFoundError: there is no such participant, or this is not the link of that person.
    """
    context = at_participant(context, participant_id)
    with context.unit_of_work(reads_only=True) as uow:
        return _find(context, uow, participant_id, token)


def choose_mail(
    context: Context, participant_id: ParticipantId, token: str, *, wants_mail: bool
) -> None:
    """Store whether a participant wants mail.

    Raises:
        NotFoundError: there is no such participant, or this is not the link of that person.
    """
    context = at_participant(context, participant_id)
    with context.unit_of_work() as uow:
        person = _find(context, uow, participant_id, token)
        uow.partnerships.save_participant(replace(person, wants_mail=wants_mail))
        uow.commit()


def _find(
    context: Context, uow: UnitOfWork, participant_id: ParticipantId, token: str
) -> Participant:
    if not is_same(token, derive_mail_token(context.secret_key, participant_id)):
        raise NotFoundError(f"participant {participant_id}")
    return uow.partnerships.get_participant(participant_id)
