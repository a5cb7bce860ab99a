"""How likely so many answers are when the chance of an answer is itself uncertain.

Source: J. G. Skellam, "A probability distribution derived from the binomial distribution by
regarding the probability of success as variable", Journal of the Royal Statistical Society B 10
(1948), 257-261.
"""

import numpy as np
from scipy.special import betaln

from monitor.domain.analysis.cube import Floats, Integers


def log_probability(
    answers: Integers | Floats, silences: Integers | Floats, a: Floats | float, b: Floats | float
) -> Floats:
    """Return the log chance of so many answers and silences; the chance of one is Beta(a, b).

    Works on arrays of one shape. Counts of 0 and 0 have chance 1.
    """
    ways = -np.log1p(answers + silences) - betaln(answers + 1, silences + 1)
    return np.asarray(ways + betaln(answers + a, silences + b) - betaln(a, b))
