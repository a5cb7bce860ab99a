# ruff: noqa: A002 - Factories name the fields as they are, "id" among them.
"""Things of the domain for tests: every field has a value, and a test names what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from monitor.domain.analysis.estimates import (
    ComponentEstimates,
    Estimate,
    VarianceEstimates,
)
from monitor.domain.cards import Card, Form, Opener, Theme
from monitor.domain.flags.worry import WorryKind
from monitor.domain.links import Token, derive_token, hash_token, make_nonce
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import (
    Language,
    Organisation,
    OrganisationId,
    Participant,
    ParticipantId,
    Partnership,
    PartnershipId,
    Party,
    PartyId,
    PartyKind,
    Phase,
    PrivacyMode,
)
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.record import Authorship
from monitor.domain.response import Answer, Comment, Pseudonym, Response, ResponseKey
from monitor.domain.results import (
    Flag,
    GoodNews,
    PublishedComment,
    PublishedGap,
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Tier,
)
from monitor.domain.round import Invitation, InvitationId, Quarter, Round, RoundId
from monitor.domain.variance_set import VarianceSet
from monitor.services.ports import (
    NewInvitation,
    NewParticipant,
    NewPartnership,
    NewRound,
    UnitOfWork,
    UnitOfWorkFactory,
)

SECRET_KEY = b"a key for tests only, 32 bytes or more"
NOW = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 17)
QUARTER = Quarter(2026, 4)
QUESTIONNAIRE = "2026-2"
TWO_WEEKS = timedelta(weeks=2)
DIMENSION_KINDS: Mapping[Dimension, QuestionKind] = {
    Dimension.TRUST: QuestionKind.MIRRORED,
    Dimension.TRANSPARENCY: QuestionKind.SHARED,
    Dimension.GROWTH: QuestionKind.OWN,
    Dimension.EQUALITY: QuestionKind.SHARED,
}


class FakeClock:
    """A clock that stands still until a test sets it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, duration: timedelta) -> None:
        self.moment += duration


def make_organisation(
    *, id: int = 1, name: str = "Gemeente Veldzicht", kind: PartyKind = PartyKind.MUNICIPALITY
) -> Organisation:
    return Organisation(OrganisationId(id), name, kind)


def make_party(*, id: int = 1, organisation: Organisation | None = None) -> Party:
    return Party(PartyId(id), organisation or make_organisation())


def make_two_parties() -> tuple[Party, Party]:
    """Make a municipality (1) and an initiative (2)."""
    initiative = make_organisation(id=2, name="Zonnewijk", kind=PartyKind.INITIATIVE)
    return make_party(id=1), make_party(id=2, organisation=initiative)


def make_partnership(
    *,
    id: int = 1,
    name: str = "Zonnewijk en Veldzicht",
    phase: Phase = Phase.DURING,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    parties: Sequence[Party] | None = None,
    minimum_group: int = 3,
    contact: str | None = None,
    is_sample: bool = False,
) -> Partnership:
    return Partnership(
        id=PartnershipId(id),
        name=name,
        phase=phase,
        privacy_mode=privacy_mode,
        parties=make_two_parties() if parties is None else parties,
        minimum_group=minimum_group,
        contact=contact,
        is_sample=is_sample,
    )


def make_participant(
    *,
    id: int = 1,
    party_id: int = 1,
    name: str = "Anna de Wit",
    language: Language = Language.DUTCH,
    active_from: date = date(2024, 1, 1),
    active_until: date | None = None,
    email: str | None = None,
) -> Participant:
    return Participant(
        id=ParticipantId(id),
        party_id=PartyId(party_id),
        name=name,
        language=language,
        active_from=active_from,
        active_until=active_until,
        email=email,
    )


def make_round(
    *,
    id: int = 1,
    partnership_id: int = 1,
    sequence: int = 1,
    quarter: Quarter = QUARTER,
    opens_at: datetime = NOW,
    closes_at: datetime | None = None,
    questionnaire_version: str = QUESTIONNAIRE,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
    phase: Phase = Phase.DURING,
    closed_at: datetime | None = None,
    is_linked: bool = False,
    is_light: bool = False,
) -> Round:
    return Round(
        id=RoundId(id),
        partnership_id=PartnershipId(partnership_id),
        sequence=sequence,
        quarter=quarter,
        opens_at=opens_at,
        closes_at=closes_at or opens_at + TWO_WEEKS,
        questionnaire_version=questionnaire_version,
        privacy_mode=privacy_mode,
        minimum_group=minimum_group,
        phase=phase,
        closed_at=closed_at,
        is_linked=is_linked,
        is_light=is_light,
    )


def make_invitation(
    *,
    id: int = 1,
    round_id: int = 1,
    participant_id: int = 1,
    party_id: int = 1,
    nonce: str = "0" * 32,
) -> Invitation:
    return Invitation(
        id=InvitationId(id),
        round_id=RoundId(round_id),
        participant_id=ParticipantId(participant_id),
        party_id=PartyId(party_id),
        nonce=nonce,
    )


