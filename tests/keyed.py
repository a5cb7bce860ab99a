"""Watches every statement of a test: each that meets a table of a workspace names the workspace."""

import functools
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from monitor.storage.tables import Keyed, Table
from monitor.storage.tables.base import WORKSPACE

KEYED = frozenset(
    str(mapper.local_table) for mapper in Table.registry.mappers if issubclass(mapper.class_, Keyed)
)
_MEETS = re.compile(
    rf"(?:FROM|JOIN|INTO|UPDATE|,)\s+(?:{'|'.join(sorted(KEYED, key=len, reverse=True))})\b(?!\.)"
)


class UnkeyedStatementError(AssertionError):
    """A statement at work in a workspace did not say in which."""


@contextmanager
def watch_statements() -> Iterator[deque[str]]:
    """Return the last statements that are executed meanwhile; one without a workspace fails."""
    seen: deque[str] = deque(maxlen=100)

    def look(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)
        if WORKSPACE in connection.get_execution_options() and not _is_keyed(statement):
            raise UnkeyedStatementError(statement)

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", look)


@functools.lru_cache(maxsize=5000)
def _is_keyed(statement: str) -> bool:
    """Tell whether each table of a workspace in a statement comes with a condition on it."""
    return statement.count("workspace_id") >= len(_MEETS.findall(statement))
