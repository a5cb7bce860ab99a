"""The table behind a chart, as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of formatted text; every row is as long as the headers.

    ``numbers``: the number that a cell says, by its row and column, where a file may hold it too.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Mapping[tuple[int, int], float] = field(default_factory=dict)
