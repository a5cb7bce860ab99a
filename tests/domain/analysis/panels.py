"""Panels of invented scores for tests."""

from dataclasses import dataclass

import numpy as np

from monitor.domain.analysis.cube import Floats, Panel

PARTIES, DIMENSIONS = 2, 4


@dataclass(frozen=True, slots=True)
class World:
    """How invented people answer; the variances are those of one question's answers."""

    partnerships: int = 200
    rounds: int = 4
    people: int = 5
    response: float = 0.82
    noise_sd: float = 0.7
    wobble_sd: float = 0.12
    persistence: float = 0.0
    is_linked: bool = True


def make_panel(
    scores: Floats, *, invited: int = 0, rounds: int | None = None, is_linked: bool = True
) -> Panel:
    """Wrap scores in a panel in which all parties invite as many people."""
    partnerships, parties, length = scores.shape[:3]
    return Panel(
        scores,
        np.full((partnerships, parties, length), invited, dtype=np.int64),
        np.full(partnerships, length if rounds is None else rounds, dtype=np.int64),
        is_linked,
    )


def draw_world(world: World, seed: int) -> tuple[Panel, Floats]:
    """Draw a panel of rounded answers, and of each round the true means of all its people."""
    rng = np.random.default_rng(seed)
    shape = world.partnerships, PARTIES, world.rounds, world.people, DIMENSIONS
    lasting = (
        3.75
        + 0.38 * rng.standard_normal((*shape[:2], 1, 1, 1))
        + 0.20 * rng.standard_normal((*shape[:2], 1, 1, DIMENSIONS))
        + 0.50 * rng.standard_normal((*shape[:2], 1, world.people, 1))
        + 0.25 * rng.standard_normal((*shape[:2], 1, *shape[3:]))
    )
    attitudes = lasting + _draw_wobble(world, rng) + 0.25 * rng.standard_normal((*shape[:4], 1))
    noise = world.noise_sd * rng.standard_normal((*shape, 3))
    answers = np.clip(np.rint(attitudes[..., None] + noise), 1, 5)
    is_present = rng.random((*shape[:4], 1)) < world.response
    scores = np.where(is_present, answers.mean(axis=5), np.nan)
    panel = make_panel(scores, invited=world.people, is_linked=world.is_linked)
    return panel, np.clip(attitudes, 1, 5).mean(axis=3)


def _draw_wobble(world: World, rng: np.random.Generator) -> Floats:
    shape = world.partnerships, PARTIES, world.rounds, 1, DIMENSIONS
    wobble = world.wobble_sd * rng.standard_normal((*shape[:4], 1))
    wobble = wobble + 0.08 * rng.standard_normal(shape)
    fresh = np.sqrt(1 - world.persistence**2)
    for round_ in range(1, world.rounds):
        wobble[:, :, round_] *= fresh
        wobble[:, :, round_] += world.persistence * wobble[:, :, round_ - 1]
    return np.asarray(wobble)
