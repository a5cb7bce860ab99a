"""Use cases of the parties of a partnership: a further one joins, or is taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.access.rules import check_can_manage, check_can_manage_all
from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.partnership import (
    Organisation,
    OrganisationId,
    Partnership,
    PartnershipId,
    Party,
    PartyId,
    PartyKind,
    PrivacyMode,
)
from monitor.domain.register.agreement import Agreement
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Handover
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register.agree_privacy import record_consents
from monitor.services.register.manage_participants import MAXIMUM_NAME_LENGTH
from monitor.services.register.manage_partnerships import MINIMUM_PARTIES
from monitor.services.review import review
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party as it is typed in: a known organisation by its id, or a new one by name and kind.

    ``agreed_by``: who agreed for it to what the other parties agreed about privacy.
    """

    organisation_id: OrganisationId | None = None
    name: str = ""
    kind: PartyKind = PartyKind.OTHER
    agreed_by: str = ""


def needs_consent(uow: UnitOfWork, partnership: Partnership) -> bool:
    """Tell whether a further party must agree first.

    It must where more is shown of people than is usual, or their answers are tied together.
    """
    is_linked = uow.linking_secrets.find(partnership.id) is not None
    return is_linked or partnership.privacy_mode is not PrivacyMode.CONFIDENTIAL


def list_removable(uow: UnitOfWork, partnership: Partnership) -> Sequence[PartyId]:
    """Return the parties that may be taken out: nothing was asked of them, or written of them."""
    if len(partnership.parties) <= MINIMUM_PARTIES:
        return []
    if uow.records.list_of(partnership.id, Collaboration, with_removed=True):
        return []
    agreements = uow.records.list_of(partnership.id, Agreement, with_removed=True)
    handovers = uow.records.list_of(partnership.id, Handover, with_removed=True)
    bound = {
        *uow.directory.invited_parties(partnership.id),
        *(each.content.owner for each in agreements),
        *(each.content.party for each in handovers),
    }
    return [party.id for party in partnership.parties if party.id not in bound]


def add_party(context: Context, partnership_id: PartnershipId, new: NewParty) -> Party:
    """Add a party to a partnership; its people are invited from the next round on.

    Raises:
        NotFoundError: there is no such partnership or organisation.
        InvalidPartnershipError: the message is a key of ``register.fault``.
        NotAllowedError: a known organisation is for those who know all of them.
    """
    check_can_manage(context.actor, partnership_id)
    if new.organisation_id is not None:
        check_can_manage_all(context.actor)
    with context.unit_of_work() as uow:
        partnership = uow.partnerships.lock(partnership_id)
        if needs_consent(uow, partnership) and not new.agreed_by.strip():
            raise InvalidPartnershipError("agreed_missing")
        organisation = _find_organisation(uow, partnership, new)
        party = uow.directory.add_party(partnership_id, organisation)
        widened = replace(partnership, parties=(*partnership.parties, party))
        record_consents(context, uow, widened, {party.id: new.agreed_by})
        review(context, uow, partnership_id)
        facts = {"change": "added"}
        note(context, uow, Deed(Act.PARTIES_CHANGED, partnership_id, party.id, facts))
        uow.commit()
    return party


def remove_party(context: Context, partnership_id: PartnershipId, party_id: PartyId) -> None:
    """Take a party out that was added by mistake; never one whose people were ever invited.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidPartnershipError: it may not be taken out (see :func:`list_removable`).
    """
    check_can_manage(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        partnership = uow.partnerships.lock(partnership_id)
        if party_id not in list_removable(uow, partnership):
            raise InvalidPartnershipError("party_bound")
        uow.directory.delete_party(party_id)
        review(context, uow, partnership_id)
        facts = {"change": "removed"}
        note(context, uow, Deed(Act.PARTIES_CHANGED, partnership_id, party_id, facts))
        uow.commit()


def _find_organisation(uow: UnitOfWork, partnership: Partnership, new: NewParty) -> Organisation:
    if new.organisation_id is not None:
        if any(party.organisation.id == new.organisation_id for party in partnership.parties):
            raise InvalidPartnershipError("party_twice")
        return uow.partnerships.get_organisation(new.organisation_id)
    name = new.name.strip()
    if not name:
        raise InvalidPartnershipError("name_missing")
    if len(name) > MAXIMUM_NAME_LENGTH:
        raise InvalidPartnershipError("too_long")
    return uow.partnerships.add_organisation(name, new.kind)
