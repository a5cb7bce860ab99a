"""The shapes that a change over rounds may have: a step at once, or a slide over rounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.drops import Size


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to fall: complete after ``rounds``; begun at most ``window`` rounds ago.

    ``weight``: how much it counts among the shapes.
    """

    rounds: int
    window: int
    weight: float
    sizes: Sequence[Size]

    def starts(self, last: int) -> range:
        """Return the rounds in which it may have begun, seen from round ``last``."""
        return range(max(1, last - self.window + 1), last + 1)

    def draw(self, last: int) -> Floats:
        """Return how much of the fall there was in each round: (starts, rounds), 0 to 1."""
        rounds = np.arange(last + 1)
        begun = rounds - np.array(self.starts(last))[:, None] + 1
        return np.asarray(np.clip(begun / self.rounds, 0.0, 1.0))


STEP = Shape(rounds=1, window=4, weight=0.7, sizes=(Size(0.4, 0.2, 0.5), Size(0.9, 0.3, 0.5)))
SLIDE = Shape(rounds=4, window=6, weight=0.3, sizes=(Size(0.45, 0.2, 0.5), Size(0.9, 0.35, 0.5)))
SHAPES = (STEP, SLIDE)
