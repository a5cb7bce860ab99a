"""Answers as 1 plus a count out of 4, with a chance that is beta distributed: no latent normal.

Each person has a lasting chance for each question, and strays from it in every round, so answers
vary more than a binomial count. Parties have moods that linger.
"""

import numpy as np
from numpy.typing import NDArray

from benchmarks.signals.people import (
    PLACES_OF_DIMENSIONS,
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

_TURNOVER = 0.04
_TRIALS = 4
_CENTRE = 0.69
_LOWEST, _HIGHEST = 0.02, 0.98
# How alike people of a party are, and one person's answers in different rounds (beta precision).
_BETWEEN_PEOPLE, _BETWEEN_QUESTIONS, _BETWEEN_ROUNDS = 9.0, 25.0, 14.0
_PARTY_MOOD, _PERSISTENCE = 0.03, 0.7


def count_yes(setting: Setting, rng: np.random.Generator) -> Simulation:
    """Simulate answers."""
    members = take_places(rng, setting.sizes, setting.rounds, turnover=_TURNOVER)
    event = happen(setting, rng)
    chances = _chances(rng, members, event)
    satisfaction = _TRIALS * (chances.mean(axis=-1) - np.float32(_CENTRE))
    present = decide_to_answer(rng, members, compute_log_odds(satisfaction, event.silence))
    cube = hand_in(rng, members, _answer(rng, chances), present)
    return Simulation(cube, members, lambda: 1 + _TRIALS * chances)


def _chances(rng: np.random.Generator, members: Membership, event: Event) -> Singles:
    """Compute each person's chance for each question in each round."""
    partnerships, parties, rounds, _ = members.predecessors.shape
    level = np.clip(
        _CENTRE
        + rng.normal(0.0, 0.07, (partnerships, 1, 1, 1, 1))
        + rng.normal(0.0, 0.04, (partnerships, parties, 1, 1, 1))
        + rng.normal(0.0, 0.04, (partnerships, parties, 1, 1, len(DIMENSIONS))),
        0.2,
        0.95,
    )
    people = _beta(rng, np.broadcast_to(level, members.people_shape(1)[:4] + level.shape[4:]))
    own = _vary(rng, people[..., PLACES_OF_DIMENSIONS], _BETWEEN_QUESTIONS)
    mood = lingering(rng, (partnerships, parties, rounds, 1), persistence=_PERSISTENCE)
    moved = (event.shift / _TRIALS + np.float32(_PARTY_MOOD) * mood[..., None]).astype(np.float32)
    chances = members.keep(own) + moved[..., PLACES_OF_DIMENSIONS]
    return np.clip(chances, _LOWEST, _HIGHEST, out=chances)


def _beta(rng: np.random.Generator, means: NDArray[np.float64]) -> Singles:
    """Draw what a person thinks of all dimensions, and then of each."""
    overall = _vary(rng, means.mean(axis=-1, keepdims=True), _BETWEEN_PEOPLE)
    tilt = means - means.mean(axis=-1, keepdims=True)
    return _vary(rng, np.clip(overall + tilt, _LOWEST, _HIGHEST), _BETWEEN_QUESTIONS)


def _vary(rng: np.random.Generator, means: NDArray[np.floating], precision: float) -> Singles:
    means = np.clip(means, _LOWEST, _HIGHEST)
    return rng.beta(means * precision, (1 - means) * precision).astype(np.float32)


def _answer(rng: np.random.Generator, chances: Singles) -> NDArray[np.int8]:
    chance = _vary(rng, chances, _BETWEEN_ROUNDS)
    answers = np.ones(chances.shape, dtype=np.int8)
    for _ in range(_TRIALS):
        answers += rng.random(chances.shape, dtype=np.float32) < chance
    return answers
