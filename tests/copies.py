"""Databases that are filled once and copied afterwards: many tests begin in the same place."""

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, QueuePool

from monitor.services.context import Context
from tests.factories import FakeClock
from tests.postgresql import PostgresqlServer

T = TypeVar("T")
Fill = Callable[..., T]


@dataclass(frozen=True, slots=True)
class Filled:
    """A database as it was once filled: where it lies, what was made, and when that was done."""

    place: str
    made: Any
    moment: datetime


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was filled so far; as long as the test run."""

    folder: Path
    find_server: Callable[[], PostgresqlServer]
    filled: dict[Hashable, Filled] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Copies:
    """Fills the fresh database of one test, or puts a copy in its place."""

    shelf: Shelf
    engine: Engine
    context: Context
    clock: FakeClock

    def fill(self, how: Fill[T], **options: Hashable) -> T:
        """Return what ``how`` makes of a context, a clock and options in a fresh database.

        What it returns is shared between tests, so it holds no context and nothing that changes.
        """
        # A copy would wipe out what the test stored before.
        assert self._is_untouched, "Fill a database before anything else is done with it."
        begun = self.clock.now()
        key = (self.engine.dialect.name, how, tuple(sorted(options.items())), begun)
        found = self.shelf.filled.get(key)
        if found is None:
            made = how(self.context, self.clock, **options)
            self.shelf.filled[key] = Filled(self._keep(), made, self.clock.now())
            return made
        self._take(found.place)
        self.clock.set(found.moment)
        made_before: T = found.made
        return made_before

    @property
    def _is_untouched(self) -> bool:
        pool = self.engine.pool
        return isinstance(pool, QueuePool) and pool.checkedin() + pool.checkedout() == 0

    def _keep(self) -> str:
        self.engine.dispose()
        name = f"filled_{len(self.shelf.filled)}"
        if self.engine.dialect.name == "sqlite":
            place = str(self.shelf.folder / f"{name}.db")
            copy_sqlite(self._database, place)
            return place
        self.shelf.find_server().copy(self._database, name)
        return name

    def _take(self, place: str) -> None:
        self.engine.dispose()
        if self.engine.dialect.name == "sqlite":
            copy_sqlite(place, self._database)
        else:
            self.shelf.find_server().replace(self._database, place)

    @property
    def _database(self) -> str:
        return self.engine.url.database or ""


def copy_sqlite(source: str, target: str) -> None:
    """Make a database the same as another, with all that its log still holds."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        # Test data need not survive a power failure.
        written.execute("PRAGMA synchronous = OFF")
        read.backup(written)
