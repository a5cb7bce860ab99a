"""How much likelier the data are under a drop of unknown size than under none: Bayes factors.

The size is normal and cut off at zero: without that a recovery would raise the alarm, since what
went up looks, seen from its end, like a change as well (signals.md 1.4).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import log_ndtr

from monitor.domain.analysis.cube import Floats


@dataclass(frozen=True, slots=True)
class Size:
    """A prior for the size of a drop, in scale points; ``share`` of the drops are so."""

    mean: float
    sd: float
    share: float


def log_bayes_factor(scores: Floats, information: Floats, size: Size) -> Floats:
    """Return the log Bayes factor of a positive drop ~ N(mean, sd^2) against no drop.

    From the score and information of a normal likelihood, arrays of one shape.
    """
    precision = 1 / size.sd**2 + information
    centre = (size.mean / size.sd**2 + scores) / precision
    return np.asarray(
        0.5 * (centre**2 * precision - size.mean**2 / size.sd**2)
        - 0.5 * np.log(size.sd**2 * precision)
        + log_ndtr(centre * np.sqrt(precision))
        - log_ndtr(size.mean / size.sd)
    )
