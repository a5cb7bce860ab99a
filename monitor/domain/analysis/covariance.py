"""How scores of different rounds hang together when nothing changes.

Moods linger, of people and of parties, and some quarters are gloomier every year. A model without
these takes them for changes: they are what makes simple rules cry wolf (``docs/method.md``).
"""

import numpy as np

from monitor.domain.analysis.cube import Floats, Integers
from monitor.domain.analysis.variances import ComponentVariances

# Shares of a variance that linger, and how much of a mood is left a round later.
_LINGERING_ANSWERING = 0.4
_LINGERING_WOBBLE = 0.3
_CARRIED = 0.6
# Variance of what returns every year, in squared scale points, with quarterly rounds.
_SEASON = 0.015
_ROUNDS_A_YEAR = 4
# Share of a party's people who are replaced from one round to the next.
_TURNOVER = 0.04


def person_covariance(variances: ComponentVariances, rounds: int) -> Floats:
    """Covariance between the rounds of one person: (rounds, rounds)."""
    return variances.person + answering_covariance(variances, rounds)


def answering_covariance(variances: ComponentVariances, rounds: int) -> Floats:
    """Covariance of one person's answers around that person's own level: (rounds, rounds)."""
    return variances.answering * _mix(_LINGERING_ANSWERING, rounds)


def party_covariance(variances: ComponentVariances, rounds: int) -> Floats:
    """Covariance between the rounds of a party's mood, the seasons included."""
    apart = _apart(rounds)
    season = _SEASON * (apart % _ROUNDS_A_YEAR == 0)
    return np.asarray(variances.wobble * _mix(_LINGERING_WOBBLE, rounds) + season)


def turnover_covariance(variances: ComponentVariances, people: Integers) -> Floats:
    """Covariance of a party's mean when its people change and nobody can tell who stayed.

    ``people``: (parties, rounds), how many a party has; returns (parties, rounds, rounds).
    """
    spread = np.sqrt(variances.person / np.maximum(people, 1))
    stayed = (1 - _TURNOVER) ** _apart(people.shape[1])
    return np.asarray(spread[:, :, None] * spread[:, None, :] * stayed)


def _mix(lingering: float, rounds: int) -> Floats:
    return lingering * _CARRIED ** _apart(rounds) + (1 - lingering) * np.eye(rounds)


def _apart(rounds: int) -> Integers:
    numbers = np.arange(rounds)
    return np.asarray(np.abs(numbers[:, None] - numbers[None, :]), dtype=np.int64)
