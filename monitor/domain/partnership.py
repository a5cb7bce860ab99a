"""Who works together: organisations, the parties they form, and the people who answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType

OrganisationId = NewType("OrganisationId", int)
PartnershipId = NewType("PartnershipId", int)
PartyId = NewType("PartyId", int)
ParticipantId = NewType("ParticipantId", int)
ManagerId = NewType("ManagerId", int)
# Of something written down; here, for results name records while records know results.
RecordId = NewType("RecordId", int)


class Language(StrEnum):
    """A language that every text of the product exists in."""

    DUTCH = "nl"
    ENGLISH = "en"


class PartyKind(StrEnum):
    """What an organisation is; decides its shape, its colour and the word for it."""

    MUNICIPALITY = "municipality"
    INITIATIVE = "initiative"
    OTHER = "other"


class Phase(StrEnum):
    """Where a cooperation stands, in the order of the guidelines (seed 001)."""

    BEFORE = "before"
    SET_UP = "set_up"
    DURING = "during"


class PrivacyMode(StrEnum):
    """What the parties agreed about who may see what; fixed for a round when it opens."""

    CONFIDENTIAL = "confidential"
    OPEN = "open"
    JOINT = "joint"


class LegalForm(StrEnum):
    """What an initiative is in law; many begin as none."""

    NONE = "none"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COOPERATIVE = "cooperative"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A municipality, an initiative or another organisation; None: not known."""

    id: OrganisationId
    name: str
    kind: PartyKind
    legal_form: LegalForm | None = None
    founded_year: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a partnership."""

    id: PartyId
    organisation: Organisation

    @property
    def name(self) -> str:
        """Name of the organisation behind the party."""
        return self.organisation.name

    @property
    def kind(self) -> PartyKind:
        """Kind of the organisation behind the party."""
        return self.organisation.kind


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who answers for a party.

    ``wants_mail``: False once the person unsubscribed. ``mail_failure``: what the mail server said
    when it refused this address for good; None while nothing is known to be wrong with it.
    """

    id: ParticipantId
    party_id: PartyId
    name: str
    language: Language
    active_from: date
    active_until: date | None = None
    email: str | None = None
    wants_mail: bool = True
    mail_failure: str | None = None

    @property
    def can_be_mailed(self) -> bool:
        """Tell whether mail may be sent, and has a chance to arrive."""
        return self.email is not None and self.wants_mail and self.mail_failure is None

    def is_active(self, on: date) -> bool:
        """Tell whether this person belongs to the party on a day (both ends included)."""
        return self.active_from <= on and (self.active_until is None or on <= self.active_until)


@dataclass(frozen=True, slots=True)
class Profile:
    """What else is known of a partnership.

    ``stand_in`` stands in for the contact person; ``answer_days``: within how many working days
    they answer. ``character``: what is the neighbourhood's own (TIP2). ``ended_on``: the day on
    which the cooperation ended. ``has_mirror``: its check-ins ask what the other party will answer;
    ``asks_load``: they ask how many hours the work takes. ``next_meeting_changes``: how often
    the day of the next meeting was set or moved, so that calendars know which is the newest.
    """

    manager_id: ManagerId | None = None
    stand_in: str | None = None
    answer_days: int | None = None
    character: str = ""
    next_meeting_on: date | None = None
    next_meeting_changes: int = 0
    ended_on: date | None = None
    has_mirror: bool = False
    asks_load: bool = False


EMPTY_PROFILE = Profile()


def meet_next(profile: Profile, on: date | None) -> Profile:
    """Return a profile with another day for the next meeting, which counts as a change of it."""
    if on == profile.next_meeting_on:
        return profile
    changes = profile.next_meeting_changes + 1
    return replace(profile, next_meeting_on=on, next_meeting_changes=changes)


@dataclass(frozen=True, slots=True)
class Partnership:
    """A cooperation of two or more parties.

    ``minimum_group`` is the smallest number of answers from which the parties agreed to show a
    party's numbers; never below the floor of :mod:`monitor.domain.disclosure`.
    """

    id: PartnershipId
    name: str
    phase: Phase
    privacy_mode: PrivacyMode
    parties: Sequence[Party]
    minimum_group: int = 3
    contact: str | None = None
    is_sample: bool = False
    profile: Profile = EMPTY_PROFILE

    def party(self, party_id: PartyId) -> Party:
        """Return one party; KeyError if it is not in this partnership."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def has_ended(self, today: date) -> bool:
        """Tell whether the cooperation is over, so that nothing is asked of it any more."""
        return self.profile.ended_on is not None and self.profile.ended_on <= today

    def partner_of(self, party_id: PartyId) -> Sequence[Party]:
        """Return the other parties, whom a mirrored question is about."""
        return [party for party in self.parties if party.id != party_id]
