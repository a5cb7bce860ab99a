"""Use cases of linked partnerships: the pseudonyms of their responses, and giving them up."""

from monitor.domain.access.rules import check_can_manage
from monitor.domain.links import derive_party_pseudonym, derive_pseudonym
from monitor.domain.partnership import PartnershipId, PrivacyMode
from monitor.domain.response import Pseudonym
from monitor.domain.round import Invitation, Round
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


def find_pseudonym(
    context: Context, uow: UnitOfWork, round_: Round, invitation: Invitation
) -> Pseudonym | None:
    """Return under which name an invited person's response is stored; None when unlinked.

    In joint mode it is the party's, whose people give one response together.
    """
    if not round_.is_linked:
        return None
    secret = uow.linking_secrets.find(round_.partnership_id)
    if secret is None:
        return None
    if round_.privacy_mode is PrivacyMode.JOINT:
        return derive_party_pseudonym(context.secret_key, secret, invitation.party_id)
    return derive_pseudonym(context.secret_key, secret, invitation.participant_id)


def unlink(context: Context, partnership_id: PartnershipId) -> None:
    """Delete what ties a partnership's responses together, for good; its results remain.

    Raises:
        NotFoundError: there is no such partnership.
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        uow.partnerships.get(partnership_id)
        uow.linking_secrets.delete(partnership_id)
        facts = {"how": "unlinked"}
        note(context, uow, Deed(Act.PRIVACY_CHANGED, partnership_id, facts=facts))
        uow.commit()
