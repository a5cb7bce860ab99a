"""Puts the workspace into the keys of a PostgreSQL database, so that it can be spread by it.

The tables are declared with the keys of SQLite, which numbers rows only by a key of one column.
:func:`widen` says what PostgreSQL has in place of each: the migration and the tests use it
alike (ADR 0024).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from alembic import op
from sqlalchemy import (
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

WORKSPACE = "workspace_id"
# Nobody has two accounts: the one table that every server would hold all of.
UNIQUE_EVERYWHERE = frozenset({"uq_account_email", "uq_account_issuer_subject"})
# By which rows are found before anybody knows of which workspace they are: whose link, meeting
# or sign-in it is. The key, which begins with the workspace, would not find them at once.
ASKED_EVERYWHERE = (
    ("account", "id"),
    ("account_grant", "account_id"),
    ("invitation", "token_hash"),
    ("live_question", "id"),
    ("manager", "id"),
    ("meeting", "id"),
    ("one_time_link", "token_hash"),
    ("participant", "id"),
    ("partnership", "id"),
    ("round", "id"),
    ("sign_in", "token_hash"),
)


class KeyKind(Enum):
    """What a key is for; the values are the words of Alembic."""

    PRIMARY = "primary"
    UNIQUE = "unique"
    REFERENCE = "foreignkey"


@dataclass(frozen=True, slots=True)
class Key:
    """The columns of a key; ``target`` and what follows: what a reference refers to."""

    kind: KeyKind
    name: str
    table: str
    columns: tuple[str, ...]
    target: str = ""
    target_columns: tuple[str, ...] = ()
    on_delete: str | None = None


def keys_of(tables: MetaData) -> Sequence[Key]:
    """Return the keys of all tables of workspaces, declared or as they are in a database."""
    keyed = [table for table in tables.sorted_tables if WORKSPACE in table.columns]
    return [key for table in keyed for key in _keys_of_one(table)]


def widen(key: Key) -> Key:
    """Return what PostgreSQL has in place of a key."""
    if WORKSPACE in key.columns or key.name in UNIQUE_EVERYWHERE:
        return key
    wide = replace(key, columns=(WORKSPACE, *key.columns))
    if key.kind is not KeyKind.REFERENCE:
        return wide
    return replace(
        wide,
        target_columns=(WORKSPACE, *key.target_columns),
        # Engines that spread rows set no part of such a reference to null, not even the other
        # one: whoever deletes does that before.
        on_delete=None if key.on_delete == "SET NULL" else key.on_delete,
    )


def widen_keys() -> None:
    """Widen the keys of the database that is migrated; it is PostgreSQL."""
    tables = MetaData()
    tables.reflect(op.get_bind())
    changed = [key for key in keys_of(tables) if widen(key) != key]
    references = [key for key in changed if key.kind is KeyKind.REFERENCE]
    others = [key for key in changed if key.kind is not KeyKind.REFERENCE]
    # What is referred to must be unique before and after.
    for key in (*references, *others):
        op.drop_constraint(op.f(key.name), key.table, type_=key.kind.value)
    for key in (*others, *references):
        _create(widen(key))


def index_what_is_asked_everywhere() -> None:
    """Let rows be found without their workspace as fast as before the keys were widened."""
    for table, column in ASKED_EVERYWHERE:
        op.create_index(op.f(index_name(table, column)), table, [column])


def index_name(table: str, column: str) -> str:
    """Return the name of an index on one column."""
    return f"ix_{table}_{column}"


def _create(key: Key) -> None:
    name, columns = op.f(key.name), list(key.columns)
    if key.kind is KeyKind.PRIMARY:
        op.create_primary_key(name, key.table, columns)
    elif key.kind is KeyKind.UNIQUE:
        op.create_unique_constraint(name, key.table, columns)
    else:
        op.create_foreign_key(
            name,
            key.table,
            key.target,
            columns,
            list(key.target_columns),
            ondelete=key.on_delete,
        )


def _keys_of_one(table: Table) -> Iterator[Key]:
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
            is_primary = isinstance(constraint, PrimaryKeyConstraint)
            yield _key(KeyKind.PRIMARY if is_primary else KeyKind.UNIQUE, constraint, table)
        elif isinstance(constraint, ForeignKeyConstraint):
            yield replace(
                _key(KeyKind.REFERENCE, constraint, table),
                target=constraint.referred_table.name,
                target_columns=tuple(each.column.name for each in constraint.elements),
                on_delete=constraint.ondelete,
            )


def _key(
    kind: KeyKind,
    constraint: PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint,
    table: Table,
) -> Key:
    columns = tuple(column.name for column in constraint.columns)
    return Key(kind, str(constraint.name), table.name, columns)
