"""Rhythms and planned rounds in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId
from monitor.domain.planning import Period, PlannedRound, PlannedRoundId, Rhythm
from monitor.services.planning_ports import NewPlannedRound
from monitor.storage.tables import PlannedRoundRow, RhythmRow
from monitor.storage.upsert import insert_for, replace_row

_EARLIEST_FIRST = (PlannedRoundRow.opens_at, PlannedRoundRow.id)


class SqlPlans:
    """Rhythms and rounds that have not opened yet."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_rhythm(self, partnership_id: PartnershipId) -> Rhythm | None:
        """Return the rhythm of a partnership, or None."""
        row = self._session.get(RhythmRow, partnership_id)
        return None if row is None else _to_rhythm(row)

    def rhythms_to_plan(self) -> Sequence[Rhythm]:
        """Return the rhythms of which no round is planned."""
        is_planned = exists().where(
            PlannedRoundRow.partnership_id == RhythmRow.partnership_id, ~PlannedRoundRow.is_extra
        )
        statement = select(RhythmRow).where(~is_planned).order_by(RhythmRow.partnership_id)
        return [_to_rhythm(row) for row in self._session.scalars(statement)]

    def save_rhythm(self, rhythm: Rhythm) -> None:
        """Store the rhythm of a partnership, in place of its earlier one."""
        values = {
            "partnership_id": rhythm.partnership_id,
            "next_on": rhythm.next_on,
            "day": rhythm.day,
            "months": rhythm.months,
            "open_days": rhythm.open_days,
        }
        replace_row(self._session, RhythmRow, values)

    def delete_rhythm(self, partnership_id: PartnershipId) -> None:
        """Delete the rhythm of a partnership; its planned rounds stay."""
        self._session.connection().execute(
            delete(RhythmRow).where(RhythmRow.partnership_id == partnership_id)
        )

    def add(self, new: NewPlannedRound) -> PlannedRound:
        """Store a planned round."""
        values = {"partnership_id": new.partnership_id, **_to_values(new)}
        statement = insert_for(self._session, PlannedRoundRow).returning(PlannedRoundRow.id)
        new_id = self._session.connection().execute(statement, values).scalar_one()
        return PlannedRound(
            PlannedRoundId(new_id), new.partnership_id, new.period, new.is_light, new.is_extra
        )

    def get(self, planned_id: PlannedRoundId) -> PlannedRound:
        """Return one planned round; NotFoundError if there is none (any more)."""
        found = self._read(select(PlannedRoundRow).where(PlannedRoundRow.id == planned_id))
        if not found:
            raise NotFoundError(f"planned round {planned_id}")
        return found[0]

    def list_of(self, partnership_id: PartnershipId) -> Sequence[PlannedRound]:
        """Return the planned rounds of a partnership, the earliest first."""
        statement = select(PlannedRoundRow).where(PlannedRoundRow.partnership_id == partnership_id)
        return self._read(statement.order_by(*_EARLIEST_FIRST))

    def list_due(self, now: datetime) -> Sequence[PlannedRound]:
        """Return all planned rounds that should be open by now, the earliest first."""
        statement = select(PlannedRoundRow).where(PlannedRoundRow.opens_at <= now)
        return self._read(statement.order_by(*_EARLIEST_FIRST))

    def save(self, planned: PlannedRound) -> None:
        """Replace a planned round."""
        statement = update(PlannedRoundRow).where(PlannedRoundRow.id == planned.id)
        self._session.connection().execute(statement, _to_values(planned))

    def delete(self, planned_id: PlannedRoundId) -> bool:
        """Delete a planned round; tell whether it was still there. Only one of many succeeds."""
        statement = (
            delete(PlannedRoundRow)
            .where(PlannedRoundRow.id == planned_id)
            .returning(PlannedRoundRow.id)
        )
        return self._session.connection().execute(statement).first() is not None

    def _read(self, statement: Select[PlannedRoundRow]) -> Sequence[PlannedRound]:
        return [_to_planned(row) for row in self._session.scalars(statement)]


def _to_values(planned: NewPlannedRound | PlannedRound) -> dict[str, Any]:
    return {
        "opens_at": planned.period.opens_at,
        "closes_at": planned.period.closes_at,
        "is_light": planned.is_light,
        "is_extra": planned.is_extra,
    }


def _to_planned(row: PlannedRoundRow) -> PlannedRound:
    return PlannedRound(
        id=PlannedRoundId(row.id),
        partnership_id=PartnershipId(row.partnership_id),
        period=Period(row.opens_at, row.closes_at),
        is_light=row.is_light,
        is_extra=row.is_extra,
    )


def _to_rhythm(row: RhythmRow) -> Rhythm:
    return Rhythm(
        partnership_id=PartnershipId(row.partnership_id),
        next_on=row.next_on,
        day=row.day,
        months=row.months,
        open_days=row.open_days,
    )
