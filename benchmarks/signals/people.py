"""Who belongs to a party in each round, who answers, and which form reaches us."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.domain.analysis.cube import (
    DIMENSIONS,
    DONT_KNOW,
    NOT_ANSWERED,
    AnswerCube,
    Bools,
    Floats,
    Integers,
)

Singles = NDArray[np.float32]

PLACES_OF_DIMENSIONS = tuple(place for place in range(len(DIMENSIONS)) for _ in range(3))
QUESTIONS = len(PLACES_OF_DIMENSIONS)
_DONT_KNOW_SHARE, _MISSING_SHARE = 0.05, 0.03
# A shape of people: partnerships, parties, rounds, places.
PeopleShape = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is who. A place is taken by one person after another.

    ``sizes``: (partnerships, parties); ``predecessors``: how many people held a place before
    (partnerships, parties, rounds, places).
    """

    sizes: Integers
    predecessors: Integers

    @property
    def exists(self) -> Bools:
        """Tell which places a party has: (partnerships, parties, 1, places)."""
        places = np.arange(self.predecessors.shape[3])
        return places < self.sizes[:, :, None, None]

    @property
    def joins(self) -> Bools:
        """Tell who is new in a round, the first round apart."""
        return np.diff(self.predecessors, axis=2, prepend=0) > 0

    def traits(self, rng: np.random.Generator, *tail: int) -> Singles:
        """Draw standard normal traits that a person keeps: (…, rounds, places, *tail)."""
        return self.keep(rng.standard_normal(self.people_shape(*tail), dtype=np.float32))

    def people_shape(self, *tail: int) -> tuple[int, ...]:
        """Return the shape of one draw a person: partnerships, parties, persons, places, tail."""
        partnerships, parties, _, places = self.predecessors.shape
        return (partnerships, parties, int(self.predecessors.max()) + 1, places, *tail)

    def keep(self, draws: Singles) -> Singles:
        """Give each round the draw of whoever holds a place then."""
        extra = draws.ndim - self.predecessors.ndim
        index = self.predecessors.reshape(self.predecessors.shape + (1,) * extra)
        return np.take_along_axis(draws, index, axis=2)

    def seats(self) -> Integers:
        """Give every person a seat of their own: first those of the start, then who joined."""
        partnerships, parties, _, places = self.predecessors.shape
        joins = self.joins
        order = joins.reshape(partnerships, parties, -1).cumsum(axis=2).reshape(joins.shape)
        seat = np.where(joins, places - 1 + order, np.arange(places))
        return np.maximum.accumulate(seat, axis=2)


@dataclass(frozen=True, slots=True)
class Simulation:
    """Answers, linked, and how each question would be answered on average on that day.

    ``expect``: computes it for everyone, (partnerships, parties, rounds, places, questions).
    """

    cube: AnswerCube
    members: Membership
    expect: Callable[[], Singles]

    def average_levels(self) -> Floats:
        """Average over all members of a party: (partnerships, parties, rounds, dimensions)."""
        expected = self.expect()
        questions = expected.reshape(*expected.shape[:4], len(DIMENSIONS), -1).mean(axis=-1)
        total = (questions * self.members.exists[..., None]).sum(axis=3, dtype=np.float64)
        return np.asarray(total / self.members.sizes[:, :, None, None])


def take_places(
    rng: np.random.Generator, sizes: Integers, rounds: int, *, turnover: float
) -> Membership:
    """Let people leave, each round with the same probability, and others take their place."""
    shape = (*sizes.shape, rounds, int(sizes.max()))
    leaves = rng.random(shape, dtype=np.float32) < turnover
    leaves[:, :, 0] = False
    leaves &= np.arange(shape[3]) < sizes[:, :, None, None]
    return Membership(sizes, leaves.cumsum(axis=2))


def lingering(rng: np.random.Generator, shape: PeopleShape, *, persistence: float) -> Singles:
    """Draw standard normal moods of which a part stays from round to round (order 1)."""
    moods = rng.standard_normal(shape, dtype=np.float32)
    fresh = np.float32((1 - persistence**2) ** 0.5)
    for round_ in range(1, shape[2]):
        moods[:, :, round_] = persistence * moods[:, :, round_ - 1] + fresh * moods[:, :, round_]
    return moods


def decide_to_answer(rng: np.random.Generator, members: Membership, log_odds: Singles) -> Bools:
    """Draw who sends a form."""
    chance = 1 / (1 + np.exp(-log_odds))
    return (rng.random(log_odds.shape, dtype=np.float32) < chance) & members.exists


def compute_log_odds(satisfaction: Singles, silence: Singles, *, usual: float = 0.82) -> Singles:
    """Compute the log-odds of answering: the less satisfied answer less, and leave first."""
    slope = np.where(silence < 0, np.float32(1.6), np.float32(0.8))
    odds: Singles = np.log(usual / (1 - usual)) + slope * satisfaction + silence
    return odds


def hand_in(
    rng: np.random.Generator, members: Membership, answers: NDArray[np.int8], present: Bools
) -> AnswerCube:
    """Leave answers out by chance, and give every person a seat of their own."""
    luck = rng.random(answers.shape, dtype=np.float32)
    answers = np.where(luck < _DONT_KNOW_SHARE, np.int8(DONT_KNOW), answers)
    answers = np.where(
        (luck > 1 - _MISSING_SHARE) | ~present[..., None], np.int8(NOT_ANSWERED), answers
    )
    seats = members.seats()
    partnerships, parties, rounds, _ = seats.shape
    shape = partnerships, parties, rounds, int(seats.max()) + 1
    values = np.zeros((*shape, QUESTIONS), dtype=np.int8)
    np.put_along_axis(values, seats[..., None], answers, axis=3)
    is_present = np.zeros(shape, dtype=np.bool_)
    np.put_along_axis(is_present, seats, present, axis=3)
    return AnswerCube(
        values=values,
        dimensions=PLACES_OF_DIMENSIONS,
        present=is_present,
        invited=np.repeat(members.sizes[:, :, None], rounds, axis=2),
        rounds=np.full(partnerships, rounds),
        is_linked=True,
    )


def unlink(cube: AnswerCube, rng: np.random.Generator) -> AnswerCube:
    """Return the same answers in an order that tells nothing, no empty seat between them."""
    keys = rng.random(cube.present.shape) + ~cube.present
    order = np.argsort(keys, axis=3)[..., : max(1, int(cube.respondents.max()))]
    return AnswerCube(
        values=np.take_along_axis(cube.values, order[..., None], axis=3),
        dimensions=cube.dimensions,
        present=np.take_along_axis(cube.present, order, axis=3),
        invited=cube.invited,
        rounds=cube.rounds,
        is_linked=False,
    )
