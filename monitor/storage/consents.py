"""What parties said about privacy, in the database."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartnershipId, PartyId
from monitor.domain.privacy_agreement import Consent
from monitor.storage.tables import ConsentRow, PartyRow
from monitor.storage.upsert import replace_row


class SqlConsents:
    """What each party said about the privacy of its partnership (the newest word holds)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, consent: Consent) -> None:
        """Store the consent of a party, in place of its earlier one."""
        values = {
            "party_id": consent.party_id,
            "privacy_mode": consent.privacy_mode,
            "minimum_group": consent.minimum_group,
            "given_by": consent.given_by,
            "given_on": consent.given_on,
        }
        replace_row(self._session, ConsentRow, values)

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Consent]:
        """Return the consents of a partnership, in the order of its parties."""
        statement = (
            select(ConsentRow)
            .join(PartyRow, PartyRow.id == ConsentRow.party_id)
            .where(PartyRow.partnership_id == partnership_id)
            .order_by(PartyRow.position)
        )
        return [_to_consent(row) for row in self._session.scalars(statement)]


def _to_consent(row: ConsentRow) -> Consent:
    return Consent(
        party_id=PartyId(row.party_id),
        privacy_mode=row.privacy_mode,
        minimum_group=row.minimum_group,
        given_by=row.given_by,
        given_on=row.given_on,
    )
