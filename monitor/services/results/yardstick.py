"""The yardstick: published marks of other cooperations, to put beside one's own."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from monitor.domain.partnership import PartyKind

FILE = Path(__file__).parents[3] / "data" / "yardstick" / "marks.toml"


@dataclass(frozen=True, slots=True)
class PublishedMark:
    """The mean mark (1 to 10) that so many people of a kind of party gave."""

    mark: float
    people: int


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The marks of a published study, where a kind of party has one."""

    year: int
    source: str
    url: str
    municipality: PublishedMark
    initiative: PublishedMark

    @property
    def marks(self) -> Mapping[PartyKind, PublishedMark]:
        """The mark of each kind of party that was asked."""
        return {
            PartyKind.MUNICIPALITY: self.municipality,
            PartyKind.INITIATIVE: self.initiative,
        }


@functools.cache
def read_yardstick() -> Yardstick:
    """Return the yardstick of ``data/yardstick``; read once per process."""
    return TypeAdapter(Yardstick).validate_python(tomllib.loads(FILE.read_text(encoding="utf-8")))
