"""Portfolios of any size: a few partnerships with all their quarters, and copies of their rows.

Copies of what these pages read: no invitations, because they read none, and answers only when
asked for. What a row
holds as JSON still names the original, which costs a reader as much time as its own would.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, inspect, text

from monitor.bootstrap import build_context
from monitor.services.context import Context
from monitor.services.sample.load_sample import PortfolioSize, load_generated
from monitor.settings import Settings
from monitor.storage.engine import make_engine
from monitor.storage.schema import migrate

ORIGINALS = 50
QUARTERS = 20
_SEED = 1
# Each with the columns that are an id of something that is copied too.
_COPIED: Mapping[str, Sequence[str]] = {
    "organisation": ("id",),
    "partnership": ("id",),
    "party": ("id", "partnership_id", "organisation_id"),
    "participant": ("id", "party_id"),
    "round": ("id", "partnership_id"),
    "release": ("round_id", "partnership_id"),
    "worry": ("id", "partnership_id"),
    "summary": ("partnership_id",),
    "summary_content": ("partnership_id",),
    "summary_flag": ("partnership_id",),
    "summary_weak": ("partnership_id",),
    "summary_party": ("partnership_id",),
}
_ANSWERS: Mapping[str, Sequence[str]] = {"response": ("round_id", "party_id")}
# So that copies are found and sorted each in a place of their own.
_NUMBERED: Mapping[tuple[str, str], str] = {
    ("partnership", "name"): "{} || ' ' || copy",
    ("response", "key"): "copy || '-' || substr({}, 1, 32)",
    ("summary", "name_key"): "{} || ' ' || copy",
    ("summary", "search_key"): "{} || ' ' || copy",
}
_STEP = 1_000_000  # More than any id among the originals.


def add_originals(settings: Settings) -> Context:
    """Fill an empty database with partnerships as they are really made."""
    engine = make_engine(settings.database_url)
    migrate(engine)
    context = build_context(settings, engine)
    load_generated(context, PortfolioSize(ORIGINALS, QUARTERS, _SEED), lambda _: None)
    return context


def add_copies(
    settings: Settings, partnerships: int, already: int, *, with_answers: bool = False
) -> None:
    """Copy the originals until there are so many; ``already``: how many there are now."""
    engine = make_engine(settings.database_url)
    with engine.begin() as connection:
        copied = {**_COPIED, **(_ANSWERS if with_answers else {})}
        for table, ids in copied.items():
            first, last = already // ORIGINALS, partnerships // ORIGINALS - 1
            _copy(connection, table, ids, (first, last))
    _gather_statistics(engine)
    engine.dispose()


def _copy(connection: Connection, table: str, ids: Sequence[str], copies: tuple[int, int]) -> None:
    columns = [each["name"] for each in inspect(connection).get_columns(table)]
    values = ", ".join(_value(table, column, ids) for column in columns)
    statement = f"""
        WITH RECURSIVE copies(copy) AS (
            SELECT CAST(:first AS INTEGER)
            UNION ALL SELECT copy + 1 FROM copies WHERE copy < :last
        )
        INSERT INTO {table} ({", ".join(map(_quote, columns))})
        SELECT {values} FROM {table} CROSS JOIN copies
        WHERE {table}.{ids[0]} < {_STEP}
    """  # noqa: S608 - Our own names.
    connection.execute(text(statement), {"first": copies[0], "last": copies[1]})


def _value(table: str, column: str, ids: Sequence[str]) -> str:
    name = f"{table}.{_quote(column)}"
    if column in ids:
        return f"{name} + copy * {_STEP}"
    return _NUMBERED.get((table, column), "{}").format(name)


def _quote(column: str) -> str:
    return f'"{column}"'


def _gather_statistics(engine: Engine) -> None:
    """Let the database know how large its tables are, as it does by itself in time."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
