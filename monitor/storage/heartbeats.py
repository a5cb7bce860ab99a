"""When something last worked, in the database."""

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from monitor.storage.tables import HeartbeatRow
from monitor.storage.upsert import replace_row

# What does not fit in so little memory is written to the disk of the server, for a moment: a
# megabyte. A heartbeat itself has its place there already, and is stored on a full disk as well.
_LITTLE_MEMORY = text("SELECT set_config('work_mem', '64kB', true)")
_TAKE_ROOM = text("SELECT count(*) FROM generate_series(1, 60000)")


class SqlHeartbeats:
    """When something last worked: that the database can be written to, that the worker ran."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def beat(self, name: str, at: datetime) -> None:
        """Store that it works now."""
        replace_row(self._session, HeartbeatRow, {"name": name, "at": at})

    def take_room(self) -> None:
        """Write something new to the disk of PostgreSQL, which keeps nothing of it.

        SQLite has its log to write to, which takes room for whatever is stored.
        """
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(_LITTLE_MEMORY)
            self._session.execute(_TAKE_ROOM)

    def last(self, name: str) -> datetime | None:
        """Return when it last worked, or None."""
        return self._session.scalars(
            select(HeartbeatRow.at).where(HeartbeatRow.name == name)
        ).first()
