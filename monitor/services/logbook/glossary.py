"""Reads the words that come with the product from ``data/glossary``."""

import functools
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from monitor.domain.glossary import ShippedTerm

FILE = Path(__file__).parents[3] / "data" / "glossary" / "terms.toml"
_ADAPTER = TypeAdapter(list[ShippedTerm])


@functools.cache
def read_shipped_terms() -> Sequence[ShippedTerm]:
    """Return the words of the shared glossary, in the order of the file."""
    return _ADAPTER.validate_python(tomllib.loads(FILE.read_text(encoding="utf-8"))["term"])
