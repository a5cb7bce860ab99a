"""The load guard: how many hours the cooperation takes, unpaid and paid."""

from collections.abc import Mapping
from enum import StrEnum


class HoursBand(StrEnum):
    """Hours of one person in a quarter, as they are asked; the order of the answers 1 to 5."""

    NONE = "none"
    FEW = "few"  # 1 to 10.
    SOME = "some"  # 11 to 40.
    MANY = "many"  # 41 to 100.
    MOST = "most"  # More than 100.


class LoadWeight(StrEnum):
    """How heavy the load of a party is: as much as is told of single people's hours."""

    LIGHT = "light"  # Up to 10 hours.
    MEDIUM = "medium"  # 11 to 40.
    HEAVY = "heavy"  # More than 40.


UNPAID_HOURS = "HOURS1"
PAID_HOURS = "HOURS2"

# Two answers at either end: whoever is known to weigh light or heavy keeps two that are possible.
WEIGHT_OF: Mapping[HoursBand, LoadWeight] = {
    HoursBand.NONE: LoadWeight.LIGHT,
    HoursBand.FEW: LoadWeight.LIGHT,
    HoursBand.SOME: LoadWeight.MEDIUM,
    HoursBand.MANY: LoadWeight.HEAVY,
    HoursBand.MOST: LoadWeight.HEAVY,
}


def band_of(answer: int) -> HoursBand:
    """Return the hours that an answer stands for."""
    return tuple(HoursBand)[answer - 1]
