"""How much waits and when things last worked, over all workspaces together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select, text

from monitor.domain.mail import LetterState
from monitor.storage.engine import for_reading
from monitor.storage.tables import DigestRow, HeartbeatRow, LetterRow

_PASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


@dataclass(frozen=True, slots=True)
class StoredState:
    """What the database knows: letters and digests by state, and when each thing last worked."""

    letters: Mapping[str, int]
    digests: Mapping[str, int]
    worked_at: Mapping[str, datetime]


def read_stored_state(engine: Engine) -> StoredState:
    """Look through all workspaces."""
    with for_reading(engine).connect() as connection:
        return StoredState(
            letters=_count_by_state(connection, LetterRow),
            digests=_count_by_state(connection, DigestRow),
            worked_at=dict(
                connection.execute(
                    select(HeartbeatRow.name, func.max(HeartbeatRow.at)).group_by(HeartbeatRow.name)
                ).all()
            ),
        )


def read_clock(engine: Engine) -> datetime | None:
    """Return what time it is where PostgreSQL runs; None: SQLite has no clock of its own."""
    if engine.dialect.name == "sqlite":
        return None
    with for_reading(engine).connect() as connection:
        return connection.scalar(select(func.clock_timestamp()))


def passes_policies(engine: Engine) -> bool | None:
    """Tell whether PostgreSQL lets us past row-level security; None: SQLite has no such thing."""
    if engine.dialect.name == "sqlite":
        return None
    with for_reading(engine).connect() as connection:
        return bool(connection.scalar(text(_PASSES)))


def _count_by_state(
    connection: Connection, table: type[LetterRow] | type[DigestRow]
) -> Mapping[str, int]:
    found = connection.execute(select(table.state, func.count()).group_by(table.state))
    none = dict.fromkeys(LetterState, 0)
    return {state.value: count for state, count in (none | dict(found.all())).items()}
