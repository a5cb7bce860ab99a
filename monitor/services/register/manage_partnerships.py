"""Use cases around the register of partnerships."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.domain.access.actor import ActorKind
from monitor.domain.access.rules import check_can_manage_all
from monitor.domain.errors import InvalidPartnershipError
from monitor.domain.links import make_linking_secret
from monitor.domain.partnership import (
    Language,
    Partnership,
    PartyId,
    PartyKind,
    Phase,
    PrivacyMode,
)
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.domain.working_days import next_working_day
from monitor.services.checkin.plan_rounds import RhythmDraft, begin_rhythm, find_rhythm_faults
from monitor.services.context import Context
from monitor.services.ports import NewPartnership
from monitor.services.register.agree_privacy import record_consents
from monitor.services.register.manage_participants import (
    MAXIMUM_NAME_LENGTH,
    PersonDraft,
    find_person_faults,
    make_participant,
    parse_people,
)
from monitor.services.review import review
from monitor.services.trail.note import note

MINIMUM_PARTIES = 2
_TIME_TO_PREPARE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A party as it is typed in: the organisation and the people who answer for it.

    ``participants``: one a line, as :func:`.manage_participants.parse_people`
    reads them. ``agreed_by``: who agreed to the privacy for the party; empty when nobody has yet.
    """

    name: str
    kind: PartyKind
    participants: Sequence[str]
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class PartnershipDraft:
    """A partnership as it is typed in; ``is_linked``: every party chose to tie answers together.

    ``language``: of all its people. ``first_on``: when its first check-in opens, from which on it
    has one every quarter; None: none opens by itself.
    """

    name: str
    phase: Phase
    privacy_mode: PrivacyMode
    parties: Sequence[PartyDraft]
    contact: str = ""
    language: Language = Language.DUTCH
    is_linked: bool = False
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonFault:
    """What is wrong with one of the people: a key of ``checkins.people.fault``, and who it is."""

    key: str
    person: str


def suggest_first_day(today: date) -> date:
    """Return a day on which the first check-in of a new partnership could open."""
    return next_working_day(today + _TIME_TO_PREPARE)


def find_draft_faults(draft: PartnershipDraft, today: date) -> Sequence[str]:
    """Return the keys of what is wrong with a draft: texts ``pages.new.fault.<key>``."""
    parties = draft.parties
    names = [draft.name, draft.contact]
    names += [name for party in parties for name in (party.name, party.agreed_by)]
    checks = {
        "name_missing": not draft.name.strip(),
        "party_missing": len(parties) < MINIMUM_PARTIES
        or not all(party.name.strip() for party in parties),
        "nobody": not all(_people_of(party, draft) for party in parties),
        # What shows more of people than is usual takes a yes of every party.
        "agreed_missing": draft.privacy_mode is not PrivacyMode.CONFIDENTIAL
        and not all(party.agreed_by.strip() for party in parties),
        "first_past": draft.first_on is not None
        and bool(find_rhythm_faults(RhythmDraft(draft.first_on), today)),
        "too_long": any(len(name) > MAXIMUM_NAME_LENGTH for name in names),
    }
    return [key for key, is_wrong in checks.items() if is_wrong]


def find_people_faults(draft: PartnershipDraft) -> Sequence[PersonFault]:
    """Return what is wrong with the people of a draft, in the order in which they were typed."""
    return [
        PersonFault(key, person.email or person.name)
        for party in draft.parties
        for person in _people_of(party, draft)
        for key in find_person_faults(person)
    ]


def add_partnership(context: Context, draft: PartnershipDraft) -> Partnership:
    """Store a partnership with its parties and participants, its rhythm and who agreed to what.

    What somebody makes who is trying the product is sample data.

    Raises:
        InvalidPartnershipError: the draft has faults (see :func:`find_draft_faults` and
            :func:`find_people_faults`).
    """
    check_can_manage_all(context.actor)
    if faults := _all_faults(draft, context.today()):
        raise InvalidPartnershipError(", ".join(faults))
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
                is_sample=context.actor.kind is ActorKind.TRYING,
            )
        )
        for party, party_draft in zip(partnership.parties, draft.parties, strict=True):
            people = [make_participant(context, each) for each in _people_of(party_draft, draft)]
            uow.partnerships.add_participants(party.id, people)
        record_consents(context, uow, partnership, _agreed_by(partnership, draft))
        if draft.is_linked:
            uow.linking_secrets.add(partnership.id, make_linking_secret())
        if draft.first_on is not None:
            begin_rhythm(context, uow, partnership.id, RhythmDraft(draft.first_on))
        review(context, uow, partnership.id)
        note(context, uow, Deed(Act.PARTNERSHIP_STARTED, partnership.id))
        uow.commit()
    return partnership


def _all_faults(draft: PartnershipDraft, today: date) -> Sequence[str]:
    return [*find_draft_faults(draft, today), *(each.key for each in find_people_faults(draft))]


def _people_of(party: PartyDraft, draft: PartnershipDraft) -> Sequence[PersonDraft]:
    return parse_people("\n".join(party.participants), draft.language)


def _agreed_by(partnership: Partnership, draft: PartnershipDraft) -> Mapping[PartyId, str]:
    drafts = zip(partnership.parties, draft.parties, strict=True)
    return {party.id: party_draft.agreed_by for party, party_draft in drafts}
