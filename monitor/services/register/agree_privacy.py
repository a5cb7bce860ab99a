"""The parties agree about who may see what: their word is recorded, and holds from then on."""

from collections.abc import Mapping
from dataclasses import replace

from monitor.domain.access.rules import check_can_manage
from monitor.domain.errors import InvalidPartnershipError, PrivacyLockedError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId, PrivacyMode
from monitor.domain.privacy_agreement import Consent
from monitor.domain.round import RoundId
from monitor.domain.tiers import smallest_group
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.review import review
from monitor.services.trail.note import note


def change_privacy(
    context: Context,
    partnership_id: PartnershipId,
    mode: PrivacyMode,
    minimum_group: int,
    said_by: Mapping[PartyId, str],
) -> Partnership:
    """Record what every party chose, and who said so for it; an open round changes with it.

    Once somebody has begun to answer in an open round, the privacy of that round holds until it
    is closed: nobody may be seen by more people than was promised. To record who agreed to what
    holds already is always possible.

    Raises:
        NotFoundError: there is no such partnership.
        InvalidPartnershipError: a party has nobody who said so, or the group is too small.
        PrivacyLockedError: somebody has begun to answer, and this would change the privacy.
    """
    check_can_manage(context.actor, partnership_id)
    if minimum_group != smallest_group(minimum_group):
        raise InvalidPartnershipError("minimum_group")
    with context.unit_of_work() as uow:
        stored = uow.partnerships.lock(partnership_id)
        if not all(said_by.get(party.id, "").strip() for party in stored.parties):
            raise InvalidPartnershipError("agreed_missing")
        changed = replace(stored, privacy_mode=mode, minimum_group=minimum_group)
        for round_ in uow.rounds.list_of(partnership_id):
            if round_.closed_at is None:
                _change_round(uow, round_.id, changed)
        uow.partnerships.save_privacy(changed)
        record_consents(context, uow, changed, said_by)
        review(context, uow, partnership_id)
        facts = {"mode": mode.value, "minimum_group": minimum_group}
        note(context, uow, Deed(Act.PRIVACY_CHANGED, partnership_id, facts=facts))
        uow.commit()
    return changed


def record_consents(
    context: Context, uow: UnitOfWork, partnership: Partnership, said_by: Mapping[PartyId, str]
) -> None:
    """Store who agreed to the privacy of a partnership, for each party of which that is known."""
    for party in partnership.parties:
        if name := said_by.get(party.id, "").strip():
            consent = Consent(
                party_id=party.id,
                privacy_mode=partnership.privacy_mode,
                minimum_group=partnership.minimum_group,
                given_by=name,
                given_on=context.today(),
            )
            uow.consents.save(consent)


def _change_round(uow: UnitOfWork, round_id: RoundId, agreed: Partnership) -> None:
    # Locked, so that nobody begins to answer in between.
    stored = uow.rounds.lock(round_id, exclusively=True)
    changed = replace(stored, privacy_mode=agreed.privacy_mode, minimum_group=agreed.minimum_group)
    if changed == stored:
        return
    if uow.responses.count(round_id):
        raise PrivacyLockedError(f"Somebody has begun to answer in round {round_id}.")
    uow.rounds.save_privacy(changed)
