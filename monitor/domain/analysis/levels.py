"""The level of a party in a round, from that round and the rounds before it.

A party is a finite group: what is estimated is the mean of all its people, those who did not answer
included. It wanders from round to round, so that older rounds count less: a local level model
(A. C. Harvey, "Forecasting, structural time series models and the Kalman filter", 1989, section
4.1.2) with the error variance and the prior of ``docs/method.md`` section 2. How noisy answers are
is learnt from the partnership itself, drawn towards the default.
"""

import numpy as np

from monitor.domain.analysis.cube import DIMENSIONS, Bools, Floats, Integers, Panel
from monitor.domain.analysis.moderation import VariancePrior, moderate
from monitor.domain.analysis.uncertainty import PRIOR_MEAN, PRIOR_SD
from monitor.domain.analysis.variances import Variances

# How firmly the default noise of answering is believed: as if seen with so many degrees of freedom.
_PRIOR_FREEDOM = 10.0
# A mood may linger and the level itself may move, neither of which is known of a partnership. Half
# of a mood's variance is taken as chance of the day, and per round the level moves with one and a
# half times that variance: then intervals hold the mean of the day after one round and after many,
# in quiet times and while something changes (docs/method.md section 2).
_DAILY_SHARE = 0.5
_WANDERING = 1.5


def estimate_levels(panel: Panel, since: Integers, variances: Variances) -> tuple[Floats, Floats]:
    """Estimate means and standard deviations: (partnerships, parties, rounds, dimensions).

    ``since``: (partnerships, parties, rounds), the first round to look back to from each round.
    A round looks at no later one. NaN where nobody scored in the round itself.
    """
    people, observed = panel.people, np.nan_to_num(panel.means)
    answering, missing = _error_variances(panel, variances)
    wobble = variances.dimension.wobble
    means = np.full(observed.shape, PRIOR_MEAN)
    spreads = np.full(observed.shape, PRIOR_SD**2)
    has_started: Bools = np.zeros(observed.shape, dtype=np.bool_)
    rounds = np.arange(observed.shape[2])
    for back in range(len(rounds) - 1, -1, -1):
        # Of each round at once: take in the round so many before it.
        place = np.maximum(rounds - back, 0)
        is_used = (rounds - back >= since)[..., None] & (people[:, :, place] > 0)
        spreads = spreads + np.where(has_started, _WANDERING * wobble, 0.0)
        # The noise is judged by what is known in the later round, the missing by the earlier one.
        count = np.maximum(people[:, :, place], 1)
        error = missing[:, :, place] + answering[..., None] / count + _DAILY_SHARE * wobble
        gain = np.where(is_used, spreads / (spreads + error), 0.0)
        means = means + gain * (observed[:, :, place] - means)
        spreads = spreads * (1 - gain)
        has_started |= is_used
    is_scored = people > 0
    return np.where(is_scored, means, np.nan), np.where(is_scored, np.sqrt(spreads), np.nan)


def _error_variances(panel: Panel, variances: Variances) -> tuple[Floats, Floats]:
    """Return the variance of one person's answering, and that from people who did not answer.

    The first per round, the second per round and dimension.
    """
    answering = variances.dimension.answering * _learn_noise(panel, variances)
    people = panel.people
    everyone = np.maximum(count_members(panel)[..., None], people)
    silent_share = 1 - people / np.maximum(everyone, 1)
    missing = silent_share * variances.dimension.person / np.maximum(people, 1)
    return answering, missing


def _learn_noise(panel: Panel, variances: Variances) -> Floats:
    """Estimate how many times noisier than expected answers have been so far.

    From how people of one party differ between dimensions in one round, which is for the most
    part noise, linked or not. Of each party by itself: what is told of one may not depend on the
    answers of another, which may be hidden (R2).
    """
    profiles = panel.scores - panel.scores.mean(axis=4, keepdims=True)
    is_complete = np.isfinite(profiles[..., :1])
    people = is_complete.sum(axis=3)
    centres = np.nansum(profiles, axis=3) / np.maximum(people, 1)
    squares = np.nansum((profiles - centres[:, :, :, None]) ** 2, axis=(3, 4))
    freedom = np.maximum(people[..., 0] - 1, 0) * (len(DIMENSIONS) - 1)
    expected = variances.contrast.person + variances.contrast.answering
    seen = freedom.cumsum(axis=2)
    ratios = squares.cumsum(axis=2) / expected / np.maximum(seen, 1)
    return moderate(ratios, seen, VariancePrior(1.0, _PRIOR_FREEDOM))


def count_members(panel: Panel) -> Integers:
    """Count the people of each party in each round: (partnerships, parties, rounds).

    The invited, or whoever was seen so far where that is not known: different people when answers
    are linked, else the most that answered in one round. Never fewer than answered.
    """
    is_seen = np.isfinite(panel.scores).any(axis=4)
    present = is_seen.sum(axis=3)
    if panel.is_linked:
        seen = np.logical_or.accumulate(is_seen, axis=2).sum(axis=3)
    else:
        seen = np.maximum.accumulate(present, axis=2)
    known = np.where(panel.invited > 0, panel.invited, seen)
    return np.asarray(np.maximum(known, present), dtype=np.int64)
