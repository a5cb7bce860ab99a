"""What may happen to a partnership: what changes for each person, in points on the scale 1 to 5."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from benchmarks.signals.people import lingering
from monitor.domain.analysis.cube import DIMENSIONS, Integers

Singles = NDArray[np.float32]

# The party to which the one-sided things happen.
_AFFECTED = -1
_SEASONS = 4


class Scenario(StrEnum):
    """Something that may happen; nothing at all among it."""

    QUIET = "quiet"
    MOODS = "lingering moods"
    SEASONS = "seasons"
    RECOVERY = "recovery"
    ABRUPT = "abrupt"
    ABRUPT_MILD = "abrupt, mild"
    ONE_SIDED = "one-sided"
    ONE_SIDED_MILD = "one-sided, mild"
    SLIDE = "slow slide"
    SLIDE_MILD = "slow slide, mild"
    ACCELERATING = "accelerating, mild"
    ONE_DIMENSION = "one dimension"
    ONE_SIDED_DIMENSION = "one dimension, one-sided"
    SPLIT = "split"
    SILENCE = "silence"


CHANGES = tuple(Scenario)[4:]
NO_CHANGES = (Scenario.QUIET, Scenario.MOODS, Scenario.SEASONS)


@dataclass(frozen=True, slots=True)
class Setting:
    """What to simulate. ``sizes``: how many people are invited (partnerships, parties).

    ``onset``: the first round, from 0, in which something is different.
    """

    scenario: Scenario
    sizes: Integers
    rounds: int
    onset: int = 0

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Return how many partnerships, parties, rounds and places there are."""
        return (*self.sizes.shape, self.rounds, int(self.sizes.max()))

    def since(self) -> Integers:
        """Count of each round how many have passed since the change, itself included; else 0."""
        return np.maximum(np.arange(self.rounds) - self.onset + 1, 0)


@dataclass(frozen=True, slots=True)
class Event:
    """What a scenario does to people.

    ``shift``: points (partnerships, parties, rounds, places, dimensions). ``silence``: what is
    added to the log-odds of answering (partnerships, parties, rounds, places).
    """

    shift: Singles
    silence: Singles


def happen(setting: Setting, rng: np.random.Generator) -> Event:
    """Work a scenario out for every person."""
    event = Event(
        np.zeros((*setting.shape, len(DIMENSIONS)), dtype=np.float32),
        np.zeros(setting.shape, dtype=np.float32),
    )
    return _SCENARIOS[setting.scenario](event, setting, rng)


_Change = Callable[[Event, Setting, np.random.Generator], Event]


def _nothing(event: Event, _: Setting, __: np.random.Generator) -> Event:
    return event


def _fall(course: Sequence[float], *, one_sided: bool = False) -> _Change:
    """Let scores fall: so many points in the first, second ... round; the last value stays."""

    def change(event: Event, setting: Setting, _: np.random.Generator) -> Event:
        event.shift[:, _parties(one_sided)] += _follow(course, setting)[:, None, None]
        return event

    return change


def _fall_on_one(course: Sequence[float], *, one_sided: bool = False) -> _Change:
    """Let scores fall on one dimension, another in each partnership."""

    def change(event: Event, setting: Setting, rng: np.random.Generator) -> Event:
        chosen = rng.integers(len(DIMENSIONS), size=len(setting.sizes))
        is_chosen = chosen[:, None] == np.arange(len(DIMENSIONS))
        points = _follow(course, setting)[:, None, None] * is_chosen[:, None, None, None, :]
        event.shift[:, _parties(one_sided)] += points
        return event

    return change


def _split(event: Event, setting: Setting, _: np.random.Generator) -> Event:
    """Let half of a party fall and the others rise, so that its mean stays where it was."""
    size = setting.sizes[:, _AFFECTED, None]
    falling = size // 2
    place = np.arange(setting.shape[3])
    points = np.where(place < falling, -0.9, 0.9 * falling / (size - falling))
    event.shift[:, _AFFECTED] += (
        points[:, None, :, None] * (setting.since() > 0)[None, :, None, None]
    )
    return event


def _silence(event: Event, setting: Setting, _: np.random.Generator) -> Event:
    event.silence[:, _AFFECTED] += _follow((-1.0, -1.8, -2.2, -2.5), setting)[None, :, None]
    return event


def _recover(event: Event, setting: Setting, _: np.random.Generator) -> Event:
    """Let scores come back in two rounds from a fall six rounds before, or before the start."""
    fallen = replace(setting, onset=max(setting.onset - 6, 0))
    points = _follow((-0.8,), fallen) + _follow((0.4, 0.8), setting)
    event.shift[:] += points[None, None, :, None, None]
    return event


def _swing(event: Event, setting: Setting, rng: np.random.Generator) -> Event:
    """Let scores of all parties go up and down within a year, from another quarter in each."""
    start = rng.integers(_SEASONS, size=(len(setting.sizes), 1))
    points = 0.225 * np.sin(2 * np.pi * (np.arange(setting.rounds) + start) / _SEASONS)
    event.shift[:] += points[:, None, :, None, None]
    return event


def _linger(event: Event, setting: Setting, rng: np.random.Generator) -> Event:
    """Let each person and each party have moods that last for some quarters."""
    partnerships, parties, rounds, places = setting.shape
    personal = lingering(rng, (partnerships, parties, rounds, places), persistence=0.6)
    shared = lingering(rng, (partnerships, parties, rounds, 1), persistence=0.6)
    event.shift[:] += (0.35 * personal + 0.1 * shared)[..., None]
    return event


def _parties(one_sided: bool) -> slice:  # noqa: FBT001 - one of two slices, named by the caller.
    return slice(_AFFECTED, None) if one_sided else slice(None)


def _follow(course: Sequence[float], setting: Setting) -> Singles:
    since = setting.since()
    steps = np.array([0.0, *course], dtype=np.float32)
    return steps[np.minimum(since, len(course))]


_SCENARIOS: Mapping[Scenario, _Change] = {
    Scenario.QUIET: _nothing,
    Scenario.MOODS: _linger,
    Scenario.SEASONS: _swing,
    Scenario.RECOVERY: _recover,
    Scenario.ABRUPT: _fall((-0.8,)),
    Scenario.ABRUPT_MILD: _fall((-0.4,)),
    Scenario.ONE_SIDED: _fall((-0.5, -0.8), one_sided=True),
    Scenario.ONE_SIDED_MILD: _fall((-0.4,), one_sided=True),
    Scenario.SLIDE: _fall([-0.15 * step for step in range(1, 9)]),
    Scenario.SLIDE_MILD: _fall([-0.08 * step for step in range(1, 13)]),
    Scenario.ACCELERATING: _fall((-0.05, -0.12, -0.22, -0.36, -0.54, -0.76)),
    Scenario.ONE_DIMENSION: _fall_on_one((-0.8,)),
    Scenario.ONE_SIDED_DIMENSION: _fall_on_one((-0.8,), one_sided=True),
    Scenario.SPLIT: _split,
    Scenario.SILENCE: _silence,
}
