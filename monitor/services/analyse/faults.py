"""What can be wrong with the rows of a file, and where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nsmallest

from monitor.domain.errors import MonitorError

MOST_SHOWN = 20
_LONGEST_DETAIL = 60


class FaultReason(StrEnum):
    """Why a row cannot be used."""

    EMPTY_FILE = "empty_file"
    HEADER = "header"
    COLUMNS = "columns"  # A row with fewer or more cells than the header.
    ENCODING = "encoding"
    MALFORMED = "malformed"  # Not CSV, such as a quote that never ends.
    NO_PARTNERSHIP = "no_partnership"
    NO_PARTY = "no_party"
    NO_RESPONDENT = "no_respondent"  # Without one, answers cannot be linked.
    ROUND = "round"
    QUESTION = "question"
    VALUE = "value"
    INVITED = "invited"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"  # The same answer twice, with different values.
    PARTY_ONCE = "party_once"  # One row in the whole file: most likely a misspelt name.
    LONE_PARTY = "lone_party"  # A partnership of one.


# What leaves nothing to go on with, whatever may be skipped.
FATAL = frozenset({FaultReason.EMPTY_FILE, FaultReason.HEADER})


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong.

    ``detail``: what stands there; ``rows``: how many rows it makes useless, this being the first.
    """

    line: int
    reason: FaultReason
    detail: str = ""
    rows: int = 1


@dataclass(slots=True)
class Faults:
    """All that is wrong with a file: the first of it in full, and how much of each kind."""

    file: str
    counts: Counter[FaultReason] = field(default_factory=Counter)
    _first: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if it is among the first."""
        self.counts[fault.reason] += fault.rows
        if len(self._first) == 2 * MOST_SHOWN:
            self._first = list(self.first)
        self._first.append(_shorten(fault))

    @property
    def first(self) -> Sequence[Fault]:
        """The first faults by line."""
        return nsmallest(MOST_SHOWN, self._first)

    @property
    def total(self) -> int:
        """How many rows cannot be used."""
        return self.counts.total()

    @property
    def is_fatal(self) -> bool:
        """Tell whether nothing can be read."""
        return not FATAL.isdisjoint(self.counts)


class BadRowsError(MonitorError):
    """Rows cannot be used, and nobody asked to skip them."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(f"{faults.file}: {faults.total} bad rows")
        self.faults = faults


def _shorten(fault: Fault) -> Fault:
    if len(fault.detail) <= _LONGEST_DETAIL:
        return fault
    detail = f"{fault.detail[:_LONGEST_DETAIL]}…"
    return Fault(fault.line, fault.reason, detail, fault.rows)
