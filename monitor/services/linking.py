"""Use cases of linked partnerships: the pseudonyms of their responses, and giving them up."""

from monitor.domain.links import derive_pseudonym
from monitor.domain.partnership import ParticipantId, PartnershipId
from monitor.domain.response import Pseudonym
from monitor.domain.round import Round
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork


def find_pseudonym(
    context: Context, uow: UnitOfWork, round_: Round, participant_id: ParticipantId
) -> Pseudonym | None:
    """Return under which name a person's response of a round is stored; None when unlinked."""
    if not round_.is_linked:
        return None
    secret = uow.linking_secrets.find(round_.partnership_id)
    if secret is None:
        return None
    return derive_pseudonym(context.secret_key, secret, participant_id)


def unlink(context: Context, partnership_id: PartnershipId) -> None:
    """Delete what ties a partnership's responses together, for good; its results remain.

    Raises:
        NotFoundError: there is no such partnership.
    """
    with context.unit_of_work() as uow:
        uow.partnerships.get(partnership_id)
        uow.linking_secrets.delete(partnership_id)
        uow.commit()
