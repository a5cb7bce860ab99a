"""How often links were asked for that do not exist, in the database."""

from collections.abc import Set

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitor.storage.tables import MissRow
from monitor.storage.upsert import insert_for


class SqlMisses:
    """How often links were asked for that do not exist, by address and minute."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, address: str, minute: int) -> None:
        """Count one more."""
        statement = insert_for(self._session, MissRow).on_conflict_do_update(
            index_elements=["address", "minute"], set_={"count": MissRow.count + 1}
        )
        values = {"address": address, "minute": minute, "count": 1}
        self._session.connection().execute(statement, values)

    def count(self, address: str, minute: int) -> int:
        """Return how many there were in a minute."""
        statement = select(MissRow.count).where(
            MissRow.address == address, MissRow.minute == minute
        )
        return self._session.scalar(statement) or 0

    def reached(self, least: int, minute: int) -> Set[str]:
        """Return the addresses that had so many or more in a minute."""
        statement = select(MissRow.address).where(MissRow.minute == minute, MissRow.count >= least)
        return frozenset(self._session.scalars(statement))

    def forget(self, before: int) -> None:
        """Delete all from before a minute."""
        self._session.connection().execute(delete(MissRow).where(MissRow.minute < before))
