"""One size of one kind of partnership: everything that is measured on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.signals.comparison import (
    Comparison,
    Performance,
    Readings,
    compare,
    judge,
    read_peers,
    take_readings,
)
from benchmarks.signals.coverage import LevelEstimator, compute_coverage
from benchmarks.signals.peers import make_peers
from benchmarks.signals.scenarios import Scenario
from benchmarks.signals.worlds import Detector, Effort, World, draw_world
from monitor.domain.analysis.findings import ACT_EVIDENCE, WATCH_EVIDENCE

COVERED = (Scenario.QUIET, Scenario.ABRUPT, Scenario.SLIDE)


@dataclass(frozen=True, slots=True)
class Case:
    """What to study: a kind of partnership and a size."""

    simulator: str
    band: str


@dataclass(frozen=True, slots=True)
class Engine:
    """What is judged: evidence for a fall, and levels with their uncertainty."""

    version: str
    find_evidence: Detector
    estimate_levels: LevelEstimator


@dataclass(frozen=True, slots=True)
class View:
    """Our comparison with the peers at amber (watch) and at red (act)."""

    watch: Comparison
    act: Comparison


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was measured. ``deployed``: rules at the thresholds in common use."""

    case: Case
    linked: View
    unlinked: View
    deployed: Mapping[str, Performance]
    coverage: Mapping[Scenario, float]

    def view(self, *, is_linked: bool) -> View:
        """Return one of the two views."""
        return self.linked if is_linked else self.unlinked


def study(case: Case, engine: Engine, effort: Effort) -> Outcome:
    """Simulate and measure."""
    world = draw_world(case.simulator, case.band, effort)
    peers = read_peers(world)
    return Outcome(
        case,
        linked=_look(world, engine, peers, is_linked=True),
        unlinked=_look(world, engine, peers, is_linked=False),
        deployed={
            name: judge(peers[name], peer.deployed)
            for name, peer in make_peers(world.quiet.unlinked).items()
            if peer.deployed is not None
        },
        coverage={
            scenario: compute_coverage(
                engine.estimate_levels, case.simulator, case.band, effort.changing, scenario
            )
            for scenario in COVERED
        },
    )


def _look(world: World, engine: Engine, peers: Mapping[str, Readings], *, is_linked: bool) -> View:
    ours = take_readings(world, engine.find_evidence, is_linked=is_linked)
    return View(compare(ours, peers, WATCH_EVIDENCE), compare(ours, peers, ACT_EVIDENCE))


@dataclass(frozen=True)
class Summary:
    """Comparisons over several sizes or kinds, each counting alike."""

    comparisons: Sequence[Comparison]

    @cached_property
    def score(self) -> float:
        """Return our detection."""
        return float(np.mean([each.ours.score for each in self.comparisons]))

    @cached_property
    def peer_scores(self) -> Mapping[str, float]:
        """Return the detection of each peer."""
        return {
            name: float(np.mean([each.peers[name].score for each in self.comparisons]))
            for name in self.comparisons[0].peers
        }

    @cached_property
    def best_peer(self) -> str:
        """Return the peer that detects most."""
        return max(self.peer_scores, key=lambda name: self.peer_scores[name])

    @property
    def lead(self) -> float:
        """Return by how much we detect more than the best peer, in percentage points."""
        return 100 * (self.score - self.peer_scores[self.best_peer])

    @property
    def highest_alarm_rate(self) -> float:
        """Return the highest rate of new alarms per quiet round."""
        return max(each.ours.alarm_rate for each in self.comparisons)

    def alarm_rate(self, scenario: Scenario) -> float:
        """Return new alarms per round."""
        return float(np.mean([each.ours.alarms[scenario] for each in self.comparisons]))
