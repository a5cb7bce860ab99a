"""Turns a cube and what was found in it into measured rounds, the input of a release."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from monitor.domain.analysis.cube import Panel
from monitor.domain.analysis.findings import Findings
from monitor.domain.analysis.variances import Variances
from monitor.domain.measurement import MeasuredRound
from monitor.domain.partnership import PartnershipId, Phase, PrivacyMode
from monitor.domain.questionnaire import Questionnaire
from monitor.domain.results import EngineVersion
from monitor.domain.round import Quarter, Round, RoundId
from monitor.services.analyse.cubes import Batch
from monitor.services.analyse.party_scores import ScoreTable
from monitor.services.analyse.turnover import TurnoverTable


@dataclass(frozen=True, slots=True)
class Ground:
    """By what answers are measured and judged."""

    questionnaire: Questionnaire
    variances: Variances
    privacy_mode: PrivacyMode
    minimum_group: int
    judged_by: EngineVersion

    @property
    def is_confidential(self) -> bool:
        """Tell whether anything may have to be hidden."""
        return self.privacy_mode is PrivacyMode.CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured round, with the answers behind it counted: of each party, per dimension."""

    round: MeasuredRound
    answers: Sequence[Sequence[int]]
    dont_know: Sequence[Sequence[int]]


class Measuring:
    """Measures the partnerships of a batch."""

    def __init__(self, batch: Batch, panel: Panel, findings: Findings, ground: Ground) -> None:
        self._batch = batch
        self._findings = findings
        self._ground = ground
        self._table = ScoreTable.of(batch, panel, has_forms=ground.is_confidential)

    def measure(self, partnership: int, days: Sequence[date]) -> Iterator[Measured]:
        """Yield the rounds of one partnership of the batch, held on these days."""
        turnovers = TurnoverTable(self._batch, partnership)
        parties = range(self._batch.cube.values.shape[1])
        for number, day in enumerate(days):
            quarter = Quarter.of(day)
            same = [each for each in range(number) if Quarter.of(days[each]) == quarter]
            measured = MeasuredRound(
                round=self._describe_round(number, day),
                asked=self._ground.questionnaire,
                parties=[self._table.score_party(partnership, each, number) for each in parties],
                findings=self._findings.at(partnership, number),
                turnover=turnovers.turnover_in(number) if self._ground.is_confidential else {},
                corrected=turnovers.corrected_in(number, same) if same else {},
                judged_by=self._ground.judged_by,
            )
            yield Measured(
                measured,
                [self._table.answers[partnership][each][number] for each in parties],
                [self._table.dont_know[partnership][each][number] for each in parties],
            )

    def _describe_round(self, number: int, day: date) -> Round:
        moment = datetime.combine(day, time(), UTC)
        return Round(
            id=RoundId(number + 1),
            partnership_id=PartnershipId(1),
            sequence=number + 1,
            quarter=Quarter.of(day),
            opens_at=moment,
            closes_at=moment,
            questionnaire_version=self._ground.questionnaire.version,
            privacy_mode=self._ground.privacy_mode,
            minimum_group=self._ground.minimum_group,
            phase=Phase.DURING,
            closed_at=moment,
        )
