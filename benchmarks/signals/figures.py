"""Figures of the benchmark for the product's own explanation, as one JSON document."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.signals.comparison import Performance
from benchmarks.signals.scenarios import Scenario
from benchmarks.signals.study import Outcome
from benchmarks.signals.tables import by_band, by_simulator

_ROUNDS = (1, 2, 4)
_SCENARIOS: Mapping[str, Scenario] = {
    "abrupt": Scenario.ABRUPT,
    "one_sided": Scenario.ONE_SIDED,
    "slow": Scenario.SLIDE,
    "one_dimension": Scenario.ONE_DIMENSION,
}
_DEPLOYED = "drop, dimension"

_Pick = Callable[[Outcome], Performance]
_RULES: Mapping[str, _Pick] = {
    "linked_amber": lambda each: each.linked.watch.ours,
    "linked_red": lambda each: each.linked.act.ours,
    "unlinked_amber": lambda each: each.unlinked.watch.ours,
    "unlinked_red": lambda each: each.unlinked.act.ours,
    "drop_half_a_point": lambda each: each.deployed[_DEPLOYED],
}


def write_figures(path: Path, outcomes: Sequence[Outcome], engine_version: str) -> None:
    """Write figures for each size that all parties share, averaged over the kinds."""
    document = {
        "schema": 1,
        "engine": engine_version,
        "simulators": list(by_simulator(outcomes)),
        "sizes": {
            band: {name: _describe(list(map(pick, group))) for name, pick in _RULES.items()}
            for band, group in by_band(outcomes).items()
            if band.isdigit()
        },
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _describe(performances: Sequence[Performance]) -> Mapping[str, object]:
    return {
        "false_alarms_per_quiet_round": _mean([each.alarm_rate for each in performances]),
        "red_share_of_quiet_rounds": _mean([each.red_share for each in performances]),
        "seen_by_round": {
            "nothing": _course([each.chance.by_round for each in performances]),
            **{
                name: _course([each.detection[scenario].by_round for each in performances])
                for name, scenario in _SCENARIOS.items()
            },
        },
    }


def _course(courses: Sequence[Sequence[float]]) -> Mapping[str, float]:
    return {str(k): _mean([course[k - 1] for course in courses]) for k in _ROUNDS}


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4)
