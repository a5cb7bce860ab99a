"""What the services need from outside: storage behind Protocols, and a clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from monitor.domain.access.account import WorkspaceId
from monitor.domain.links import TokenHash
from monitor.domain.partnership import (
    EMPTY_PROFILE,
    Language,
    Organisation,
    OrganisationId,
    Participant,
    ParticipantId,
    Partnership,
    PartnershipId,
    PartyId,
    PartyKind,
    Phase,
    PrivacyMode,
    Profile,
)
from monitor.domain.round import Invitation, InvitationId, Quarter, Round, RoundId
from monitor.services.access_ports import (
    Accounts,
    Detours,
    FailureCounts,
    OneTimeLinks,
    SignIns,
    Workspaces,
)
from monitor.services.directory_ports import Directory
from monitor.services.keeping_ports import Heartbeats, LinkingSecrets, Misses
from monitor.services.mail_ports import MailTexts, Outbox
from monitor.services.meeting_ports import LiveQuestions, MeetingEntries, Meetings
from monitor.services.planning_ports import Consents, Plans
from monitor.services.privacy_ports import Persons, Retention
from monitor.services.register_ports import (
    AskedAgreements,
    Digests,
    Managers,
    OwnCards,
    OwnQuestionnaires,
    Records,
    SavedViews,
    Summaries,
    Worries,
)
from monitor.services.response_ports import Responses
from monitor.services.result_ports import Releases, VarianceSets
from monitor.services.trail_ports import Trail
from monitor.services.whereabouts_ports import Whereabouts


@dataclass(frozen=True, slots=True)
class NewPartnership:
    """A partnership to be stored, with the organisations that become its parties, in order."""

    name: str
    phase: Phase
    privacy_mode: PrivacyMode
    organisations: Sequence[Organisation]
    minimum_group: int = 3
    contact: str | None = None
    is_sample: bool = False
    profile: Profile = EMPTY_PROFILE


@dataclass(frozen=True, slots=True)
class NewParticipant:
    """A person to be stored."""

    name: str
    language: Language
    active_from: date
    active_until: date | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to be stored; one that is final already has ``closed_at``."""

    partnership_id: PartnershipId
    sequence: int
    quarter: Quarter
    opens_at: datetime
    closes_at: datetime
    questionnaire_version: str
    privacy_mode: PrivacyMode
    minimum_group: int
    phase: Phase
    closed_at: datetime | None = None
    is_linked: bool = False
    is_light: bool = False
    has_mirror: bool = False
    asks_load: bool = False


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What is stored of an invitation: the person, and the token only as a hash."""

    participant: Participant
    nonce: str
    token_hash: TokenHash


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """All that belongs to one personal link; ``invited`` counts those asked for the same party."""

    invitation: Invitation
    participant: Participant
    round: Round
    invited: int


class Clock(Protocol):
    """Tells the time, so that tests can choose it."""

    def now(self) -> datetime:
        """Return the present moment, UTC-aware."""
        ...


class Partnerships(Protocol):
    """Partnerships with their parties and participants."""

    def get(self, partnership_id: PartnershipId) -> Partnership:
        """Return one partnership; NotFoundError if there is none."""
        ...

    def lock(self, partnership_id: PartnershipId) -> Partnership:
        """Return one partnership and keep it so until the transaction ends.

        Who plans or opens its rounds or changes its privacy takes this lock first: so what was
        looked up before still holds when it is stored. NotFoundError if there is none.
        """
        ...

    def list_all(self) -> Sequence[Partnership]:
        """Return all partnerships, by name."""
        ...

    def count(self) -> int:
        """Count all partnerships."""
        ...

    def has_samples(self) -> bool:
        """Tell whether any partnership is sample data."""
        ...

    def has_real(self) -> bool:
        """Tell whether any partnership is none."""
        ...

    def add_organisation(self, name: str, kind: PartyKind) -> Organisation:
        """Store an organisation."""
        ...

    def add(self, new: NewPartnership) -> Partnership:
        """Store a partnership with a party for each organisation, in that order."""
        ...

    def add_participant(self, party_id: PartyId, new: NewParticipant) -> Participant:
        """Store a participant."""
        ...

    def add_participants(
        self, party_id: PartyId, new: Sequence[NewParticipant]
    ) -> Sequence[Participant]:
        """Store many participants of one party at once; return them in the same order."""
        ...

    def get_participant(
        self, participant_id: ParticipantId, *, for_update: bool = False
    ) -> Participant:
        """Return one participant; NotFoundError if there is none.

        ``for_update`` keeps others from changing it meanwhile.
        """
        ...

    def save_participant(self, participant: Participant) -> None:
        """Replace what is stored of a participant; the party never changes."""
        ...

    def partnership_of(self, party_id: PartyId) -> PartnershipId:
        """Return the partnership that a party is in; NotFoundError if there is no such party."""
        ...

    def save_privacy(self, partnership: Partnership) -> None:
        """Store the privacy mode and minimum group of a partnership."""
        ...

    def save(self, partnership: Partnership) -> None:
        """Store the name, phase, contact person and profile of a partnership."""
        ...

    def get_organisation(self, organisation_id: OrganisationId) -> Organisation:
        """Return one organisation; NotFoundError if there is none."""
        ...

    def list_organisations(self) -> Sequence[Organisation]:
        """Return all organisations, by name."""
        ...

    def save_organisation(self, organisation: Organisation) -> None:
        """Replace what is stored of an organisation."""
        ...

    def find_names(self, search: str, limit: int) -> Sequence[tuple[PartnershipId, str]]:
        """Return partnerships whose name holds a text, whatever its capitals, by name."""
        ...

    def ids(self) -> Sequence[PartnershipId]:
        """Return the ids of all partnerships."""
        ...

    def participants_of(self, partnership_id: PartnershipId) -> Sequence[Participant]:
        """Return everyone who is or was a participant of the partnership, by party and name."""
        ...

    def delete(self, partnership_id: PartnershipId) -> None:
        """Delete a partnership with everything of it, and organisations that are in no other."""
        ...

    def delete_samples(self) -> int:
        """Delete all sample partnerships with everything of theirs; return how many."""
        ...


class Rounds(Protocol):
    """Rounds and their invitations."""

    def get(self, round_id: RoundId) -> Round:
        """Return one round; NotFoundError if there is none."""
        ...

    def lock(self, round_id: RoundId, *, exclusively: bool) -> Round:
        """Return one round as it is now and keep it so until the transaction ends.

        Savers of answers share the lock, closing takes it exclusively: so no answer can slip in
        while a round is made final.
        """
        ...

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Round]:
        """Return the rounds of a partnership, oldest first."""
        ...

    def list_unclosed(self) -> Sequence[Round]:
        """Return all rounds that are not final yet."""
        ...

    def add(self, new: NewRound) -> Round:
        """Store a round."""
        ...

    def set_closed(self, round_id: RoundId, closed_at: datetime) -> None:
        """Make a round final."""
        ...

    def save_privacy(self, round_: Round) -> None:
        """Store the privacy mode and minimum group of a round that nobody has answered."""
        ...

    def add_invitations(self, round_id: RoundId, invited: Sequence[NewInvitation]) -> None:
        """Store the invitations of a round."""
        ...

    def find_invited(
        self, token_hash: TokenHash, *, keep_open: bool = False
    ) -> InvitedPerson | None:
        """Return the invitation with this token, and what belongs to it, or None.

        ``keep_open``: takes the lock of :meth:`lock` that savers of answers share, first.
        """
        ...

    def list_asked(self) -> Sequence[tuple[RoundId, PartyId]]:
        """Return every party of every round that is not final yet."""
        ...

    def get_invitation(self, invitation_id: InvitationId) -> Invitation:
        """Return one invitation; NotFoundError if there is none."""
        ...

    def invitations_of(self, round_id: RoundId) -> Sequence[Invitation]:
        """Return the invitations of a round."""
        ...

    def replace_link(self, invitation: Invitation, token_hash: TokenHash) -> None:
        """Store an invitation's new nonce, token and whether it is withdrawn."""
        ...

    def participant_of(self, invitation: Invitation) -> Participant:
        """Return the invited person."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving without :meth:`commit` undoes everything.

    Several threads may each open their own; one is never shared.
    """

    partnerships: Partnerships
    directory: Directory
    rounds: Rounds
    responses: Responses
    releases: Releases
    variance_sets: VarianceSets
    linking_secrets: LinkingSecrets
    consents: Consents
    plans: Plans
    outbox: Outbox
    mail_texts: MailTexts
    misses: Misses
    heartbeats: Heartbeats
    managers: Managers
    records: Records
    worries: Worries
    summaries: Summaries
    asked_agreements: AskedAgreements
    own_cards: OwnCards
    own_questionnaires: OwnQuestionnaires
    saved_views: SavedViews
    digests: Digests
    meetings: Meetings
    meeting_entries: MeetingEntries
    live_questions: LiveQuestions
    trail: Trail
    whereabouts: Whereabouts
    retention: Retention
    persons: Persons
    workspaces: Workspaces
    accounts: Accounts
    sign_ins: SignIns
    one_time_links: OneTimeLinks
    failures: FailureCounts
    detours: Detours

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; roll back unless committed."""
        ...

    def commit(self) -> None:
        """Make everything durable."""
        ...


class UnitOfWorkFactory(Protocol):
    """Makes units of work."""

    def __call__(self, *, reads_only: bool = False) -> UnitOfWork:
        """Return a new unit of work; ``reads_only`` never waits for a writer."""
        ...

    def within(
        self,
        workspace_id: WorkspaceId | None,
        partnerships: Collection[PartnershipId] | None = None,
    ) -> "UnitOfWorkFactory":
        """Return a factory on the same database for another workspace, or for less of it.

        ``workspace_id``: None to look through all of them, and store in none.
        """
        ...

    def forget_writes(self) -> None:
        """Let nothing beside the database tell in which order it was written (ADR 0014).

        As far as nobody is reading or writing just now; else the next call does it.
        """
        ...
