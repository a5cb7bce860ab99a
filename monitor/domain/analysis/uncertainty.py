"""How sure a party's mean is, and how likely it is to be low or to differ from another's.

A party is a finite group: when everyone answered, only the noise of answering is left. What is
estimated is the level of all its people, from one round; the rounds before it come in with
:mod:`monitor.domain.analysis.levels`. Formulas: ``docs/method.md`` section 2.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from monitor.domain.analysis.variances import DEFAULT_VARIANCES

PRIOR_MEAN = 3.75
PRIOR_SD = 0.62

# Of one answer the noise is at most three times that of the mean of three.
_SINGLE_NOISE = 3.0
_Z_90 = NormalDist().inv_cdf(0.95)
_LOWEST, _HIGHEST = 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Level:
    """What is believed of a party's true level: mean and standard deviation, in scale points."""

    mean: float
    sd: float

    def interval(self) -> tuple[float, float]:
        """Return the ends of the 90% interval, within the scale 1 to 5."""
        margin = _Z_90 * self.sd
        return max(_LOWEST, self.mean - margin), min(_HIGHEST, self.mean + margin)

    def probability_below(self, value: float) -> float:
        """Return how likely it is that the true level lies below a value."""
        return NormalDist(self.mean, self.sd).cdf(value)

    def probability_apart(self, other: "Level", points: float) -> float:
        """Return how likely two true levels lie more than so many points apart."""
        difference = NormalDist(self.mean - other.mean, math.hypot(self.sd, other.sd))
        return difference.cdf(-points) + 1 - difference.cdf(points)


def sampling_variance(*, respondents: int, invited: int, is_single: bool = False) -> float:
    """Compute the variance of a party's mean on one dimension.

    Finite population correction on the spread between people, plus answering noise and wobble.
    ``respondents`` must be at least 1; ``invited`` below it counts as everyone having answered.
    ``is_single``: everyone gave one answer, instead of the mean of three.
    """
    variances = DEFAULT_VARIANCES.dimension
    missing_share = max(0.0, 1 - respondents / max(invited, respondents))
    answering = variances.answering * (_SINGLE_NOISE if is_single else 1)
    noise = missing_share * variances.person + answering
    return noise / respondents + variances.wobble


def estimate_level(
    mean: float, *, respondents: int, invited: int, is_single: bool = False
) -> Level:
    """Combine one round's mean with the prior (conjugate normal model)."""
    variance = sampling_variance(respondents=respondents, invited=invited, is_single=is_single)
    precision = 1 / PRIOR_SD**2 + 1 / variance
    centre = (PRIOR_MEAN / PRIOR_SD**2 + mean / variance) / precision
    return Level(centre, precision**-0.5)
