"""A world: all scenarios of one kind of partnership at one size, drawn once and judged often."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.signals.judging import HORIZON
from benchmarks.signals.people import unlink
from benchmarks.signals.scenarios import CHANGES, NO_CHANGES, Scenario, Setting
from benchmarks.signals.simulators import ALL, Simulator
from monitor.domain.analysis.cube import Floats, Integers, Panel, score_cube

# Evidence or any other number per round, from a panel: (partnerships, rounds).
Detector = Callable[[Panel], Floats]

QUIET_ROUNDS = 24
ONSETS = (4, 8)
_LARGEST = 12


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to simulate: quiet partnerships, and partnerships per scenario and onset."""

    quiet: int
    changing: int


@dataclass(frozen=True, slots=True)
class Band:
    """A size of party; none of its own means every party another one, from 2 to 12 people."""

    name: str
    size: int | None
    parties: int = 2

    def draw_sizes(self, partnerships: int, rng: np.random.Generator) -> Integers:
        """Draw how many people are invited: (partnerships, parties)."""
        shape = partnerships, self.parties
        if self.size is None:
            return rng.integers(2, _LARGEST + 1, shape)
        return np.full(shape, self.size)


BANDS: Mapping[str, Band] = {
    **{str(size): Band(str(size), size) for size in (2, 3, 5, 8, 12)},
    "unequal": Band("unequal", None),
    "three parties": Band("three parties", None, parties=3),
}


@dataclass(frozen=True, slots=True)
class Views:
    """The same answers, linked and not."""

    linked: Panel
    unlinked: Panel


@dataclass(frozen=True, slots=True)
class World:
    """``steady``: scenarios of many rounds without a change; ``changes``: by scenario and onset."""

    simulator: str
    band: Band
    steady: Mapping[Scenario, Views]
    changes: Mapping[tuple[Scenario, int], Views]

    @property
    def quiet(self) -> Views:
        """Return the partnerships in which nothing happens."""
        return self.steady[Scenario.QUIET]


def draw_world(simulator: str, band: str, effort: Effort, seed: int = 0) -> World:
    """Simulate everything for one kind and size."""
    kinds = list(ALL)
    rng = np.random.default_rng([seed, kinds.index(simulator), list(BANDS).index(band)])
    draw = _Draw(ALL[simulator], BANDS[band], rng)
    return World(
        simulator,
        BANDS[band],
        {each: draw(each, effort.quiet, QUIET_ROUNDS) for each in NO_CHANGES},
        {
            (each, onset): draw(each, effort.changing, onset + HORIZON, onset)
            for each in (Scenario.RECOVERY, *CHANGES)
            for onset in ONSETS
        },
    )


@dataclass(frozen=True, slots=True)
class _Draw:
    simulator: Simulator
    band: Band
    rng: np.random.Generator

    def __call__(self, scenario: Scenario, partnerships: int, rounds: int, onset: int = 0) -> Views:
        sizes = self.band.draw_sizes(partnerships, self.rng)
        cube = self.simulator(Setting(scenario, sizes, rounds, onset), self.rng).cube
        return Views(score_cube(cube), score_cube(unlink(cube, self.rng)))