def make_response(
    *,
    key: str = "a" * 40,
    round_id: int = 1,
    party_id: int = 1,
    answers: Mapping[str, Answer] | None = None,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    comments: Mapping[str, Comment] | None = None,
    is_sent: bool = True,
    pseudonym: str | None = None,
    is_paper: bool = False,
) -> Response:
    return Response(
        key=ResponseKey(key),
        round_id=RoundId(round_id),
        party_id=PartyId(party_id),
        answers=answers or {},
        choices=choices or {},
        comments=comments or {},
        is_sent=is_sent,
        pseudonym=None if pseudonym is None else Pseudonym(pseudonym),
        is_paper=is_paper,
    )


def make_card(
    *,
    code: str = "TRIAL",
    title: str = "Hoe gaat het",
    minutes: int = 15,
    guidelines: tuple[str, ...] = (),
    worries: tuple[WorryKind, ...] = (),
    dimensions: tuple[Dimension, ...] = (),
    phases: tuple[Phase, ...] = (),
    organisation_id: int | None = None,
    is_retired: bool = False,
) -> Card:
    """Make a card whose texts say which language they are in."""

    def text(words: str) -> Mapping[Language, str]:
        return {language: f"{words} ({language})" for language in Language}

    return Card(
        code=code,
        theme=Theme.DURING,
        title=text(title),
        aim=text("Waar het om gaat"),
        minutes=minutes,
        form=Form.PAIRS,
        steps=(text("Eerst"), text("Daarna")),
        questions=(text("Wat ging goed?"), text("Wat willen we anders?")),
        write_down=text("Wie wat doet"),
        agreement_kind=AgreementKind.PROCESS,
        example=text("Samen bellen"),
        opener=Opener.INITIATIVE,
        guidelines=guidelines,
        worries=worries,
        dimensions=dimensions,
        phases=phases,
        organisation_id=None if organisation_id is None else OrganisationId(organisation_id),
        is_retired=is_retired,
    )


def make_agreement(
    *,
    text: str = "We call every month.",
    owner: int = 1,
    due_on: date | None = None,
    state: AgreementState = AgreementState.OPEN,
) -> Agreement:
    return Agreement(
        AgreementKind.PROCESS, text, PartyId(owner), NOW.date(), due_on=due_on, state=state
    )


def make_score(
    *, dimension: Dimension = Dimension.TRUST, mean: float | None = 3.4
) -> PublishedScore:
    if mean is None:
        return PublishedScore(dimension)
    return PublishedScore(dimension, mean=mean, low=mean - 0.4, high=mean + 0.4)


def make_published_party(
    *,
    party_id: int = 1,
    tier: Tier = Tier.DETAIL,
    has_enough: bool = True,
    scores: Mapping[Dimension, PublishedScore] | None = None,
    respondents: int | None = 6,
    invited: int | None = 8,
    overall: float | None = 3.4,
    mark: float | None = 7.1,
    dont_know_share: float | None = 0.05,
    questions: Sequence[PublishedQuestion] = (),
) -> PublishedParty:
    return PublishedParty(
        party_id=PartyId(party_id),
        tier=tier,
        has_enough=has_enough,
        scores=scores or {dimension: make_score(dimension=dimension) for dimension in Dimension},
        respondents=respondents,
        invited=invited,
        overall=overall,
        mark=mark,
        dont_know_share=dont_know_share,
        questions=questions,
    )


def make_gap(
    *,
    dimension: Dimension = Dimension.TRUST,
    difference: float | None = 0.6,
    higher: int = 1,
    lower: int = 2,
) -> PublishedGap:
    return PublishedGap(
        dimension, DIMENSION_KINDS[dimension], difference, PartyId(higher), PartyId(lower)
    )


def make_release(
    *,
    round_id: int = 1,
    quarter: Quarter = QUARTER,
    sequence: int = 1,
    phase: Phase = Phase.DURING,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
    parties: Sequence[PublishedParty] | None = None,
    gaps: Mapping[Dimension, PublishedGap] | None = None,
    joint: Mapping[Dimension, float | None] | None = None,
    overall: float | None = 3.4,
    flags: Sequence[Flag] = (),
    comments: Sequence[PublishedComment] = (),
    good_news: Sequence[GoodNews] = (),
    is_light: bool = False,
) -> PublishedRound:
    two = (make_published_party(party_id=1), make_published_party(party_id=2))
    return PublishedRound(
        round_id=RoundId(round_id),
        quarter=quarter,
        sequence=sequence,
        phase=phase,
        privacy_mode=privacy_mode,
        minimum_group=minimum_group,
        questionnaire_version=QUESTIONNAIRE,
        parties=two if parties is None else parties,
        gaps=gaps or {dimension: make_gap(dimension=dimension) for dimension in Dimension},
        joint=joint or dict.fromkeys(Dimension, 3.4),
        overall=overall,
        flags=flags,
        comments=comments,
        good_news=good_news,
        is_light=is_light,
    )


