"""Looking things up in the register, and tidying it, in the database."""

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from monitor.domain.partnership import (
    ManagerId,
    Organisation,
    OrganisationId,
    ParticipantId,
    PartnershipId,
    Party,
    PartyId,
)
from monitor.services.directory_ports import PartnershipLine
from monitor.storage.partnerships import NAMES, holds, read_names, to_organisation
from monitor.storage.tables import (
    InvitationRow,
    OrganisationRow,
    ParticipantRow,
    PartnershipRow,
    PartyRow,
    RoundRow,
)


class SqlDirectory:
    """Who is in the register, what hangs on it, and what may be taken out of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find_lines(self, search: str, limit: int) -> Sequence[PartnershipLine]:
        """Return partnerships whose name holds a text, whatever its capitals, by name."""
        statement = (
            select(
                PartnershipRow.id,
                PartnershipRow.name,
                PartnershipRow.phase,
                PartnershipRow.manager_id,
                PartnershipRow.ended_on,
            )
            .where(holds(PartnershipRow.name, search))
            .order_by(func.lower(PartnershipRow.name), PartnershipRow.id)
            .limit(limit)
        )
        return [
            PartnershipLine(
                PartnershipId(found),
                name,
                phase,
                None if manager_id is None else ManagerId(manager_id),
                ended_on,
            )
            for found, name, phase, manager_id, ended_on in self._session.execute(statement)
        ]

    def add_party(self, partnership_id: PartnershipId, organisation: Organisation) -> Party:
        """Store a further party of a partnership, after those it has."""
        last = select(func.max(PartyRow.position)).where(PartyRow.partnership_id == partnership_id)
        row = PartyRow(
            partnership_id=partnership_id,
            organisation_id=organisation.id,
            position=(self._session.scalars(last).one() or 0) + 1,
        )
        self._session.add(row)
        self._session.flush()
        return Party(PartyId(row.id), organisation)

    def delete_party(self, party_id: PartyId) -> None:
        """Delete a party with its people; only of one nobody of which was ever invited."""
        self._session.connection().execute(delete(PartyRow).where(PartyRow.id == party_id))

    def invited_parties(self, partnership_id: PartnershipId) -> Set[PartyId]:
        """Return the parties of which somebody was ever invited to a round."""
        statement = (
            select(ParticipantRow.party_id)
            .join(InvitationRow, InvitationRow.participant_id == ParticipantRow.id)
            .join(PartyRow, PartyRow.id == ParticipantRow.party_id)
            .where(PartyRow.partnership_id == partnership_id)
            .distinct()
        )
        return {PartyId(each) for each in self._session.scalars(statement)}

    def find_organisations(self, search: str, limit: int) -> Sequence[Organisation]:
        """Return organisations whose name holds a text, whatever its capitals, by name."""
        statement = (
            select(OrganisationRow)
            .where(holds(OrganisationRow.name, search))
            .order_by(func.lower(OrganisationRow.name), OrganisationRow.id)
            .limit(limit)
        )
        return [to_organisation(row) for row in self._session.scalars(statement)]

    def partnerships_with(
        self, organisation_id: OrganisationId
    ) -> Sequence[tuple[PartnershipId, str]]:
        """Return the partnerships that an organisation is a party of, by name."""
        parties = select(PartyRow.partnership_id).where(PartyRow.organisation_id == organisation_id)
        return read_names(self._session, NAMES.where(PartnershipRow.id.in_(parties)))

    def has_rounds(self, organisation_id: OrganisationId) -> bool:
        """Tell whether a partnership of an organisation ever had a round."""
        rounds = select(RoundRow.id).join(
            PartyRow, PartyRow.partnership_id == RoundRow.partnership_id
        )
        found = rounds.where(PartyRow.organisation_id == organisation_id).limit(1)
        return self._session.scalars(found).first() is not None

    def count_managed(self) -> Mapping[ManagerId, int]:
        """Count the partnerships of each manager; without those who have none."""
        statement = (
            select(PartnershipRow.manager_id, func.count())
            .where(PartnershipRow.manager_id.is_not(None))
            .group_by(PartnershipRow.manager_id)
        )
        counted = self._session.execute(statement)
        return {ManagerId(found): count for found, count in counted if found is not None}

    def managed_by(self, manager_id: ManagerId) -> Sequence[tuple[PartnershipId, str]]:
        """Return the partnerships of a manager, by name."""
        return read_names(self._session, NAMES.where(PartnershipRow.manager_id == manager_id))

    def set_manager(
        self, partnership_ids: Sequence[PartnershipId], manager_id: ManagerId | None
    ) -> None:
        """Give partnerships a manager, or none."""
        statement = update(PartnershipRow).where(PartnershipRow.id.in_(partnership_ids))
        self._session.connection().execute(statement, {"manager_id": manager_id})

    def invited_participants(self, participant_ids: Sequence[ParticipantId]) -> Set[ParticipantId]:
        """Return who of these people was ever invited to a round."""
        statement = select(InvitationRow.participant_id).where(
            InvitationRow.participant_id.in_(participant_ids)
        )
        return {ParticipantId(each) for each in self._session.scalars(statement)}

    def delete_participants(self, participant_ids: Sequence[ParticipantId]) -> None:
        """Delete people; only those who were never invited."""
        statement = delete(ParticipantRow).where(ParticipantRow.id.in_(participant_ids))
        self._session.connection().execute(statement)
