"""What may be shown of a closed round. Nothing else about answers leaves the services.

Everything here is already suppressed: a None means "not shown", and ``hidden_because`` says why.
Means and interval ends are on the scale 1 to 5 (the mark: 1 to 10); shares lie between 0 and 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.domain.load import HoursBand, LoadWeight
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, Phase, PrivacyMode, RecordId
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.round import Quarter, RoundId


class Tier(StrEnum):
    """How much of a party may be shown (``signals.md`` R1)."""

    OPEN = "open"  # Everyone agreed to show everything.
    DETAIL = "detail"
    COARSE = "coarse"
    HIDDEN = "hidden"

    @property
    def is_fine(self) -> bool:
        """Tell whether values with one decimal may be shown."""
        return self in {Tier.OPEN, Tier.DETAIL}


class HiddenReason(StrEnum):
    """Why a number is not shown."""

    TOO_FEW_ANSWERS = "too_few_answers"  # This party has fewer answers than the minimum.
    OTHER_PARTY_HIDDEN = "other_party_hidden"  # It would give the hidden party away.
    TOO_FEW_FOR_QUESTIONS = "too_few_for_questions"  # Question means need eight answers.
    NOT_ANSWERED = "not_answered"  # Nobody scored it.
    AUDIT = "audit"  # A colleague could work out somebody's answer from it.
    TOO_FEW_CHANGED = "too_few_changed"  # A second round of a quarter with one or two new forms.
    NEARLY_THE_SAME = "nearly_the_same"  # Beside an earlier round it would tell one's answer.


class FlagKind(StrEnum):
    """What a person must look at."""

    DECLINE = "decline"  # Something fell.
    LOW = "low"
    GAP = "gap"
    SILENCE = "silence"
    SPLIT = "split"  # The people of one party drift apart.
    DONT_KNOW = "dont_know"


class GoodNewsKind(StrEnum):
    """What deserves a compliment: the mirror image of a flag."""

    RISE = "rise"
    HIGH = "high"
    AGREEMENT = "agreement"  # The parties see it alike.


class Severity(StrEnum):
    """How sure, hence how soon."""

    WATCH = "watch"
    ACT = "act"


class Attention(StrEnum):
    """What a partnership needs from a person now; the order of the overview."""

    TALK_NOW = "talk_now"
    PLAN_TALK = "plan_talk"
    WATCH = "watch"
    NO_SIGNALS = "no_signals"


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """Mean of one party on one dimension, with its 90% interval.

    ``tier``: how exact it is, which may be less than the party's; None where nothing is shown.
    """

    dimension: Dimension
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    dont_know_share: float | None = None
    hidden_because: HiddenReason | None = None
    tier: Tier | None = None

    @property
    def is_shown(self) -> bool:
        """Tell whether there is a number to show."""
        return self.mean is not None


@dataclass(frozen=True, slots=True)
class PublishedQuestion:
    """Mean of one party on one question; ``counts`` (per scale value) only in open mode."""

    code: str
    mean: float | None = None
    counts: Sequence[int] | None = None
    hidden_because: HiddenReason | None = None


@dataclass(frozen=True, slots=True)
class PublishedHours:
    """How many hours the work takes of the middle person of a party, by their weight.

    ``band``: the hours as they were asked, only where everything is shown.
    """

    weight: LoadWeight | None = None
    band: HoursBand | None = None
    hidden_because: HiddenReason | None = None


@dataclass(frozen=True, slots=True)
class PublishedLoad:
    """What the work takes of a party in a quarter, unpaid and paid."""

    unpaid: PublishedHours
    paid: PublishedHours


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """Whether one party noticed that an agreement of another was kept.

    ``counts``: how many answered no, a bit and yes, only where everything is shown.
    """

    agreement_id: RecordId
    party_id: PartyId
    verdict: Noticed | None = None
    hidden_because: HiddenReason | None = None
    counts: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class PublishedParty:
    """All that may be shown of one party in one round.

    ``respondents`` and ``invited`` are None where a count would point at a person (R7);
    ``has_enough`` then still tells whether its numbers are shown. ``expected``: what its people
    thought the other parties would answer, empty where that was not asked; ``expected_overall``:
    the mean of those four. ``load``: None where it was not asked.
    """

    party_id: PartyId
    tier: Tier
    has_enough: bool
    scores: Mapping[Dimension, PublishedScore]
    respondents: int | None = None
    invited: int | None = None
    overall: float | None = None
    mark: float | None = None
    dont_know_share: float | None = None
    questions: Sequence[PublishedQuestion] = field(default_factory=tuple)
    expected: Mapping[Dimension, PublishedScore] = field(default_factory=dict)
    expected_overall: float | None = None
    load: PublishedLoad | None = None

    @property
    def response_share(self) -> float | None:
        """Share of the invited people who answered, where both counts are shown."""
        if not self.invited or self.respondents is None:
            return None
        return self.respondents / self.invited


@dataclass(frozen=True, slots=True)
class PublishedGap:
    """The largest difference between two parties on one dimension.

    ``difference`` is in scale points, never negative; ``higher`` and ``lower`` name the parties.
    """

    dimension: Dimension
    kind: QuestionKind
    difference: float | None = None
    higher: PartyId | None = None
    lower: PartyId | None = None
    hidden_because: HiddenReason | None = None


@dataclass(frozen=True, slots=True)
class PublishedComment:
    """An open answer that its writer allowed on the shared screen; nothing ties it to a person."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A signal that a person must look at, with what it rests on.

    ``party`` and ``dimension`` are None where naming them could point at people (R6).
    ``probability``: what the chance that this is real passed, 0 to 1; None for a count. Never the
    chance itself, which would tell the exact score.
    """

    kind: FlagKind
    severity: Severity
    party: PartyId | None = None
    dimension: Dimension | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class GoodNews:
    """A flag's mirror image; ``party`` and ``dimension`` are None where they may not be named."""

    kind: GoodNewsKind
    party: PartyId | None = None
    dimension: Dimension | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """What the check against working back found (``signals.md`` 4.3).

    ``problems`` counts the numbers that were checked, whatever the number of people behind them.
    ``narrowest`` is the range, in scale points, below which nobody can narrow a colleague's score
    with what is published, None where nothing is; the range itself would tell how people answered.
    ``hidden`` names the parties of which less is shown because of it.
    """

    problems: int
    narrowest: float | None
    hidden: Sequence[PartyId] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class EngineVersion:
    """By which rules and variances the signals of a round were judged."""

    engine: str
    variances: str


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """The release of one closed round: frozen, stored, and the only source of every screen.

    ``change`` is the severity of the evidence that something fell, None for none: the colour, never
    the evidence itself (R6). ``is_light``: it asked one question of each dimension, so that nothing
    of it may be compared with other rounds. ``noticed``: of each agreement that was asked about,
    what each other party noticed of it.
    """

    round_id: RoundId
    quarter: Quarter
    sequence: int
    phase: Phase
    privacy_mode: PrivacyMode
    minimum_group: int
    questionnaire_version: str
    parties: Sequence[PublishedParty]
    gaps: Mapping[Dimension, PublishedGap]
    joint: Mapping[Dimension, float | None]
    overall: float | None
    flags: Sequence[Flag] = field(default_factory=tuple)
    comments: Sequence[PublishedComment] = field(default_factory=tuple)
    good_news: Sequence[GoodNews] = field(default_factory=tuple)
    change: Severity | None = None
    audit: AuditVerdict | None = None
    judged_by: EngineVersion | None = None
    is_light: bool = False
    noticed: Sequence[PublishedNotice] = field(default_factory=tuple)

    def party(self, party_id: PartyId) -> PublishedParty:
        """Return one party's results; KeyError if it did not take part."""
        for party in self.parties:
            if party.party_id == party_id:
                return party
        raise KeyError(party_id)

    @property
    def has_all_parties(self) -> bool:
        """Tell whether every party's numbers are shown."""
        return all(party.has_enough for party in self.parties)