def make_variance_set(*, version: str = "own-2026-11-17-1", made_at: datetime = NOW) -> VarianceSet:
    """Make a set with round numbers, twice the usual noise of answering."""
    component = ComponentEstimates(
        person=Estimate(default=0.22, own=None, value=0.2, low=0.1, high=0.3),
        wobble=Estimate(default=0.02, own=0.02, value=0.02, low=0.01, high=0.03),
        answering=Estimate(default=0.1, own=0.21, value=0.2, low=0.15, high=0.25),
    )
    estimates = VarianceEstimates(
        overall=component, contrast=component, partnerships=12, rounds=96, is_linked=False
    )
    return VarianceSet(version, made_at, estimates)


@dataclass(frozen=True, slots=True)
class Invited:
    """A person with an invitation and the token of the personal link."""

    participant: Participant
    invitation: Invitation
    token: Token


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A stored round with those invited to it."""

    round: Round
    invited: Sequence[Invited]

    def of(self, party: Party) -> Sequence[Invited]:
        return [one for one in self.invited if one.participant.party_id == party.id]


@dataclass(frozen=True, slots=True)
class StoredPartnership:
    """A stored partnership with its participants and its open round."""

    partnership: Partnership
    participants: Sequence[Participant]
    open_round: StoredRound

    @property
    def round(self) -> Round:
        return self.open_round.round

    @property
    def invited(self) -> Sequence[Invited]:
        """Those invited to the open round, by party and name."""
        return self.open_round.invited

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the open round, by party and name."""
        return [one.token for one in self.invited]


def add_partnership(
    unit_of_work: UnitOfWorkFactory,
    *,
    name: str = "Zonnewijk en Veldzicht",
    phase: Phase = Phase.DURING,
    privacy_mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    kinds: Sequence[PartyKind] = (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE),
    people_per_party: int = 3,
    language: Language = Language.DUTCH,
    minimum_group: int = 3,
    contact: str | None = None,
    is_sample: bool = False,
    is_linked: bool = False,
    opens_at: datetime = NOW,
) -> StoredPartnership:
    """Store a partnership with participants and an open round to which all are invited."""
    with unit_of_work() as work:
        organisations = [
            work.partnerships.add_organisation(f"{name}: {kind.value} {position}", kind)
            for position, kind in enumerate(kinds, start=1)
        ]
        new = NewPartnership(
            name, phase, privacy_mode, organisations, minimum_group, contact, is_sample
        )
        partnership = work.partnerships.add(new)
        for party in partnership.parties:
            _add_participants(work, party, people=people_per_party, language=language)
        work.commit()
    open_round = add_round(unit_of_work, partnership, opens_at=opens_at, is_linked=is_linked)
    participants = [one.participant for one in open_round.invited]
    return StoredPartnership(partnership, participants, open_round)


def add_round(
    unit_of_work: UnitOfWorkFactory,
    partnership: Partnership,
    *,
    sequence: int = 1,
    quarter: Quarter | None = None,
    opens_at: datetime = NOW,
    closes_at: datetime | None = None,
    is_linked: bool = False,
    is_light: bool = False,
    asks_besides: bool = False,
) -> StoredRound:
    """Store a round to which all participants of the partnership are invited.

    ``asks_besides``: it asks for the mirror, the hours, and about an agreement of each party.
    """
    new = NewRound(
        partnership_id=partnership.id,
        sequence=sequence,
        quarter=quarter or Quarter.of(opens_at.date()),
        opens_at=opens_at,
        closes_at=closes_at or opens_at + TWO_WEEKS,
        questionnaire_version=QUESTIONNAIRE,
        privacy_mode=partnership.privacy_mode,
        minimum_group=partnership.minimum_group,
        phase=partnership.phase,
        is_linked=is_linked,
        is_light=is_light,
        has_mirror=asks_besides,
        asks_load=asks_besides,
    )
    with unit_of_work() as work:
        stored = work.rounds.add(new)
        if asks_besides:
            asked = [_agree(work, partnership, party) for party in partnership.parties]
            work.asked_agreements.add(stored.id, asked)
        participants = work.partnerships.participants_of(partnership.id)
        invited = [_invite(work, stored, participant) for participant in participants]
        work.commit()
    return StoredRound(stored, invited)


def _agree(work: UnitOfWork, partnership: Partnership, owner: Party) -> AskedAgreement:
    agreement = make_agreement(owner=owner.id, text=f"{owner.name} calls every month.")
    record = work.records.add(partnership.id, agreement, Authorship("Femke", NOW))
    return AskedAgreement(record.id, owner.id, agreement.text)


def _add_participants(work: UnitOfWork, party: Party, *, people: int, language: Language) -> None:
    for number in range(1, people + 1):
        work.partnerships.add_participant(
            party.id, NewParticipant(f"Persoon {number:02}", language, date(2024, 1, 1))
        )


def _invite(work: UnitOfWork, stored: Round, participant: Participant) -> Invited:
    nonce = make_nonce()
    token = derive_token(SECRET_KEY, nonce)
    work.rounds.add_invitations(stored.id, [NewInvitation(participant, nonce, hash_token(token))])
    asked = work.rounds.find_invited(hash_token(token))
    assert asked is not None
    return Invited(participant, asked.invitation, token)
