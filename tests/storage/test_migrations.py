import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.schema import CreateTable

from monitor.storage import migrations
from monitor.storage.engine import make_engine
from monitor.storage.tables import Table

VERSIONS = Path(migrations.__file__).parent / "versions"


def test_the_migrated_schema_equals_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )

        assert compare_metadata(context, Table.metadata) == []


def test_sqlite_has_the_very_tables_of_the_models(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    # The comparison above does not look at checks, at AUTOINCREMENT or at WITHOUT ROWID.
    with engine.connect() as connection:
        found = {
            name: clauses(sql)
            for name, sql in connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            )
        }

    expected = {
        name: clauses(str(CreateTable(table).compile(engine)))
        for name, table in Table.metadata.tables.items()
    }
    engine.dispose()
    assert {name: found[name] for name in expected} == expected


def test_the_files_are_numbered_in_order() -> None:
    numbers = [path.name[:4] for path in sorted(VERSIONS.glob("*.py"))]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def clauses(sql: str) -> set[str]:
    """Return the lines of a CREATE TABLE, whose order does not matter.

    A column that was added later stands on the line of the one before it.
    """
    lines = (line.strip().rstrip(",") for line in re.split(r"\n|, (?=\w+ [A-Z])", sql))
    return {re.sub(r"\s+", " ", line) for line in lines if line}
