"""Sets of variances in the database."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from monitor.domain.variance_set import Adoption, VarianceSet
from monitor.storage.contents import read_estimates, write_estimates
from monitor.storage.tables import VarianceAdoptionRow, VarianceSetRow


class SqlVarianceSets:
    """The variances that the installation estimated itself, and which judge its rounds."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, variance_set: VarianceSet) -> None:
        """Store a set."""
        values = {
            "version": variance_set.version,
            "made_at": variance_set.made_at,
            "content": write_estimates(variance_set.estimates),
        }
        self._session.connection().execute(insert(VarianceSetRow), values)

    def list_all(self) -> Sequence[VarianceSet]:
        """Return all sets, oldest first."""
        statement = select(VarianceSetRow).order_by(VarianceSetRow.made_at, VarianceSetRow.version)
        return [
            VarianceSet(row.version, row.made_at, read_estimates(row.content))
            for row in self._session.scalars(statement)
        ]

    def adopt(self, adoption: Adoption) -> None:
        """Let a version judge the rounds that close from now on."""
        values = {
            "version": adoption.version,
            "adopted_at": adoption.adopted_at,
            "adopted_by": adoption.adopted_by,
        }
        self._session.connection().execute(insert(VarianceAdoptionRow), values)

    def adoptions(self) -> Sequence[Adoption]:
        """Return what was taken over, oldest first: the last one holds."""
        statement = select(VarianceAdoptionRow).order_by(VarianceAdoptionRow.id)
        return [
            Adoption(row.version, row.adopted_at, row.adopted_by)
            for row in self._session.scalars(statement)
        ]
