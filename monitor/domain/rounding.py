"""How exactly a number is shown in each tier, and what that tells of the exact number.

Both directions stand here, because whoever knows how we round can work back: :func:`possible_sums`
is what an attacker knows, and what the audit checks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from monitor.domain.results import Tier

_FINE_STEPS, _COARSE_STEPS = 10, 2  # Per scale point.
_NOISE = 9  # Decimals beyond which a float holds no more than its own error.


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a scale, and those that are shown at most (R4)."""

    lowest: int
    highest: int
    low_end: float
    high_end: float


AGREEMENT = Scale(1, 5, 1.5, 4.5)
MARK = Scale(1, 10, 1.5, 9.5)


def show_mean(mean: float | None, tier: Tier, scale: Scale = AGREEMENT) -> float | None:
    """Return a mean as it may be shown: rounded, its ends cut off; None where it is hidden (R4)."""
    if mean is None or tier is Tier.HIDDEN:
        return None
    rounded = round_to_tier(mean, tier)
    return rounded if tier is Tier.OPEN else min(scale.high_end, max(scale.low_end, rounded))


def round_to_tier(value: float, tier: Tier) -> float:
    """Round to tenths or halves of a point, halfway to even; the same for equal means."""
    # The same mean summed in another order must not round otherwise.
    exact = round(value, _NOISE)
    return round(exact, 1) if tier.is_fine else round(exact * _COARSE_STEPS) / _COARSE_STEPS


def round_end(value: float, tier: Tier, outward: Callable[[float], int]) -> float:
    """Round the end of an interval outwards."""
    steps = _FINE_STEPS if tier.is_fine else _COARSE_STEPS
    return outward(round(value * steps, _NOISE)) / steps


@lru_cache(maxsize=4096)
def possible_sums(
    shown: float, tier: Tier, divisor: int, scale: Scale = AGREEMENT
) -> tuple[int, int]:
    """Return the lowest and highest whole sum that, divided, is shown as this number.

    The lowest is above the highest where no sum is.
    """
    half = 0.5 / (_FINE_STEPS if tier.is_fine else _COARSE_STEPS)
    is_low, is_high = shown <= scale.low_end, shown >= scale.high_end
    low = scale.lowest * divisor if is_low else int((shown - half) * divisor) - 1
    high = scale.highest * divisor if is_high else int((shown + half) * divisor) + 2
    while low <= high and show_mean(low / divisor, tier, scale) != shown:
        low += 1
    while low <= high and show_mean(high / divisor, tier, scale) != shown:
        high -= 1
    return low, high
