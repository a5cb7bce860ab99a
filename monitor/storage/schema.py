"""The version of a database's schema: read it, check it, and bring it up to date."""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from monitor.domain.errors import SchemaError
from monitor.storage.engine import for_reading

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "alembic_version"
_NUMBER_LENGTH = 4
# Any number that no other user of the same PostgreSQL database is likely to lock on.
_MIGRATION_LOCK = 7_205_314


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; if a step fails, nothing has changed."""
    if read_schema_version(engine) == newest_schema_version():
        return
    # Loaded only when there is something to do: it takes a good part of every start.
    from alembic import command  # noqa: PLC0415 - See above.

    configuration = _configuration()
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            # Two processes that start together migrate one after the other.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        _check_references(connection)


def read_schema_version(engine: Engine) -> str | None:
    """Return the version of the database, or None when it has no tables yet."""
    with for_reading(engine).connect() as connection:
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608 - Our own words.
        return found


def newest_schema_version() -> str:
    """Return the version that this code needs."""
    known = _known_versions()
    if not known:
        raise SchemaError("This installation has no migrations; install it again.")
    return max(known)


def check_schema(engine: Engine) -> None:
    """Pass if the database has the newest schema; SchemaError says what to do if not."""
    present, newest = read_schema_version(engine), newest_schema_version()
    if present == newest:
        return
    if present is None or present in _known_versions():
        raise SchemaError(
            f"The database has schema version {present or 'none'} and version {newest} is needed: "
            "run `python -m monitor migrate`."
        )
    raise SchemaError(
        f"The database has schema version {present}, which is newer than this program "
        f"({newest}): install the newer program, or restore a backup from before its migration."
    )


def _known_versions() -> Set[str]:
    """Return the versions that this code can migrate to: the numbers of the files."""
    return {path.name[:_NUMBER_LENGTH] for path in (_MIGRATIONS / "versions").glob("*.py")}


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
        raise SchemaError("The migration would leave rows that refer to nothing; nothing changed.")
