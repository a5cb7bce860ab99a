"""The answers of a party, reduced per round to what a change can be read from.

Model of one component: y = level + person + mood of the party + answering. The persons are summed
out: a party with P people and T rounds becomes T weighted sums with a T x T precision, whatever P
is (Woodbury's identity), and every history comes from the one before it by adding one round (the
innovations of a Cholesky factor in time order). Arrays lead with (parties): all parties of all
partnerships, flat.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from monitor.domain.analysis.covariance import (
    party_covariance,
    person_covariance,
    turnover_covariance,
)
from monitor.domain.analysis.cube import Bools, Floats, Integers
from monitor.domain.analysis.variances import ComponentVariances

# Unlinked, the same people are counted again every round: so much of each is news about the noise.
_NEWS_UNLINKED = 0.5


@dataclass(frozen=True, slots=True)
class History:
    """A series as known in one round, of so many rounds.

    ``precision``: (parties, rounds, rounds) of the rounds' means, persons summed out and the mood
    of the party left out. ``sums``: (parties, rounds, components), precision times means.
    ``fit``: (parties, components), means times sums. ``residual`` and ``freedom``: (parties,), the
    sum of squares between people over its expectation, and its degrees of freedom.
    ``mood``: (parties or 1, rounds, rounds), covariance of the party's mood.
    ``observed``: (parties, rounds).
    """

    precision: Floats
    sums: Floats
    fit: Floats
    residual: Floats
    freedom: Floats
    mood: Floats
    observed: Bools


class Series(Protocol):
    """Components of one kind of all parties over all rounds."""

    def until(self, last: int) -> History:
        """Return what is known when round ``last`` (counted from 0) has closed."""
        ...


class LinkedSeries:
    """A series in which a seat is the same person in every round."""

    def __init__(self, components: Floats, variances: ComponentVariances) -> None:
        """Take components (parties, rounds, seats, components), NaN where not known."""
        values = np.swapaxes(components, 1, 2)
        known = np.isfinite(values[..., 0])
        rounds = components.shape[1]
        self._mood = party_covariance(variances, rounds)[None]
        rows = _innovation_rows(known, person_covariance(variances, rounds))
        innovations = rows @ np.where(known[..., None], values, 0.0)
        by_round = rows.transpose(0, 2, 3, 1)
        self._precision = np.cumsum(by_round @ rows.transpose(0, 2, 1, 3), axis=1)
        self._sums = np.cumsum(by_round @ innovations.transpose(0, 2, 1, 3), axis=1)
        self._squares = np.cumsum((innovations**2).sum(axis=1), axis=1)
        self._answers = np.cumsum(known.sum(axis=1), axis=1)
        self._observed: Bools = np.asarray(known.any(axis=1))

    def until(self, last: int) -> History:
        """Return what is known when round ``last`` (counted from 0) has closed."""
        now = last + 1
        observed = self._observed[:, :now]
        precision = self._precision[:, last, :now, :now]
        sums = self._sums[:, last, :now]
        # A round without answers has no mean; any number on the diagonal keeps it out.
        solvable = precision + np.eye(now) * ~observed[:, :, None]
        fit = (sums * np.linalg.solve(solvable, sums)).sum(axis=1)
        components = sums.shape[-1]
        return History(
            precision=precision,
            sums=sums,
            fit=fit,
            residual=(self._squares[:, last] - fit).sum(axis=1),
            freedom=(self._answers[:, last] - observed.sum(axis=1)) * float(components),
            mood=self._mood[:, :now, :now],
            observed=observed,
        )


class UnlinkedSeries:
    """A series of which only means and spreads per round are known."""

    def __init__(
        self, components: Floats, invited: Integers, variances: ComponentVariances
    ) -> None:
        """Take components as :class:`LinkedSeries`, ``invited`` (parties, rounds), 0 if unknown."""
        known = np.isfinite(components[..., 0])
        count = known.sum(axis=2)
        self._count = count
        present = np.maximum(count, 1)
        values = np.where(known[..., None], components, 0.0)
        self._means = values.sum(axis=2) / present[..., None]
        deviations = np.where(known[..., None], components - self._means[:, :, None], 0.0)
        expected = variances.person + variances.answering
        self._squares = np.cumsum((deviations**2).sum(axis=(2, 3)), axis=1) / expected
        # Nobody tells how many there are? Then as many as ever answered at once.
        people = np.maximum(np.maximum.accumulate(present, axis=1), invited)
        missing = variances.person * (1 / present - 1 / people)
        noise = missing + variances.answering / present
        self._precision = np.where(count > 0, 1 / noise, 0.0)
        rounds = count.shape[1]
        self._mood = party_covariance(variances, rounds) + turnover_covariance(variances, people)

    def until(self, last: int) -> History:
        """Return what is known when round ``last`` (counted from 0) has closed."""
        now = last + 1
        weights, means = self._precision[:, :now, None], self._means[:, :now]
        freedom = np.maximum(self._count[:, :now] - 1, 0).sum(axis=1) * means.shape[-1]
        return History(
            precision=weights * np.eye(now),
            sums=weights * means,
            fit=(weights * means**2).sum(axis=1),
            residual=_NEWS_UNLINKED * self._squares[:, last],
            freedom=_NEWS_UNLINKED * freedom,
            mood=self._mood[:, :now, :now],
            observed=self._count[:, :now] > 0,
        )


def _innovation_rows(known: Bools, covariance: Floats) -> Floats:
    """Return per person the rows that whiten that person's rounds, in time order.

    ``known``: (parties, seats, rounds); returns (parties, seats, rounds, rounds). A row looks at
    no later round, so it stays when rounds are added. Zero where a round is not known.
    """
    rounds = known.shape[2]
    code = known.reshape(-1, rounds) @ (1 << np.arange(rounds))
    _, first, kind = np.unique(code, return_index=True, return_inverse=True)
    kinds = known.reshape(-1, rounds)[first]
    both = kinds[:, :, None] & kinds[:, None, :]
    masked = np.where(both, covariance, 0.0) + np.eye(rounds) * ~kinds[:, :, None]
    rows = np.linalg.inv(np.linalg.cholesky(masked)) * both
    return np.asarray(rows[kind].reshape(*known.shape, rounds))
