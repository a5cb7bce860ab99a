"""What was exported comes out the same from an empty system that everything was moved to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from monitor.services.context import Context
from monitor.services.results import export_answers as module
from monitor.services.results.export_answers import ExportRequest, export_answers
from monitor.services.sample.load_sample import PortfolioSize, load_generated
from monitor.storage.backup.read import open_backup
from monitor.storage.backup.restore import count_used, restore
from monitor.storage.backup.write import BackupOrder, write_backup
from monitor.storage.engine import make_engine
from monitor.storage.unit_of_work import SqlUnitOfWorkFactory
from tests.factories import NOW, SECRET_KEY
from tests.postgresql import PostgresqlServer

ORDER = BackupOrder(NOW, "0.1.0", SECRET_KEY)


@pytest.fixture
def empty(engine: Engine, postgresql_server: PostgresqlServer, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of the other kind."""
    if engine.dialect.name == "sqlite":
        with postgresql_server.empty_database() as url:
            made = make_engine(url)
            yield made
            made.dispose()
        return
    made = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    yield made
    made.dispose()


def export(context: Context, folder: Path) -> Mapping[str, bytes]:
    """Export all answers, drawing the same codes and the same order each time."""
    numbers = count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_RANDOM", Random(1))  # noqa: S311 - To be the same, not secret.
        patch.setattr(module, "token_hex", lambda _bytes: f"{next(numbers):012x}")
        export_answers(context, ExportRequest(folder), lambda _done, _total: None)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# H22.
def test_what_was_exported_comes_out_the_same_from_an_empty_system_it_was_put_in(
    context: Context, engine: Engine, empty: Engine, tmp_path: Path
) -> None:
    load_generated(context, PortfolioSize(2, 3, 1), lambda _: None)
    manifest = write_backup(engine, tmp_path / "before.zip", ORDER)
    before = export(context, tmp_path / "before")
    assert count_used(empty) == {}

    with open_backup(tmp_path / "before.zip", SECRET_KEY) as backup:
        restore(empty, backup, NOW)

    after = write_backup(empty, tmp_path / "after.zip", ORDER).tables
    # That it was restored is added to the trail, and nothing else.
    assert {name for name in after if after[name] != manifest.tables[name]} == {"trail"}
    moved = replace(context, unit_of_work=SqlUnitOfWorkFactory(empty))
    assert export(moved, tmp_path / "after") == before
    assert len(before["answers.csv"].splitlines()) > 100
    assert len(before["comments.csv"].splitlines()) > 2
