"""Made-up measurements that show what chance does to small groups; the same at every look."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from monitor.domain.analysis.findings import judge_evidence
from monitor.domain.analysis.uncertainty import sampling_variance
from monitor.domain.results import Severity

_LEVEL = 3.6
_TIMES = 10
_SEED = 13
_NINE_OF_TEN = NormalDist().inv_cdf(0.95)
_FEW = 3
_FALL = 0.5  # The fall that the evidence of an example is for.
_BEFORE = (3.7, 3.5, 3.6, 3.7, 3.5)


@dataclass(frozen=True, slots=True)
class SteadyParty:
    """A party in which nothing changes and everyone answers, measured again and again.

    ``band``: between which scores nine of ten such measurements lie.
    """

    people: int
    level: float
    scores: Sequence[float]
    band: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ExampleCourse:
    """The scores of a party in a row of rounds, and the evidence of a fall after each."""

    scores: Sequence[float]
    evidence: Sequence[float]

    @property
    def severities(self) -> Sequence[Severity | None]:
        """What the evidence says in each round."""
        return [judge_evidence(each) for each in self.evidence]


def measure_steady_party(people: int) -> SteadyParty:
    """Measure a steady party of so many people ten times."""
    random = Random(_SEED)  # noqa: S311 - No secret depends on it.
    noise = math.sqrt(sampling_variance(respondents=people, invited=people))
    margin = _NINE_OF_TEN * noise
    return SteadyParty(
        people,
        _LEVEL,
        [random.gauss(_LEVEL, noise) for _ in range(_TIMES)],
        (_LEVEL - margin, _LEVEL + margin),
    )


def follow_dip() -> ExampleCourse:
    """Follow a party of three with one low round, after which all is as before."""
    return _follow([*_BEFORE, 3.1, 3.6, 3.7])


def follow_fall() -> ExampleCourse:
    """Follow the same party, staying as low as in that one round."""
    return _follow([*_BEFORE, 3.1, 3.2, 3.1])


def _follow(scores: Sequence[float]) -> ExampleCourse:
    """Add up evidence as the signals do, for one known fall: Shiryaev and Roberts.

    After each round: how much likelier the scores are had the party fallen in this or an earlier
    round, than had nothing changed; added up over all those rounds.
    """
    variance = sampling_variance(respondents=_FEW, invited=_FEW)
    evidence, found = 0.0, []
    for score in scores:
        log_ratio = _FALL * (_LEVEL - score - _FALL / 2) / variance
        evidence = (1 + evidence) * math.exp(log_ratio)
        found.append(evidence)
    return ExampleCourse(scores, found)
