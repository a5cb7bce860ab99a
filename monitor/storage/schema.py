"""The version of a database's schema: read it, check it, and bring it up to date."""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from monitor.domain.errors import SchemaError
from monitor.storage.engine import for_reading
from monitor.storage.last_ids import raise_last_ids, read_last_ids

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
_NUMBER_LENGTH = 4
# Any number that no other user of the same PostgreSQL database is likely to lock on.
_MIGRATION_LOCK = 7_205_314


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; if a step fails, nothing has changed.

    Raises:
        SchemaError: the database is newer than this program.
    """
    present = read_schema_version(engine)
    if present == newest_schema_version():
        return
    refuse_newer(present)
    with changing(engine) as connection:
        last_ids = read_last_ids(connection)
        upgrade(connection)
        # Steps that make a table anew in SQLite count from the highest number that is in it.
        raise_last_ids(connection, last_ids)


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that may change tables, one process after the other."""
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            # Two processes that start together migrate one after the other.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        yield connection
        _check_references(connection)


def upgrade(connection: Connection, version: str = "head") -> None:
    """Apply the steps up to a version, within :func:`changing`."""
    # Loaded only when there is something to do: it takes a good part of every start.
    from alembic import command  # noqa: PLC0415 - See above.

    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, version)


def read_schema_version(engine: Engine) -> str | None:
    """Return the version of the database, or None when it has no tables yet."""
    with for_reading(engine).connect() as connection:
        return read_version(connection)


def read_version(connection: Connection) -> str | None:
    """Return the version of the database that a connection is to; None: no tables yet."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608 - Our own words.
    return found


def newest_schema_version() -> str:
    """Return the version that this code needs."""
    known = known_versions()
    if not known:
        raise SchemaError("This installation has no migrations; install it again.", "no_migrations")
    return max(known)


def check_schema(engine: Engine) -> None:
    """Pass if the database has the newest schema; SchemaError says what to do if not."""
    present, newest = read_schema_version(engine), newest_schema_version()
    if present == newest:
        return
    refuse_newer(present)
    raise SchemaError(
        f"The database has schema version {present or 'none'} and version {newest} is needed: "
        "run `python -m monitor migrate`.",
        "old",
        present=present or "-",
        newest=newest,
    )


def known_versions() -> Set[str]:
    """Return the versions that this code can migrate to: the numbers of the files."""
    return {path.name[:_NUMBER_LENGTH] for path in (_MIGRATIONS / "versions").glob("*.py")}


def refuse_newer(present: str | None) -> None:
    """Pass if this program knows the version of a database; SchemaError says what to do if not."""
    if present is not None and present not in known_versions():
        raise SchemaError(
            f"The database has schema version {present}, which is newer than this program "
            f"({newest_schema_version()}): install the newer program, or restore a backup from "
            "before its migration.",
            "newer",
            present=present,
            newest=newest_schema_version(),
        )


def _configuration() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - As in migrate.

    configuration = Config()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return configuration


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Switch off foreign keys in SQLite meanwhile.

    A step that makes a table anew drops the old one, which would delete all that refers to it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    # Not through SQLAlchemy, which would begin a transaction, in which this has no effect.
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_references(connection: Connection) -> None:
    if (
        connection.dialect.name == "sqlite"
        and connection.execute(text("PRAGMA foreign_key_check")).first()
    ):
        raise SchemaError(
            "The migration would leave rows that refer to nothing; nothing changed.", "references"
        )
