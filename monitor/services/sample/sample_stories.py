"""Reads the fictional partnerships from ``data/sample`` and checks their shape."""

import functools
import tomllib
from pathlib import Path

from pydantic import TypeAdapter

from monitor.domain.sample.story import Collection

FILE = Path(__file__).parents[3] / "data" / "sample" / "stories.toml"
_ADAPTER = TypeAdapter(Collection)


@functools.cache
def read_stories(file: Path = FILE) -> Collection:
    """Return all stories and the sentences that their people may write."""
    return _ADAPTER.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
