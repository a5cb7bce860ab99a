"""Answers by a graded response model: every question has thresholds and a sharpness of its own.

People differ in how readily they choose the ends of the scale, and have moods that linger. What
happens is milder than in the other kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

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
from benchmarks.signals.scenarios import Setting, happen
from monitor.domain.analysis.cube import DIMENSIONS, Floats

_STRENGTH = 0.85
_TURNOVER = 0.04
_PERSISTENCE = 0.6
_STEPS = (-2.9, -1.6, -0.3, 1.1)
# Spreads on the scale of the model.
_PARTNERSHIP, _PARTY, _PARTY_DIMENSION = 0.45, 0.25, 0.25
_PERSON, _PERSON_DIMENSION, _STYLE = 0.75, 0.40, 0.30
_PERSON_MOOD, _PARTY_MOOD = 0.45, 0.16


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of the model. ``sharpness``: (questions,); ``thresholds``: (4, questions)."""

    sharpness: Singles
    thresholds: Singles


@cache
def draw_questions() -> Questions:
    """Draw the questions, once for all partnerships."""
    rng = np.random.default_rng(1905)
    sharpness = np.exp(rng.normal(0.5, 0.25, QUESTIONS))
    easiness = rng.normal(0.0, 0.35, QUESTIONS)
    jitter = rng.normal(0.0, 0.15, (len(_STEPS), QUESTIONS))
    thresholds = np.sort(np.array(_STEPS)[:, None] + easiness + jitter, axis=0)
    return Questions(sharpness.astype(np.float32), thresholds.astype(np.float32))


@cache
def _exchange() -> tuple[Floats, Floats]:
    """Compute what a shift on the scale of the model is worth in points of the mean answer."""
    rng = np.random.default_rng(1906)
    lasting = (_PARTNERSHIP, _PARTY, _PARTY_DIMENSION, _PERSON, _PERSON_DIMENSION)
    spread = np.linalg.norm((*lasting, _PERSON_MOOD, _PARTY_MOOD))
    people = rng.normal(0.0, spread, 2000)
    questions = draw_questions()
    shifts = np.linspace(-6, 6, 121)
    above = expit(
        questions.sharpness * ((people[:, None] + shifts)[..., None, None] - questions.thresholds)
    )
    points = above.sum(axis=2).mean(axis=(0, 2))
    return points - np.interp(0, shifts, points), shifts


def respond(setting: Setting, rng: np.random.Generator) -> Simulation:
    """Simulate answers."""
    members = take_places(rng, setting.sizes, setting.rounds, turnover=_TURNOVER)
    event = happen(setting, rng)
    points, shifts = _exchange()
    shift = np.interp(_STRENGTH * event.shift, points, shifts).astype(np.float32)
    attitude = _attitudes(rng, members) + shift
    satisfaction = np.interp(attitude.mean(axis=-1), shifts, points).astype(np.float32)
    odds = compute_log_odds(satisfaction, event.silence)
    present = decide_to_answer(rng, members, odds)
    stretch = np.exp(np.float32(_STYLE) * members.traits(rng))
    cube = hand_in(rng, members, _answer(rng, attitude, stretch), present)
    return Simulation(cube, members, lambda: _expect(attitude, stretch))


def _attitudes(rng: np.random.Generator, members: Membership) -> Singles:
    partnerships, parties, rounds, places = members.predecessors.shape
    dimensions = len(DIMENSIONS)

    def draw(spread: float, *shape: int) -> Singles:
        return np.float32(spread) * rng.standard_normal(shape, dtype=np.float32)

    personal = lingering(rng, (partnerships, parties, rounds, places), persistence=_PERSISTENCE)
    shared = lingering(rng, (partnerships, parties, rounds, 1), persistence=_PERSISTENCE)
    attitude: Singles = (
        draw(_PARTNERSHIP, partnerships, 1, 1, 1, 1)
        + draw(_PARTY, partnerships, parties, 1, 1, 1)
        + draw(_PARTY_DIMENSION, partnerships, parties, 1, 1, dimensions)
        + np.float32(_PERSON) * members.traits(rng, 1)
        + np.float32(_PERSON_DIMENSION) * members.traits(rng, dimensions)
        + (np.float32(_PERSON_MOOD) * personal + np.float32(_PARTY_MOOD) * shared)[..., None]
    )
    return attitude


def _answer(rng: np.random.Generator, attitude: Singles, stretch: Singles) -> NDArray[np.int8]:
    questions = draw_questions()
    # Logistic noise and a comparison: a draw from the model, cheaper than its probabilities.
    luck = rng.random((*attitude.shape[:-1], QUESTIONS), dtype=np.float32)
    luck = np.clip(luck, np.float32(1e-6), np.float32(1 - 1e-6))
    latent = attitude[..., PLACES_OF_DIMENSIONS] + np.log(luck / (1 - luck)) / questions.sharpness
    answers = np.ones(latent.shape, dtype=np.int8)
    for threshold in _stretch(stretch):
        answers += latent > threshold
    return answers


def _expect(attitude: Singles, stretch: Singles) -> Singles:
    latent = attitude[..., PLACES_OF_DIMENSIONS]
    expected = np.ones_like(latent)
    for threshold in _stretch(stretch):
        expected += expit(draw_questions().sharpness * (latent - threshold))
    return expected


def _stretch(stretch: Singles) -> Iterator[Singles]:
    """Yield each threshold, moved away from the middle for who avoids the ends of the scale."""
    thresholds = draw_questions().thresholds
    middle = thresholds.mean(axis=0)
    for threshold in thresholds:
        yield middle + (threshold - middle) * stretch[..., None]
