"""What is missing in a database, or broken in its file, is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from monitor.storage.engine import make_engine
from monitor.storage.wholeness import find_missing, is_damaged


def test_a_database_as_it_was_made_is_whole(engine: Engine) -> None:
    assert find_missing(engine) == []
    assert not is_damaged(engine)


def test_a_table_and_a_column_that_are_gone_are_named(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE miss"))
        connection.execute(text("ALTER TABLE participant DROP COLUMN email"))

    assert find_missing(engine) == ["miss", "participant.email"]
    assert not is_damaged(engine)


def test_an_empty_file_is_an_empty_database(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")

    assert not is_damaged(engine)
    assert "partnership" in find_missing(engine)
    engine.dispose()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:50],
        lambda content: b"x" * 100 + content[100:],
        lambda content: content[:8192] + b"\xff" * 8192 + content[16384:],
        lambda _content: b"notes" * 1000,
    ],
    ids=["half of it", "its first bytes", "its head", "its middle", "all of it"],
)
def test_a_broken_file_is_damaged(
    damage: Callable[[bytes], bytes], migrated_sqlite: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.db").write_bytes(damage(migrated_sqlite.read_bytes()))
    engine = make_engine(f"sqlite:///{tmp_path / 'broken.db'}")

    assert is_damaged(engine)
    engine.dispose()


def test_a_file_in_which_a_table_that_others_refer_to_is_gone_is_damaged(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(text("DROP TABLE partnership"))
        connection.commit()

    assert is_damaged(engine)
    engine.dispose()


def test_what_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}")

    assert not is_damaged(engine)
    engine.dispose()
