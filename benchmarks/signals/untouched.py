"""People of habit: who does not think otherwise ticks what they ticked last quarter.

This kind is kept out of development: no choice in the engine was made by looking at it. Nothing in
it is normal: views and shocks have heavy tails, moods of a party are up or down, and whoever was
silent last quarter is more likely to be silent again.
"""

import numpy as np
from numpy.typing import NDArray

from benchmarks.signals.people import (
    PLACES_OF_DIMENSIONS,
    QUESTIONS,
    Membership,
    Simulation,
    Singles,
    compute_log_odds,
    hand_in,
    take_places,
)
from benchmarks.signals.scenarios import Setting, happen
from monitor.domain.analysis.cube import DIMENSIONS, Bools

_TURNOVER = 0.06
_CLIMATES = (3.3, 3.8, 4.1)
_PERSON, _PERSON_DIMENSION, _QUESTION = 0.35, 0.18, 0.15
_NOISE = 0.48
_SHOCK, _SHOCK_CHANCE, _SHOCK_LEFT = 0.6, 0.06, 0.5
_MOOD, _MOOD_TURNS = 0.10, 0.3
_HABIT_OF_SILENCE = 0.6


def follow_habit(setting: Setting, rng: np.random.Generator) -> Simulation:
    """Simulate answers."""
    members = take_places(rng, setting.sizes, setting.rounds, turnover=_TURNOVER)
    event = happen(setting, rng)
    attitude = _attitudes(rng, members) + event.shift
    satisfaction = (attitude - np.float32(np.mean(_CLIMATES))).mean(axis=-1)
    present = _decide(rng, members, compute_log_odds(satisfaction, event.silence))
    views = attitude[..., PLACES_OF_DIMENSIONS]
    views += rng.laplace(0.0, _QUESTION, (len(views), 1, 1, 1, QUESTIONS)).astype(np.float32)
    cube = hand_in(rng, members, _answer(rng, members, views), present)
    return Simulation(cube, members, lambda: _expect(views))


def _attitudes(rng: np.random.Generator, members: Membership) -> Singles:
    partnerships, parties, _, _ = members.predecessors.shape
    climate = rng.choice(_CLIMATES, (partnerships, 1, 1, 1, 1))
    party = rng.uniform(-0.3, 0.3, (partnerships, parties, 1, 1, len(DIMENSIONS)))
    people = rng.laplace(0.0, _PERSON, members.people_shape(1))
    views = rng.laplace(0.0, _PERSON_DIMENSION, members.people_shape(len(DIMENSIONS)))
    own = members.keep((people + views).astype(np.float32))
    passing = _shocks(rng, members) + _moods(rng, members)
    return (climate + party + own + passing[..., None]).astype(np.float32)


def _shocks(rng: np.random.Generator, members: Membership) -> NDArray[np.float64]:
    """Let something happen to a person now and then, half forgotten a quarter later."""
    shape = members.predecessors.shape
    shocks = rng.laplace(0.0, _SHOCK, shape) * (rng.random(shape) < _SHOCK_CHANCE)
    for round_ in range(1, shape[2]):
        shocks[:, :, round_] += _SHOCK_LEFT * shocks[:, :, round_ - 1]
    return shocks


def _moods(rng: np.random.Generator, members: Membership) -> NDArray[np.float64]:
    """Let a party be in a good or a bad mood, which turns now and then."""
    turns = rng.random((*members.predecessors.shape[:3], 1)) < _MOOD_TURNS
    turns[:, :, 0] = rng.random(turns[:, :, 0].shape) < 1 / 2
    return _MOOD * (-1.0) ** turns.cumsum(axis=2)


def _decide(rng: np.random.Generator, members: Membership, log_odds: Singles) -> Bools:
    """Draw who sends a form: some do as they did last time, the others decide anew."""
    present = rng.random(log_odds.shape) < 1 / (1 + np.exp(-log_odds))
    is_habit = rng.random(log_odds.shape) < _HABIT_OF_SILENCE
    # A change in willingness breaks the habit.
    is_habit &= np.abs(np.diff(log_odds, axis=2, prepend=log_odds[:, :, :1])) < 1 / 2
    for round_ in range(1, log_odds.shape[2]):
        repeats = is_habit[:, :, round_] & ~members.joins[:, :, round_]
        present[:, :, round_] = np.where(repeats, present[:, :, round_ - 1], present[:, :, round_])
    return present & members.exists


def _answer(rng: np.random.Generator, members: Membership, views: Singles) -> NDArray[np.int8]:
    """Round views up or down by chance; who sticks to a habit keeps leaning as before."""
    habit = members.keep(rng.beta(2, 3, members.people_shape()).astype(np.float32))
    leaning = rng.laplace(0.0, _NOISE, views.shape).astype(np.float32)
    luck = rng.random(leaning.shape, dtype=np.float32)
    sticks = rng.random(leaning.shape, dtype=np.float32) < habit[..., None]
    joins = members.joins
    for round_ in range(1, views.shape[2]):
        keeps = sticks[:, :, round_] & ~joins[:, :, round_, :, None]
        for draws in (leaning, luck):
            draws[:, :, round_] = np.where(keeps, draws[:, :, round_ - 1], draws[:, :, round_])
    leaning += views
    answers: NDArray[np.int8] = np.clip(np.floor(leaning + luck), 1, 5).astype(np.int8)
    return answers


def _expect(views: Singles) -> Singles:
    """Integrate the noise between the ends of the scale; rounding by chance changes no mean."""
    return 1 + _area(views - 1) - _area(views - 5)


def _area(distance: Singles) -> Singles:
    """Integrate the Laplace distribution function up to a distance from its centre."""
    scale = np.float32(_NOISE)
    area: Singles = np.maximum(distance, 0) + scale / 2 * np.exp(-np.abs(distance) / scale)
    return area
