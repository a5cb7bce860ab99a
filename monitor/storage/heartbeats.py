"""When something last worked, in the database."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.storage.tables import HeartbeatRow
from monitor.storage.upsert import replace_row


class SqlHeartbeats:
    """When something last worked: that the database can be written to, that the worker ran."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def beat(self, name: str, at: datetime) -> None:
        """Store that it works now."""
        replace_row(self._session, HeartbeatRow, {"name": name, "at": at})

    def last(self, name: str) -> datetime | None:
        """Return when it last worked, or None."""
        return self._session.scalars(
            select(HeartbeatRow.at).where(HeartbeatRow.name == name)
        ).first()
