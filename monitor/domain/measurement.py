"""Everything that was measured of one closed round: the input of a release.

Raw numbers. Two producers make it, the closing of a round and the analysis of a file of answers;
only :mod:`monitor.domain.disclosure` may turn it into something shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.domain.analysis.findings import RoundFindings
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.response import Comment
from monitor.domain.results import EngineVersion
from monitor.domain.round import Round
from monitor.domain.scoring import PartyScores

# One person's answers to the questions of the dimensions, as in ``PartyScores.forms``.
Form = Sequence[int]


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who of one party answered in an earlier round and not in this one, and the reverse.

    ``sequence`` is that of the earlier round; ``left`` are forms of that round, ``joined`` of this.
    """

    sequence: int
    left: Sequence[Form] = ()
    joined: Sequence[Form] = ()

    @property
    def changed(self) -> int:
        """Size of the symmetric difference of the two groups."""
        return len(self.left) + len(self.joined)


@dataclass(frozen=True, slots=True)
class GivenComment:
    """An open answer of one form, with the party and the question that it answers."""

    party_id: PartyId
    question: str
    comment: Comment


@dataclass(frozen=True, slots=True)
class MeasuredNotice:
    """What the people of one party who know answered about one agreement, lowest first.

    ``changed``: by how many people those who know now differ from those who knew in an earlier
    round, by its sequence; None where nobody can tell.
    """

    agreement_id: RecordId
    party_id: PartyId
    answers: Sequence[int]
    changed: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasuredMirror:
    """What every party thought the others would answer, as scores of the four dimensions.

    ``turnover``: as in :class:`MeasuredRound`, of those who answered this.
    """

    asked: Questionnaire
    parties: Sequence[PartyScores]
    turnover: Mapping[PartyId, Sequence[Turnover] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasuredHours:
    """The bands of hours that the people of one party answered, lowest first."""

    unpaid: Sequence[int]
    paid: Sequence[int]


@dataclass(frozen=True, slots=True)
class MeasuredRound:
    """One closed round, measured.

    ``asked``: the questionnaire without what belongs to other phases or later rounds.
    ``parties``: every invited party, in the order in which they are shown, as in the findings.
    ``turnover``: of each party the earlier rounds whose respondents differ from this round's by
    at most two people, others are left out; None where nobody can tell (unlinked answers).
    ``corrected``: only in a second round of one quarter, in how many forms each party differs from
    an earlier round of that quarter: the smallest number above 0, or 0 where nothing differs. None
    where nobody can tell. ``notices``, ``mirror`` and ``hours``: where the round asked for them.
    """

    round: Round
    asked: Questionnaire
    parties: Sequence[PartyScores]
    findings: RoundFindings
    turnover: Mapping[PartyId, Sequence[Turnover] | None] = field(default_factory=dict)
    corrected: Mapping[PartyId, int | None] = field(default_factory=dict)
    comments: Sequence[GivenComment] = ()
    judged_by: EngineVersion | None = None
    notices: Sequence[MeasuredNotice] = ()
    mirror: MeasuredMirror | None = None
    hours: Mapping[PartyId, MeasuredHours] = field(default_factory=dict)
