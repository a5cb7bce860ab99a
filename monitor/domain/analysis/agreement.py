"""How far the people of one party agree with each other on a set of questions.

Sources: L. R. James, R. G. Demaree and G. Wolf, "Estimating within-group interrater reliability",
Journal of Applied Psychology 69 (1984), 85-98 (r_wg); M. J. Burke, L. M. Finkelstein and M. S.
Dusig, "On average deviation indices for estimating interrater agreement", Organizational Research
Methods 2 (1999), 49-68 (AD). Never shown as a number: from such figures answers can be worked back
(``docs/method.md`` section 3, R3).
"""

import numpy as np

from monitor.domain.analysis.cube import Floats

OPTIONS = 5


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
