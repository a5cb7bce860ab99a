"""Evidence that a party answers less than it used to.

Bayes factors of a response rate that halved since some round against one that stayed, both
uncertain (beta-binomial). Summed over the rounds in which it may have begun (signals.md 1.4).
"""

import numpy as np

from monitor.domain.analysis.beta_binomial import log_probability
from monitor.domain.analysis.cube import Floats, Integers

_WINDOW = 4
_USUAL_ANSWERS, _USUAL_SILENCES = 8.2, 1.8
# The past counts as at most so many invitations: people fall ill for longer than one round.
_LARGEST_PAST = 24.0
_REMAINING_SHARE = 0.5
_FIRMNESS = 4.0
_LARGEST_LOG = 50.0


def judge_silence(respondents: Integers, invited: Integers, last: int) -> Floats:
    """Judge round ``last`` of each party; counts (partnerships, parties, rounds).

    Returns (partnerships, parties), 0 where it is not known how many were invited.
    """
    asked = np.where(invited > 0, np.maximum(invited, respondents), 0)
    answers = np.where(invited > 0, respondents, 0)
    evidence = np.zeros(respondents.shape[:2])
    for start in range(max(1, last - _WINDOW + 1), last + 1):
        before, since = slice(0, start), slice(start, last + 1)
        factor = _bayes_factor(
            answers[..., before].sum(axis=-1),
            asked[..., before].sum(axis=-1),
            answers[..., since].sum(axis=-1),
            asked[..., since].sum(axis=-1),
        )
        evidence += np.where(asked[..., since].sum(axis=-1) > 0, factor, 0.0)
    return evidence


def _bayes_factor(
    past: Integers, past_asked: Integers, now: Integers, now_asked: Integers
) -> Floats:
    trust = np.minimum(1.0, _LARGEST_PAST / np.maximum(past_asked, 1))
    a = _USUAL_ANSWERS + trust * past
    b = _USUAL_SILENCES + trust * (past_asked - past)
    less: Floats = _REMAINING_SHARE * a / (a + b)
    silences = np.asarray(now_asked - now, dtype=np.int64)
    fell = log_probability(
        now, silences, np.asarray(_FIRMNESS * less), np.asarray(_FIRMNESS * (1 - less))
    )
    stayed = log_probability(now, silences, np.asarray(a), np.asarray(b))
    return np.asarray(np.exp(np.minimum(fell - stayed, _LARGEST_LOG)))
