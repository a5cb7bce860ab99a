"""Answers as rounded sums of normal parts, and the same with one thing wrong at a time.

The parts are those of the simulations on which the defaults of the signals rest (``docs/method.md``
section 2), so this kind is the one that the engine knows best.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtr

from benchmarks.signals.people import (
    PLACES_OF_DIMENSIONS,
    QUESTIONS,
    Membership,
    Simulation,
    Singles,
    compute_log_odds,
    decide_to_answer,
    hand_in,
    lingering,
    take_places,
)
from benchmarks.signals.scenarios import Event, Setting, happen
from monitor.domain.analysis.cube import DIMENSIONS

_SIDE_WOBBLE, _COMMON_WOBBLE, _DIMENSION_WOBBLE = 0.12, 0.08, 0.08


@dataclass(frozen=True, slots=True)
class RoundedGaussian:
    """One world. ``tails``: degrees of freedom of the noise, none for normal noise.

    ``style``: spread of the logarithm of how far people stretch the scale.
    """

    centre: float = 3.75
    noise: float = 0.70
    wobble: float = 1.0
    persistence: float = 0.0
    cuts: tuple[float, float, float, float] = (1.5, 2.5, 3.5, 4.5)
    style: float = 0.0
    turnover: float = 0.04
    tails: int | None = None
    response: float = 0.82

    def __call__(self, setting: Setting, rng: np.random.Generator) -> Simulation:
        """Simulate answers."""
        members = take_places(rng, setting.sizes, setting.rounds, turnover=self.turnover)
        event = happen(setting, rng)
        attitude = self._attitudes(rng, members) + event.shift
        present = self._decide(rng, members, attitude, event)
        attitude *= np.exp(self.style * members.traits(rng))[..., None]
        views = self._view(rng, attitude)
        cube = hand_in(rng, members, self._answer(rng, views), present)
        return Simulation(cube, members, lambda: self._expect(views))

    def _attitudes(self, rng: np.random.Generator, members: Membership) -> Singles:
        """Draw what each person thinks of each dimension in each round, around 0."""
        partnerships, parties, rounds, _ = members.predecessors.shape
        dimensions = len(DIMENSIONS)

        def draw(spread: float, *shape: int) -> Singles:
            return np.float32(spread) * rng.standard_normal(shape, dtype=np.float32)

        attitude: Singles = (
            draw(0.35, partnerships, 1, 1, 1, 1)
            + draw(0.15, partnerships, parties, 1, 1, 1)
            + draw(0.20, partnerships, parties, 1, 1, dimensions)
            + self._wobble(rng, (partnerships, parties, rounds))
            + np.float32(0.50) * members.traits(rng, 1)
            + np.float32(0.25) * members.traits(rng, dimensions)
            + draw(0.25, *members.predecessors.shape, 1)
        )
        return attitude

    def _wobble(self, rng: np.random.Generator, shape: tuple[int, int, int]) -> Singles:
        partnerships, parties, rounds = shape

        def draw(parties: int, dimensions: int) -> Singles:
            place = partnerships, parties, rounds, dimensions
            return lingering(rng, place, persistence=self.persistence)[:, :, :, None]

        wobble: Singles = np.float32(self.wobble) * (
            np.float32(_SIDE_WOBBLE) * draw(parties, 1)
            + np.float32(_COMMON_WOBBLE) * draw(1, 1)
            + np.float32(_DIMENSION_WOBBLE) * draw(parties, len(DIMENSIONS))
        )
        return wobble

    def _decide(
        self, rng: np.random.Generator, members: Membership, attitude: Singles, event: Event
    ) -> NDArray[np.bool_]:
        satisfaction = attitude.mean(axis=-1)
        odds = compute_log_odds(satisfaction, event.silence, usual=self.response)
        return decide_to_answer(rng, members, odds)

    def _view(self, rng: np.random.Generator, attitude: Singles) -> Singles:
        """Turn attitudes to dimensions into views of questions, on the scale of the answers."""
        views = attitude[..., PLACES_OF_DIMENSIONS]
        views += np.float32(self.centre)
        shape = len(views), 1, 1, 1, QUESTIONS
        views += np.float32(0.20) * rng.standard_normal(shape, dtype=np.float32)
        return views

    def _answer(self, rng: np.random.Generator, views: Singles) -> NDArray[np.int8]:
        latent = views + np.float32(self.noise) * self._noise(rng, views.shape)
        answers = np.ones(latent.shape, dtype=np.int8)
        for cut in self.cuts:
            answers += latent > cut
        return answers

    def _expect(self, views: Singles) -> Singles:
        expected = np.ones_like(views)
        for cut in self.cuts:
            distance = (views - np.float32(cut)) / np.float32(self.noise)
            expected += self._noise_below(distance)
        return expected

    def _noise_below(self, distance: Singles) -> Singles:
        if self.tails is None:
            return np.asarray(ndtr(distance))
        return np.asarray(stdtr(self.tails, distance * (self.tails / (self.tails - 2)) ** 0.5))

    def _noise(self, rng: np.random.Generator, shape: tuple[int, ...]) -> Singles:
        noise = rng.standard_normal(shape, dtype=np.float32)
        if self.tails is None:
            return noise
        # Scaled to variance 1, so that only the tails differ.
        scale = rng.standard_gamma(self.tails / 2, shape, dtype=np.float32)
        noise /= np.sqrt(scale * 2 / (self.tails - 2))
        return noise


ROUNDED_GAUSSIAN = RoundedGaussian()
MISSPECIFIED: Mapping[str, RoundedGaussian] = {
    "noise x1.3": RoundedGaussian(noise=0.91),
    "wobble x2": RoundedGaussian(wobble=2.0),
    "lasting wobble x1.5": RoundedGaussian(wobble=1.5, persistence=0.6),
    "skewed cuts": RoundedGaussian(cuts=(1.2, 2.0, 3.0, 4.3)),
    "ceiling": RoundedGaussian(centre=4.4),
    "response style": RoundedGaussian(style=0.25),
    "turnover 15%": RoundedGaussian(turnover=0.15),
    "heavy tails": RoundedGaussian(tails=3),
    "response 60%": RoundedGaussian(response=0.60),
}
