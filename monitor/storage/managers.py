"""Relationship managers in the database."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId
from monitor.services.register_ports import NewManager
from monitor.storage.tables import ManagerRow, PartnershipRow


class SqlManagers:
    """Relationship managers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewManager) -> Manager:
        """Store a manager."""
        row = ManagerRow(**asdict(new))
        self._session.add(row)
        self._session.flush()
        return _to_manager(row)

    def get(self, manager_id: ManagerId) -> Manager:
        """Return one manager; NotFoundError if there is none."""
        row = self._session.get(ManagerRow, manager_id)
        if row is None:
            raise NotFoundError(f"manager {manager_id}")
        return _to_manager(row)

    def list_all(self) -> Sequence[Manager]:
        """Return all managers, by name."""
        rows = self._session.scalars(select(ManagerRow)).all()
        return [_to_manager(row) for row in sorted(rows, key=lambda each: each.name.casefold())]

    def save(self, manager: Manager) -> None:
        """Replace what is stored of a manager."""
        values = asdict(manager)
        del values["id"]
        statement = update(ManagerRow).where(ManagerRow.id == manager.id)
        self._session.connection().execute(statement, values)

    def delete(self, manager_id: ManagerId) -> None:
        """Delete a manager; the partnerships are without one from then on."""
        # SQLite does so by itself; in PostgreSQL no reference that holds the workspace can.
        theirs = update(PartnershipRow).where(PartnershipRow.manager_id == manager_id)
        connection = self._session.connection()
        connection.execute(theirs.values(manager_id=None))
        connection.execute(delete(ManagerRow).where(ManagerRow.id == manager_id))


def _to_manager(row: ManagerRow) -> Manager:
    return Manager(
        id=ManagerId(row.id),
        name=row.name,
        language=row.language,
        email=row.email,
        wants_digest=row.wants_digest,
    )
