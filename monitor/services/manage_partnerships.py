"""Use cases around the register of partnerships."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.links import make_linking_secret
from monitor.domain.partnership import Language, Partnership, PartyKind, Phase, PrivacyMode
from monitor.services.context import Context
from monitor.services.ports import NewParticipant, NewPartnership

MAXIMUM_NAME_LENGTH = 255
MINIMUM_PARTIES = 2


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A party as it is typed in: the organisation and the people who answer for it."""

    name: str
    kind: PartyKind
    participants: Sequence[str]


@dataclass(frozen=True, slots=True)
class PartnershipDraft:
    """A partnership as it is typed in; ``is_linked``: every party chose to tie answers together."""

    name: str
    phase: Phase
    privacy_mode: PrivacyMode
    parties: Sequence[PartyDraft]
    contact: str = ""
    language: Language = Language.DUTCH
    is_linked: bool = False


def find_draft_faults(draft: PartnershipDraft) -> Sequence[str]:
    """Return the keys of what is wrong with a draft: texts ``pages.new.fault.<key>``."""
    names = [draft.name, draft.contact, *(party.name for party in draft.parties)]
    people = [name for party in draft.parties for name in party.participants]
    checks = {
        "name_missing": not draft.name.strip(),
        "party_missing": len(draft.parties) < MINIMUM_PARTIES
        or not all(party.name.strip() for party in draft.parties),
        "nobody": not all(party.participants for party in draft.parties),
        "too_long": any(len(name) > MAXIMUM_NAME_LENGTH for name in [*names, *people]),
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def add_partnership(context: Context, draft: PartnershipDraft) -> Partnership:
    """Store a partnership with its parties and participants.

    Raises:
        InvalidPartnershipError: the draft has faults (see :func:`find_draft_faults`).
    """
    if faults := find_draft_faults(draft):
        raise InvalidPartnershipError(", ".join(faults))
    today = context.today()
    with context.unit_of_work() as uow:
        organisations = [
            uow.partnerships.add_organisation(party.name.strip(), party.kind)
            for party in draft.parties
        ]
        partnership = uow.partnerships.add(
            NewPartnership(
                name=draft.name.strip(),
                phase=draft.phase,
                privacy_mode=draft.privacy_mode,
                organisations=organisations,
                contact=draft.contact.strip() or None,
            )
        )
        for party, party_draft in zip(partnership.parties, draft.parties, strict=True):
            for name in party_draft.participants:
                new = NewParticipant(name=name, language=draft.language, active_from=today)
                uow.partnerships.add_participant(party.id, new)
        if draft.is_linked:
            uow.linking_secrets.add(partnership.id, make_linking_secret())
        uow.commit()
    return partnership


def split_names(text: str) -> Sequence[str]:
    """Read names typed one a line; empty lines and repeats fall away."""
    names = [line.strip() for line in text.splitlines()]
    return list(dict.fromkeys(name for name in names if name))
