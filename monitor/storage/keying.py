"""Adds to every statement in which workspace it works, so that no query can forget it.

A connection says in its options in which workspace it works, and which partnerships somebody with
a limited scope may see. One without is that of the product itself: it looks through all of them,
to find out to which workspace a link or a sign-in belongs. PostgreSQL is told the same, and keeps
to it by row-level security whatever a statement says (ADR 0024).
"""

import functools
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Delete, Engine, Executable, SelectBase, Update, event
from sqlalchemy.orm import InstrumentedAttribute, with_loader_criteria

from monitor.domain.access.account import WorkspaceId
from monitor.domain.partnership import PartnershipId
from monitor.storage.tables.base import WORKSPACE, Keyed, OfPartnership, Table
from monitor.storage.tables.checkins import PartnershipRow

# What PostgreSQL's policies read; ALL lets the product look through all workspaces.
SETTING = "monitor.workspace"
ALL = "all"
_PARTNERSHIPS = "partnerships"
_READING_OR_CHANGING = SelectBase | Update | Delete
_known: MutableMapping[Executable, dict[int, Executable]] = WeakKeyDictionary()


def keep_to_workspace(engine: Engine) -> None:
    """Let an engine add to its statements what its options say."""
    event.listen(engine, "before_execute", _add_criteria, retval=True)


def work_in(
    engine: Engine, workspace_id: WorkspaceId, partnerships: Collection[PartnershipId] | None
) -> Engine:
    """Return the same engine at work in a workspace; ``partnerships``: None for all of it."""
    options: dict[str, Any] = {WORKSPACE: workspace_id}
    if partnerships is not None:
        options[_PARTNERSHIPS] = tuple(sorted(partnerships))
    return engine.execution_options(**options)


def workspace_of(options: Mapping[str, Any]) -> str:
    """Return what PostgreSQL is told for a connection with these options."""
    return str(options.get(WORKSPACE, ALL))


def _add_criteria(
    _connection: Connection,
    statement: Executable,
    several: Sequence[Any],
    values: Mapping[str, Any],
    options: Mapping[str, Any],
) -> tuple[Executable, Sequence[Any], Mapping[str, Any]]:
    if isinstance(statement, _READING_OR_CHANGING) and WORKSPACE in options:
        statement = _within(statement, options[WORKSPACE], options.get(_PARTNERSHIPS))
    return statement, several, values


def _within(
    statement: Executable, workspace: int, partnerships: tuple[int, ...] | None
) -> Executable:
    kept = _in_workspace(statement, workspace)
    if partnerships is None:
        return kept
    of_partnership: list[tuple[type[Table], InstrumentedAttribute[int]]]
    of_partnership = [(PartnershipRow, PartnershipRow.id), *_columns_of_partnerships()]
    return kept.options(
        *(
            with_loader_criteria(table, column.in_(partnerships), include_aliases=True)
            for table, column in of_partnership
        )
    )


def _in_workspace(statement: Executable, workspace: int) -> Executable:
    """Return a statement that keeps to a workspace: the same one again for the same statement.

    To make it anew takes as long as to run it. Those that are built once are asked all the time;
    of all others nothing is kept.
    """
    known = _known.setdefault(statement, {})
    if workspace not in known:
        known[workspace] = statement.options(
            with_loader_criteria(
                Keyed, lambda table: table.workspace_id == workspace, include_aliases=True
            )
        )
    return known[workspace]


@functools.cache
def _columns_of_partnerships() -> Sequence[tuple[type[Table], InstrumentedAttribute[int]]]:
    tables: list[Any] = [mapper.class_ for mapper in Table.registry.mappers]
    return [(table, table.partnership_id) for table in tables if issubclass(table, OfPartnership)]
