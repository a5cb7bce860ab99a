"""What rounds ask about agreements, in the database."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import PartyId
from monitor.domain.register.record import RecordId
from monitor.domain.round import RoundId
from monitor.storage.tables import AskedAgreementRow
from monitor.storage.upsert import insert_many

# Asked with every page of the survey: built once.
_OF_ROUND = (
    select(AskedAgreementRow)
    .where(AskedAgreementRow.round_id == bindparam("round_id"))
    .order_by(AskedAgreementRow.place)
)


class SqlAskedAgreements:
    """Which agreements a round asks about, fixed when it opens."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, round_id: RoundId, asked: Sequence[AskedAgreement]) -> None:
        """Store what a round asks about, in this order."""
        rows = [
            {
                "round_id": round_id,
                "place": place,
                "record_id": each.agreement_id,
                "owner_id": each.owner,
                "text": each.text,
            }
            for place, each in enumerate(asked, start=1)
        ]
        insert_many(self._session, AskedAgreementRow, rows)

    def list_of(self, round_id: RoundId) -> Sequence[AskedAgreement]:
        """Return what a round asks about, in order."""
        rows = self._session.scalars(_OF_ROUND, {"round_id": round_id})
        return [
            AskedAgreement(RecordId(row.record_id), PartyId(row.owner_id), row.text) for row in rows
        ]
