"""The version of a database's schema: read it, check it, and bring it up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from monitor.domain.errors import SchemaError
from monitor.storage.engine import for_reading

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that no other user of the same PostgreSQL database is likely to lock on.
_MIGRATION_LOCK = 7_205_314


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema; if a step fails, nothing has changed."""
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
        return MigrationContext.configure(connection).get_current_revision()


def newest_schema_version() -> str:
    """Return the version that this code needs."""
    newest = _scripts().get_current_head()
    if newest is None:
        raise SchemaError("This installation has no migrations; install it again.")
    return newest


def check_schema(engine: Engine) -> None:
    """Pass if the database has the newest schema; SchemaError says what to do if not."""
    present, newest = read_schema_version(engine), newest_schema_version()
    if present == newest:
        return
    known = {script.revision for script in _scripts().walk_revisions()}
    if present is None or present in known:
        raise SchemaError(
            f"The database has schema version {present or 'none'} and version {newest} is needed: "
            "run `python -m monitor migrate`."
        )
    raise SchemaError(
        f"The database has schema version {present}, which is newer than this program "
        f"({newest}): install the newer program, or restore a backup from before its migration."
    )


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return configuration


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration())


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
