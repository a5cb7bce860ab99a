"""The table behind a chart, as text."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of formatted text; every row is as long as the headers."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
