"""Our detector at its own threshold against each rule made to cry wolf exactly as often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.signals.judging import (
    Detection,
    calibrate,
    compute_alarm_rate,
    compute_detection,
    compute_red_share,
    merge,
)
from benchmarks.signals.peers import make_peers
from benchmarks.signals.scenarios import CHANGES, Scenario
from benchmarks.signals.worlds import ONSETS, Detector, Views, World
from monitor.domain.analysis.cube import Floats, Panel


@dataclass(frozen=True, slots=True)
class Readings:
    """What a detector or a rule makes of every round of a world."""

    steady: Mapping[Scenario, Floats]
    changes: Mapping[tuple[Scenario, int], Floats]


@dataclass(frozen=True, slots=True)
class Performance:
    """New alarms per round without a fall, and how soon a fall is seen, at one threshold.

    ``chance``: what is seen just as soon when nothing happens.
    """

    threshold: float
    red_share: float
    alarms: Mapping[Scenario, float]
    chance: Detection
    detection: Mapping[Scenario, Detection]

    @property
    def alarm_rate(self) -> float:
        """Return new alarms per quiet round."""
        return self.alarms[Scenario.QUIET]

    @property
    def score(self) -> float:
        """Return detection, averaged over all changes and the first four rounds."""
        return float(np.mean([each.average for each in self.detection.values()]))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours and all peers at our rate of new alarms; ``lead``: points ahead of the best."""

    ours: Performance
    peers: Mapping[str, Performance]

    @property
    def best_peer(self) -> str:
        """Return the name of the peer that detects most."""
        return max(self.peers, key=lambda name: self.peers[name].score)

    @property
    def lead(self) -> float:
        """Return by how much we detect more than the best peer, in percentage points."""
        return 100 * (self.ours.score - self.peers[self.best_peer].score)


def take_readings(world: World, detector: Detector, *, is_linked: bool = False) -> Readings:
    """Let a detector or a rule read a whole world."""
    pick: Callable[[Views], Panel] = _linked if is_linked else _unlinked
    return Readings(
        {scenario: detector(pick(views)) for scenario, views in world.steady.items()},
        {key: detector(pick(views)) for key, views in world.changes.items()},
    )


def judge(readings: Readings, threshold: float) -> Performance:
    """Measure everything at one threshold."""
    quiet = readings.steady[Scenario.QUIET]
    return Performance(
        threshold=threshold,
        red_share=compute_red_share(quiet, threshold),
        alarms=_count_alarms(readings, threshold),
        chance=merge([compute_detection(quiet, threshold, onset) for onset in ONSETS]),
        detection={
            scenario: merge(
                [
                    compute_detection(readings.changes[scenario, onset], threshold, onset)
                    for onset in ONSETS
                ]
            )
            for scenario in CHANGES
        },
    )


def _count_alarms(readings: Readings, threshold: float) -> Mapping[Scenario, float]:
    recoveries = [
        compute_alarm_rate(readings.changes[Scenario.RECOVERY, onset], threshold, first=onset)
        for onset in ONSETS
    ]
    return {
        **{
            scenario: compute_alarm_rate(values, threshold)
            for scenario, values in readings.steady.items()
        },
        Scenario.RECOVERY: float(np.mean(recoveries)),
    }


def read_peers(world: World) -> Mapping[str, Readings]:
    """Let all rules read a world; to them it makes no difference whether answers are linked."""
    peers = make_peers(world.quiet.unlinked)
    return {name: take_readings(world, peer) for name, peer in peers.items()}


def compare(ours: Readings, peers: Mapping[str, Readings], threshold: float) -> Comparison:
    """Judge ours at its threshold and give each peer the threshold with the same alarm rate."""
    performance = judge(ours, threshold)
    return Comparison(performance, match_rate(peers, performance.alarm_rate))


def match_rate(peers: Mapping[str, Readings], rate: float) -> Mapping[str, Performance]:
    """Judge each peer at the threshold that gives it so many new alarms per quiet round."""
    return {
        name: judge(readings, calibrate(readings.steady[Scenario.QUIET], rate))
        for name, readings in peers.items()
    }


def _linked(views: Views) -> Panel:
    return views.linked


def _unlinked(views: Views) -> Panel:
    return views.unlinked
