"""Simple rules in use elsewhere, as one number per round: the higher, the more alarming.

Each looks at the series of all parties and dimensions (or of all parties), and the most alarming
one counts. Where a rule cannot say anything yet its number is minus infinity.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from monitor.domain.analysis.cube import Bools, Floats, Integers, Panel

_MINIMUM_HISTORY = 2
# Below this spread of 1/people all groups are alike, and one variance tells everything.
_SAME_SIZE = 0.01
_EWMA_WEIGHT = 0.4
_CUSUM_ALLOWANCE = 0.5
_XMR_FACTOR = 2.66
_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Noise:
    """Variance of a mean around its series: what one person adds, and what nobody can average."""

    per_person: float
    per_round: float

    def variance(self, people: Floats) -> Floats:
        """Return the variance of a mean of so many people."""
        return self.per_person / np.maximum(people, 1) + self.per_round


@dataclass(frozen=True, slots=True)
class Series:
    """Means over time. ``means``, ``people``: (partnerships, series, rounds)."""

    means: Floats
    people: Floats

    @classmethod
    def of_dimensions(cls, panel: Panel) -> "Series":
        """Return a series for each dimension of each party."""
        return cls(_flatten(panel.means), _flatten(panel.people))

    @classmethod
    def of_parties(cls, panel: Panel) -> "Series":
        """Return a series for each party: the mean of its dimensions, if it has them all."""
        return cls(panel.means.mean(axis=3), panel.people.mean(axis=3).astype(np.float64))


def _flatten(values: Floats | Integers) -> Floats:
    partnerships, parties, rounds, dimensions = values.shape
    return (
        values.transpose(0, 1, 3, 2)
        .reshape(partnerships, parties * dimensions, rounds)
        .astype(np.float64)
    )


# What a rule makes of series: (partnerships, series, rounds), not a number where it says nothing.
Rule = Callable[[Series], Floats]


def compute_low_mean(series: Series) -> Floats:
    """Return how low the mean is."""
    return -series.means


def compute_drop(series: Series) -> Floats:
    """Return the fall since the last round that had a mean."""
    known: Bools = np.isfinite(series.means)
    places = np.where(known, np.arange(known.shape[2]), -1)
    last = np.maximum.accumulate(places, axis=2)
    last = np.concatenate([np.full_like(last[..., :1], -1), last[..., :-1]], axis=2)
    before = np.take_along_axis(series.means, np.maximum(last, 0), axis=2)
    return np.where(last >= 0, before - series.means, np.nan)


def compute_below_history(series: Series) -> Floats:
    """Return how far the mean lies below the mean of all rounds before it."""
    return _history(series.means) - series.means


def compute_xmr(series: Series) -> Floats:
    """Return the distance below the centre line, in distances to the limit (XmR chart)."""
    centre, distance = compute_xmr_limits(series)
    fall = (centre - series.means) / np.maximum(distance, _SMALLEST)
    count = np.isfinite(series.means).cumsum(axis=2)
    return np.where(count > _MINIMUM_HISTORY, fall, np.nan)


def compute_xmr_limits(series: Series) -> tuple[Floats, Floats]:
    """Return the centre line and the distance of the limits from it, as they stand in each round.

    Both come from all rounds so far, the newest included, as the guidance of NHS England has it.
    """
    known = np.isfinite(series.means)
    centre = _ratio(np.where(known, series.means, 0).cumsum(axis=2), known.cumsum(axis=2))
    moves = np.abs(compute_drop(series))
    has_move = np.isfinite(moves)
    moving_range = _ratio(np.where(has_move, moves, 0).cumsum(axis=2), has_move.cumsum(axis=2))
    return centre, _XMR_FACTOR * moving_range


def compute_ewma(series: Series, noise: Noise) -> Floats:
    """Return by how many standard errors the weighted mean lies below its own history.

    The weights of the rounds are known, so the standard error of the difference is exact for
    independent rounds: the recent mean and the history share rounds.
    """
    known: Bools = np.isfinite(series.means)
    means = np.where(known, series.means, 0)
    variances = noise.variance(series.people)
    result = np.full_like(means, np.nan)
    recent = np.zeros_like(means)
    history = np.zeros_like(means)
    past = np.zeros_like(means[..., :1])
    for round_ in range(means.shape[-1]):
        here = slice(round_, round_ + 1)
        share = np.where(past > 0, _EWMA_WEIGHT, 1.0) * known[..., here]
        recent *= 1 - share
        recent[..., here] = share
        contrast = recent - history / np.maximum(past, 1)
        error = np.sqrt((contrast**2 * variances).sum(axis=-1, keepdims=True))
        fall = -(contrast * means).sum(axis=-1, keepdims=True)
        is_usable = known[..., here] & (past >= _MINIMUM_HISTORY)
        result[..., here] = np.where(is_usable, fall / np.maximum(error, _SMALLEST), np.nan)
        history[..., here] = known[..., here]
        past += known[..., here]
    return result


def compute_cusum(series: Series, noise: Noise) -> Floats:
    """Return the sum of falls beyond what is allowed for, in standard deviations (CUSUM).

    Every round is compared with the mean of those before it, as nobody knows the true level.
    """
    past = np.isfinite(series.means).cumsum(axis=2) - np.isfinite(series.means)
    spread = np.sqrt(noise.variance(series.people) * (1 + 1 / np.maximum(past, 1)))
    return sum_falls(compute_below_history(series) / spread)


def sum_falls(falls: Floats, allowance: float = _CUSUM_ALLOWANCE) -> Floats:
    """Add up standardised falls, each less the allowance, never below 0; unknown ones add none."""
    total = np.zeros(falls.shape[:-1])
    sums = np.empty(falls.shape)
    for round_ in range(falls.shape[-1]):
        step = falls[..., round_] - allowance
        total = np.where(np.isnan(step), total, np.maximum(0, total + step))
        sums[..., round_] = total
    return sums


def estimate_noise(series: Series, *, knows_people: bool = True) -> Noise:
    """Estimate both parts from quiet series: regress squared moves on the number of people.

    A move between two rounds has the variance of both. Without ``knows_people`` one pooled
    standard deviation serves all.
    """
    moves = compute_drop(series)[..., 1:] ** 2 / 2
    inverse = 1 / np.maximum(series.people, 1)
    inverse = (inverse[..., 1:] + inverse[..., :-1]) / 2
    usable = np.isfinite(moves) & np.isfinite(series.means[..., :-1])
    if not knows_people or inverse[usable].std() < _SAME_SIZE:
        return Noise(0.0, float(moves[usable].mean()))
    slope, constant = np.polyfit(inverse[usable], moves[usable], 1)
    return Noise(max(float(slope), 0.0), max(float(constant), 0.001))


def worst(values: Floats) -> Floats:
    """Return the most alarming of all series: (partnerships, rounds)."""
    highest: Floats = np.where(np.isnan(values), -np.inf, values).max(axis=1)
    return highest


@dataclass(frozen=True, slots=True)
class Peer:
    """A rule on all dimensions or on all parties. ``deployed``: the threshold in common use."""

    name: str
    rule: Rule
    per_dimension: bool
    deployed: float | None = None

    def __call__(self, panel: Panel) -> Floats:
        """Return how alarming each round is: (partnerships, rounds)."""
        series = (Series.of_dimensions if self.per_dimension else Series.of_parties)(panel)
        return worst(self.rule(series))


def make_peers(quiet: Panel) -> Mapping[str, Peer]:
    """Return all rules; those that need the usual noise get it from quiet partnerships."""
    of_dimensions, of_parties = Series.of_dimensions(quiet), Series.of_parties(quiet)
    sized, sized_party = estimate_noise(of_dimensions), estimate_noise(of_parties)
    pooled = estimate_noise(of_dimensions, knows_people=False)
    peers = (
        Peer("mean, dimension", compute_low_mean, per_dimension=True, deployed=-3.0),
        Peer("mean, party", compute_low_mean, per_dimension=False, deployed=-3.0),
        Peer("drop, dimension", compute_drop, per_dimension=True, deployed=0.5),
        Peer("drop, party", compute_drop, per_dimension=False, deployed=0.5),
        Peer("history, party", compute_below_history, per_dimension=False),
        Peer("XmR, dimension", compute_xmr, per_dimension=True, deployed=1.0),
        Peer("XmR, party", compute_xmr, per_dimension=False, deployed=1.0),
        Peer("EWMA, dimension", partial(compute_ewma, noise=pooled), per_dimension=True),
        Peer("EWMA-n, dimension", partial(compute_ewma, noise=sized), per_dimension=True),
        Peer("EWMA-n, party", partial(compute_ewma, noise=sized_party), per_dimension=False),
        Peer("CUSUM, dimension", partial(compute_cusum, noise=pooled), per_dimension=True),
    )
    return {peer.name: peer for peer in peers}


def _history(means: Floats) -> Floats:
    """Return the mean of all rounds before, not a number where there are too few."""
    known = np.isfinite(means)
    count = known.cumsum(axis=2) - known
    total = np.where(known, means, 0).cumsum(axis=2) - np.where(known, means, 0)
    return np.where(count >= _MINIMUM_HISTORY, _ratio(total, count), np.nan)


def _ratio(sums: Floats, counts: Integers) -> Floats:
    ratio: Floats = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return ratio
