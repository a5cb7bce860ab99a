"""How often signals are right and wrong, by group size: the figures of ``make bench-signals``.

The benchmark writes them to ``data/benchmark.json``; docs/method.md says how they were computed.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from monitor.domain.results import PublishedRound

FILE = Path(__file__).parents[3] / "data" / "benchmark.json"
# Within so many rounds of its beginning a change was seen.
ROUNDS = (1, 2, 4)
# Of a party too small to tell its size the figures are those of so many people.
UNTOLD_SIZE = 3


class Happening(StrEnum):
    """What happened in the simulated partnerships."""

    ABRUPT = "abrupt"
    ONE_SIDED = "one_sided"
    SLOW = "slow"
    ONE_DIMENSION = "one_dimension"


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How well one rule does; all are shares between 0 and 1.

    ``seen_by_round``: per happening, and for "nothing", how often the rule said that something had
    changed by each of ``ROUNDS``, written as a text.
    """

    false_alarms_per_quiet_round: float
    seen_by_round: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class SizeFigures:
    """How well rules do with so many people a party: ours at "watch", and "fell more than 0.5"."""

    unlinked_amber: RuleFigures
    drop_half_a_point: RuleFigures


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """All figures, by people a party, with the version of the signals that they are of."""

    engine: str
    sizes: Mapping[int, SizeFigures]

    def nearest(self, people: int) -> int:
        """Return the nearest size that is not above, so that no figure flatters."""
        return max((size for size in self.sizes if size <= people), default=min(self.sizes))


@functools.cache
def read_benchmark(path: Path = FILE) -> BenchmarkFigures:
    """Return the figures of the last benchmark."""
    return TypeAdapter(BenchmarkFigures).validate_json(path.read_bytes())


def smallest_party(latest: PublishedRound) -> int:
    """Return how many people the smallest party has, as far as that is published."""
    return min(party.invited or UNTOLD_SIZE for party in latest.parties)
