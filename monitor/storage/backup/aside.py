"""Puts the damaged file of an SQLite database aside: a part of it may still be of use."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from monitor.storage.engine import make_file

# What SQLite keeps beside the file belongs to it, and would be taken for part of a new one.
_BESIDE = ("", "-wal", "-shm")


def set_aside(engine: Engine, path: Path, now: datetime) -> Path:
    """Give a file another name, and make an empty one in its place; return the other name."""
    engine.dispose()
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    make_file(str(path))
    return aside
