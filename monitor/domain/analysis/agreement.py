"""How far the people of one party agree with each other on a set of questions.

Sources: L. R. James, R. G. Demaree and G. Wolf, "Estimating within-group interrater reliability",
Journal of Applied Psychology 69 (1984), 85-98 (r_wg); M. J. Burke, L. M. Finkelstein and M. S.
Dusig, "On average deviation indices for estimating interrater agreement", Organizational Research
Methods 2 (1999), 49-68 (AD). Never shown as a number: from such figures answers can be worked back
(``docs/method.md`` section 3, R3).
"""

from enum import StrEnum

import numpy as np

from monitor.domain.analysis.cube import Floats

OPTIONS = 5
# Below a sixth of the options people agree: M. J. Burke and W. P. Dunlap, "Estimating interrater
# agreement with the average deviation index", Organizational Research Methods 5 (2002), 159-172.
_AGREED = OPTIONS / 6
_CLOSE = _AGREED / 2


class Agreement(StrEnum):
    """How far people agree, in a word."""

    CLOSE = "close"
    FAIR = "fair"
    DIVIDED = "divided"


def describe_agreement(deviation: float) -> Agreement:
    """Put an average deviation in a word."""
    if deviation <= _CLOSE:
        return Agreement.CLOSE
    return Agreement.FAIR if deviation <= _AGREED else Agreement.DIVIDED


def within_group_agreement(answers: Floats) -> float:
    """Compute r_wg of one question, or r_wg(j) of several: (people, questions), NaN if missing.

    Compared with answers spread evenly over the options; 0 when people agree less than that. Only
    people who answered all of it count, and there must be two.
    """
    even = (OPTIONS**2 - 1) / 12
    ratio = float(_complete(answers).var(axis=0, ddof=1).mean()) / even
    likeness = answers.shape[1] * (1 - ratio)
    return max(0.0, likeness / (likeness + ratio)) if ratio < 1 else 0.0


def average_deviation(answers: Floats) -> float:
    """Compute AD_M of the people who answered all: the mean distance to the question's mean."""
    complete = _complete(answers)
    return float(np.abs(complete - complete.mean(axis=0)).mean())


def _complete(answers: Floats) -> Floats:
    return np.asarray(answers[np.isfinite(answers).all(axis=1)])
