from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from monitor.domain.errors import SchemaError
from monitor.storage import schema
from monitor.storage.engine import make_engine
from monitor.storage.schema import (
    check_schema,
    migrate,
    newest_schema_version,
    read_schema_version,
)
from monitor.storage.tables import Table
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import add_partnership


def test_an_empty_database_has_no_version(empty_engine: Engine) -> None:
    assert read_schema_version(empty_engine) is None


def test_an_empty_database_is_refused_with_the_command_that_helps(empty_engine: Engine) -> None:
    with pytest.raises(SchemaError, match=r"`python -m monitor migrate`"):
        check_schema(empty_engine)


def test_migrating_brings_the_newest_version(empty_engine: Engine) -> None:
    migrate(empty_engine)

    assert read_schema_version(empty_engine) == newest_schema_version()
    check_schema(empty_engine)


def test_migrating_twice_changes_nothing(
    engine: Engine, unit_of_work: SqlUnitOfWorkFactory
) -> None:
    stored = add_partnership(unit_of_work)

    migrate(engine)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [stored.partnership]


def test_processes_that_migrate_at_once_do_not_hinder_each_other(empty_engine: Engine) -> None:
    engines = [make_engine(url_of(empty_engine)) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, engines))

    for one in engines:
        one.dispose()
    check_schema(empty_engine)


def test_a_database_newer_than_the_program_is_refused(engine: Engine) -> None:
    set_version(engine, "9999")

    with pytest.raises(SchemaError, match="newer than this program"):
        check_schema(engine)


def test_an_older_database_is_refused_with_the_command_that_helps(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = newest_schema_version()
    add_migration(tmp_path, monkeypatch, "op.execute('SELECT 1')")

    with pytest.raises(SchemaError, match=rf"version {present} .* `python -m monitor migrate`"):
        check_schema(engine)


def test_a_migration_that_fails_changes_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = newest_schema_version()
    body = "op.create_table('half', sa.Column('id', sa.Integer)); op.execute('SELECT nonsense')"
    add_migration(tmp_path, monkeypatch, body)

    with pytest.raises(Exception, match="nonsense"):
        migrate(engine)

    assert read_schema_version(engine) == present
    assert not inspect(engine).has_table("half")


def test_a_migration_that_makes_a_table_anew_keeps_what_refers_to_it(
    engine: Engine,
    unit_of_work: SqlUnitOfWorkFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored = add_partnership(unit_of_work)
    body = (
        "with op.batch_alter_table('partnership', recreate='auto') as batch:\n"
        "        batch.alter_column('contact', type_=sa.String(500))"
    )
    add_migration(tmp_path, monkeypatch, body)

    migrate(engine)

    with unit_of_work(reads_only=True) as work:
        assert work.rounds.list_of(stored.partnership.id) == [stored.round]
        assert len(work.rounds.invitations_of(stored.round.id)) == len(stored.invited)


def test_a_migration_that_would_leave_rows_without_their_partnership_is_undone(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(sqlite_url)
    unit_of_work = SqlUnitOfWorkFactory(engine)
    stored = add_partnership(unit_of_work)
    add_migration(tmp_path, monkeypatch, "op.execute('DELETE FROM partnership')")

    with pytest.raises(SchemaError, match="refer to nothing"):
        migrate(engine)

    with unit_of_work(reads_only=True) as work:
        assert work.partnerships.list_all() == [stored.partnership]
    engine.dispose()


def test_foreign_keys_are_checked_again_after_a_migration(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    migrate(engine)

    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_a_program_without_migrations_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "versions").mkdir()
    monkeypatch.setattr(schema, "_MIGRATIONS", tmp_path)

    with pytest.raises(SchemaError, match="no migrations"):
        newest_schema_version()


def test_the_newest_version_has_all_tables(engine: Engine) -> None:
    assert set(inspect(engine).get_table_names()) == {*Table.metadata.tables, "alembic_version"}


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def set_version(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})


def add_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let the program have one step more than it has, in a copy of its migrations."""
    real = schema._MIGRATIONS
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for path in [*real.glob("*.py"), *real.glob("versions/*.py")]:
        copy = folder / "migrations" / path.relative_to(real)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    newest = newest_schema_version()
    (versions / "9000_one_more.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9000'\ndown_revision = {newest!r}\n\n"
        f"def upgrade() -> None:\n    {body}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(schema, "_MIGRATIONS", folder / "migrations")
