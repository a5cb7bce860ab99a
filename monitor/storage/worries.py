"""Flags with a life, in the database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError
from monitor.domain.flags.worry import Worry, WorryId
from monitor.domain.partnership import ManagerId, PartnershipId
from monitor.storage.tables import PartnershipRow, WorryRow

_WORRY = TypeAdapter(Worry)


class SqlWorries:
    """Flags with a life."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, worry: Worry) -> Worry:
        """Store a worry; its id is given anew."""
        row = WorryRow(**_to_values(worry))
        self._session.add(row)
        self._session.flush()
        return replace(worry, id=WorryId(row.id))

    def add_many(self, worries: Sequence[Worry]) -> None:
        """Store many worries at once; their ids are given anew."""
        self._session.add_all([WorryRow(**_to_values(each)) for each in worries])
        self._session.flush()

    def get(self, worry_id: WorryId) -> Worry:
        """Return one worry; NotFoundError if there is none."""
        found = self._read(select(WorryRow).where(WorryRow.id == worry_id))
        if not found:
            raise NotFoundError(f"worry {worry_id}")
        return found[0]

    def save(self, worry: Worry) -> None:
        """Replace what is stored of a worry."""
        statement = update(WorryRow).where(WorryRow.id == worry.id)
        self._session.connection().execute(statement, _to_values(worry))

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Worry]:
        """Return all worries of a partnership, also closed ones, oldest first."""
        statement = select(WorryRow).where(WorryRow.partnership_id == partnership_id)
        return self._read(statement.order_by(WorryRow.id))

    def changed_since(self, manager_id: ManagerId, since: datetime) -> Sequence[Worry]:
        """Return the worries of a manager's partnerships that changed at or after a moment."""
        statement = (
            select(WorryRow)
            .join(PartnershipRow, PartnershipRow.id == WorryRow.partnership_id)
            .where(PartnershipRow.manager_id == manager_id, WorryRow.changed_at >= since)
            .order_by(WorryRow.partnership_id, WorryRow.id)
        )
        return self._read(statement)

    def _read(self, statement: Select[WorryRow]) -> Sequence[Worry]:
        return [_to_worry(row) for row in self._session.scalars(statement)]


def _to_values(worry: Worry) -> dict[str, Any]:
    return {
        "partnership_id": worry.partnership_id,
        "changed_at": worry.changed_at,
        "content": _WORRY.dump_python(worry, mode="json"),
    }


def _to_worry(row: WorryRow) -> Worry:
    return replace(_WORRY.validate_python(row.content), id=WorryId(row.id))
