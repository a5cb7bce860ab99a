"""Which partnerships stand out when many are looked at together: the e-BH procedure.

Source: R. Wang and A. Ramdas, "False discovery rate control with e-values", Journal of the Royal
Statistical Society B 84 (2022), 822-852 (arXiv 2009.02824). Holds whatever the dependence between
partnerships, as far as the variances behind the evidence are right.
"""

import numpy as np

from monitor.domain.analysis.cube import Bools, Floats

# What the evidence is on average, at most, when nothing changed and the variances are right:
# divided by it, evidence is an e-value (docs/method.md section 2).
LARGEST_MEAN_EVIDENCE = 4.2


def select(evidence: Floats, *, false_share: float) -> Bools:
    """Choose partnerships so that at most such a share of the chosen is expected to be chance."""
    return np.asarray(find_false_shares(evidence / LARGEST_MEAN_EVIDENCE) <= false_share)


def find_false_shares(e_values: Floats) -> Floats:
    """Return of each e-value the smallest share of false discoveries at which it is chosen.

    With e = 1/p these are the adjusted p-values of Benjamini and Hochberg. NaN (no evidence yet)
    is never chosen and does not count.
    """
    shares = np.full(e_values.shape, np.inf)
    known = np.flatnonzero(np.isfinite(e_values) & (e_values > 0))
    count = int(np.isfinite(e_values).sum())
    ranked = known[np.argsort(-e_values[known], kind="stable")]
    with np.errstate(over="ignore"):  # Hardly any evidence is as good as none.
        raw = count / (np.arange(1, len(ranked) + 1) * e_values[ranked])
    shares[ranked] = np.minimum.accumulate(raw[::-1])[::-1]
    return np.asarray(np.minimum(shares, 1.0))
