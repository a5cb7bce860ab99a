"""Evidence that the people of one party drift apart while their mean need not move.

Two rounds at least must show it, and the comparison knows that moods linger: otherwise every bad
spell of one person looks like a rift (``docs/method.md``). It weighs little, so that it cannot
raise an alarm on its own unless it is overwhelming.
"""

import numpy as np

from monitor.domain.analysis.components import OVERALL, compute_components
from monitor.domain.analysis.covariance import answering_covariance
from monitor.domain.analysis.cube import Bools, Floats, Panel
from monitor.domain.analysis.variances import Variances

_WINDOW = 4
_FEWEST_ROUNDS = 2
_FEWEST_PEOPLE = 3
# Variance of the lasting shifts of people in a party that splits, in squared scale points.
_RIFTS = (0.3, 1.0)
# A spread that became so many times larger, for answers that cannot be linked.
_GROWTHS = (2.0, 3.0)
# Variance of how people move on their own in some rounds, in squared scale points.
_DRIFT = 0.05
_FREEDOM = 10.0
_NEWS_UNLINKED = 0.5
_LARGEST_LOG = 8.0


class SplitDetector:
    """How far people moved apart, ready to be judged round after round."""

    def __init__(self, panel: Panel, variances: Variances) -> None:
        """Take the overall score of every person."""
        overall = np.swapaxes(compute_components(panel)[..., OVERALL][..., 0], 2, 3)
        self._known = np.isfinite(overall)
        self._values = np.where(self._known, overall, 0.0)
        self._is_linked = panel.is_linked
        self._spread = variances.overall.person + variances.overall.answering
        self._answering = variances.overall.answering
        self._covariance = answering_covariance(variances.overall, overall.shape[-1])

    def judge(self, last: int) -> Floats:
        """Judge round ``last`` (counted from 0) of each party: (partnerships, parties)."""
        evidence = np.zeros(self._values.shape[:2])
        compare = self._compare_people if self._is_linked else self._compare_spreads
        for start in range(max(1, last - _WINDOW + 1), last - _FEWEST_ROUNDS + 2):
            evidence += compare(start, last)
        return evidence

    def _compare_people(self, start: int, last: int) -> Floats:
        """Compare everyone with themselves: did some move up and others down?"""
        known, values = self._known[..., : last + 1], self._values[..., : last + 1]
        before, since = known[..., :start], known[..., start:]
        is_seen = before.any(axis=-1) & (since.sum(axis=-1) >= _FEWEST_ROUNDS)
        weights = np.concatenate([-_average(before), _average(since)], axis=-1)
        moved = (weights * values).sum(axis=-1)
        covariance = self._covariance[: last + 1, : last + 1]
        variances = ((weights @ covariance) * weights).sum(axis=-1)
        variances = np.where(is_seen, variances * self._learn_noise(start)[..., None] + _DRIFT, 1.0)
        factors = [_rift_factor(moved, variances, rift, is_seen) for rift in _RIFTS]
        return np.where(is_seen.sum(axis=-1) >= _FEWEST_PEOPLE, np.mean(factors, axis=0), 0.0)

    def _learn_noise(self, start: int) -> Floats:
        """Return how much more than expected people wavered before: (partnerships, parties)."""
        known, values = self._known[..., :start], self._values[..., :start]
        own = (_average(known) * values).sum(axis=-1, keepdims=True)
        squares = np.where(known, (values - own) ** 2, 0.0).sum(axis=(-1, -2))
        freedom = np.maximum(known.sum(axis=-1) - 1, 0).sum(axis=-1)
        learnt = (_FREEDOM + squares / self._answering) / (_FREEDOM + freedom)
        # Steady people are no reason to call the first quarrel a rift.
        return np.asarray(np.maximum(learnt, 1.0))

    def _compare_spreads(self, start: int, last: int) -> Floats:
        """Compare the spread of the party before and since; all that can be known unlinked."""
        squares, freedom = self._spread_of(slice(0, start))
        since, news = self._spread_of(slice(start, last + 1))
        belief, known = _FREEDOM * self._spread + squares, _FREEDOM + freedom
        factors = [_growth_factor(belief, known, since, news, growth) for growth in _GROWTHS]
        return np.where(news > 0, np.mean(factors, axis=0), 0.0)

    def _spread_of(self, rounds: slice) -> tuple[Floats, Floats]:
        """Return the sum of squares around the party's means, and its degrees of freedom."""
        known, values = self._known[..., rounds], self._values[..., rounds]
        count = known.sum(axis=2, keepdims=True)
        means = values.sum(axis=2, keepdims=True) / np.maximum(count, 1)
        squares = np.where(known, (values - means) ** 2, 0.0).sum(axis=(2, 3))
        freedom = np.maximum(count - 1, 0).sum(axis=(2, 3))
        return _NEWS_UNLINKED * squares, _NEWS_UNLINKED * freedom


def _average(known: Bools) -> Floats:
    """Return the weights that average what is known along the last axis."""
    return np.asarray(known / np.maximum(known.sum(axis=-1, keepdims=True), 1))


def _rift_factor(moved: Floats, variances: Floats, rift: float, is_seen: Bools) -> Floats:
    """Bayes factor of people who moved by amounts of variance ``rift`` against all moving alike.

    The common move is free. Over the people, the last axis.
    """
    alike = np.where(is_seen, 1 / variances, 0.0)
    apart = np.where(is_seen, 1 / (variances + rift), 0.0)
    logs = np.where(is_seen, np.log(variances / (variances + rift)), 0.0).sum(axis=-1)
    total_alike = np.maximum(alike.sum(axis=-1), np.finfo(float).tiny)
    total_apart = np.maximum(apart.sum(axis=-1), np.finfo(float).tiny)
    squares = _squares_around_mean(moved, alike, total_alike)
    squares -= _squares_around_mean(moved, apart, total_apart)
    log_factor = 0.5 * (logs + np.log(total_alike / total_apart) + squares)
    return np.asarray(np.exp(np.minimum(log_factor, _LARGEST_LOG)))


def _squares_around_mean(moved: Floats, weights: Floats, total: Floats) -> Floats:
    mean = (weights * moved).sum(axis=-1) / total
    return np.asarray((weights * (moved - mean[..., None]) ** 2).sum(axis=-1))


def _growth_factor(
    belief: Floats, known: Floats, squares: Floats, news: Floats, growth: float
) -> Floats:
    """Bayes factor of a variance that grew against one that stayed.

    The variance itself is uncertain: scaled inverse chi-square, ``belief`` its sum of squares and
    ``known`` its degrees of freedom.
    """
    narrowed = (belief + squares) / (belief + squares / growth)
    log_factor = 0.5 * ((known + news) * np.log(narrowed) - news * np.log(growth))
    return np.asarray(np.exp(np.minimum(log_factor, _LARGEST_LOG)))
