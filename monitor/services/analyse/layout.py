"""Gives everything a place: sorted, without gaps, and the same whatever the order of rows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from monitor.domain.analysis.cube import Integers
from monitor.services.analyse.rows import Codes

# Up to so many possible keys a table of them is faster than a dictionary.
_LARGEST_TABLE = 2**25


@dataclass(frozen=True, slots=True)
class Members:
    """What belongs to each owner, sorted: ``of[starts[owner]:starts[owner + 1]]``."""

    of: Integers
    starts: Integers

    @property
    def counts(self) -> Integers:
        """Count what belongs to each owner."""
        return np.diff(self.starts)

    def take(self, owners: range) -> "Members":
        """Return what belongs to some owners."""
        starts = self.starts[owners.start : owners.stop + 1]
        return Members(self.of[starts[0] : starts[-1]], starts - starts[0])


@dataclass(frozen=True)
class Layout:
    """Where the answers of each partnership lie.

    ``parties``: places in the party names; ``rounds``: days; ``seats``: of each partnership, how
    many people one block can hold. A block is one party in one round, by party and then by round.
    """

    parties: Members
    rounds: Members
    seats: Integers
    questions: int

    @cached_property
    def block_starts(self) -> Integers:
        """The first block of each partnership, and the number of blocks."""
        return starts_of(self.parties.counts * self.rounds.counts)

    @cached_property
    def cell_starts(self) -> Integers:
        """The first cell of each partnership, and the number of cells."""
        return starts_of(np.diff(self.block_starts) * self.seats * self.questions)

    @cached_property
    def block_cells(self) -> Integers:
        """The first cell of each block."""
        sizes = np.repeat(self.seats * self.questions, np.diff(self.block_starts))
        return starts_of(sizes)[:-1]


def starts_of(counts: Integers) -> Integers:
    """Return where each of a series of lengths begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(counts)])


def rank(keys: Integers | Codes) -> tuple[Integers, Codes]:
    """Return the different keys, sorted, and of each key its place among them."""
    lowest = int(keys.min())
    width = int(keys.max()) - lowest + 1
    if width <= _LARGEST_TABLE:
        is_used = np.zeros(width, np.bool_)
        is_used[keys - lowest] = True
        places = np.cumsum(is_used, dtype=np.int32) - 1
        return np.flatnonzero(is_used) + lowest, places[keys - lowest]
    found, different = pd.factorize(keys)
    order = np.argsort(different)
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return np.asarray(different[order], np.int64), places[found]


def place_members(owners: Codes, members: Codes, count: int) -> tuple[Members, Codes]:
    """Return what belongs to each of ``count`` owners, and of each member its place there."""
    different, codes = rank(members)
    keys, places = rank(owners * np.int64(len(different)) + codes)
    starts = np.searchsorted(keys, np.arange(count + 1) * len(different))
    slots = places - starts.astype(np.int32)[owners]
    return Members(different[keys % len(different)], starts), slots
