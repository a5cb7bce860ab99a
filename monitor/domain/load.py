"""The load guard: how many hours the cooperation takes, unpaid and paid."""

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
