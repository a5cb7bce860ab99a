"""Partnerships in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import (
    ManagerId,
    Organisation,
    OrganisationId,
    Participant,
    ParticipantId,
    Partnership,
    PartnershipId,
    Party,
    PartyId,
    PartyKind,
    Profile,
)
from monitor.services.ports import NewParticipant, NewPartnership
from monitor.storage.tables import (
    OrganisationRow,
    ParticipantRow,
    PartnershipRow,
    PartyRow,
)

Parties = Mapping[int, Sequence[Party]]

_PARTIES = (
    select(PartyRow, OrganisationRow)
    .join(OrganisationRow, OrganisationRow.id == PartyRow.organisation_id)
    .order_by(PartyRow.partnership_id, PartyRow.position)
)
# Asked with every page of the survey: built once.
_ONE = select(PartnershipRow).where(PartnershipRow.id == bindparam("partnership_id"))
# It does not hinder those who store something that refers to the partnership.
_ONE_LOCKED = _ONE.with_for_update(key_share=True)
_PARTIES_OF_ONE = _PARTIES.where(PartyRow.partnership_id == bindparam("partnership_id"))
# The names of partnerships, by name.
NAMES = select(PartnershipRow.id, PartnershipRow.name).order_by(
    func.lower(PartnershipRow.name), PartnershipRow.id
)


class SqlPartnerships:
    """Partnerships with their parties and participants."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, partnership_id: PartnershipId) -> Partnership:
        """Return one partnership; NotFoundError if there is none."""
        return self._read_one(partnership_id, _ONE)

    def lock(self, partnership_id: PartnershipId) -> Partnership:
        """Return one partnership and keep it so until the transaction ends.

        In SQLite a transaction that writes is alone already, and the lock adds nothing.
        """
        return self._read_one(partnership_id, _ONE_LOCKED)

    def list_all(self) -> Sequence[Partnership]:
        """Return all partnerships, by name."""
        parties = _to_parties(self._session.execute(_PARTIES))
        rows = self._session.scalars(select(PartnershipRow)).all()
        # Sorted here, because each database has its own idea of the alphabet.
        ordered = sorted(rows, key=lambda row: (row.name.casefold(), row.id))
        return [_to_partnership(row, parties) for row in ordered]

    def count(self) -> int:
        """Count all partnerships."""
        return self._session.scalars(select(func.count(PartnershipRow.id))).one()

    def has_samples(self) -> bool:
        """Tell whether any partnership is sample data."""
        samples = exists().where(PartnershipRow.is_sample)
        return self._session.scalars(select(samples)).one()

    def has_real(self) -> bool:
        """Tell whether any partnership is none."""
        real = exists().where(~PartnershipRow.is_sample)
        return self._session.scalars(select(real)).one()

    def add_organisation(self, name: str, kind: PartyKind) -> Organisation:
        """Store an organisation."""
        row = OrganisationRow(name=name, kind=kind)
        self._store(row)
        return to_organisation(row)

    def add(self, new: NewPartnership) -> Partnership:
        """Store a partnership with a party for each organisation, in that order."""
        row = PartnershipRow(
            name=new.name,
            phase=new.phase,
            privacy_mode=new.privacy_mode,
            minimum_group=new.minimum_group,
            contact=new.contact,
            is_sample=new.is_sample,
            **_profile_values(new.profile),
        )
        self._store(row)
        parties = [
            PartyRow(partnership_id=row.id, organisation_id=organisation.id, position=position)
            for position, organisation in enumerate(new.organisations, start=1)
        ]
        self._store(*parties)
        stored = [
            Party(PartyId(party.id), organisation)
            for party, organisation in zip(parties, new.organisations, strict=True)
        ]
        return _to_partnership(row, {row.id: stored})

    def add_participant(self, party_id: PartyId, new: NewParticipant) -> Participant:
        """Store a participant."""
        return self.add_participants(party_id, [new])[0]

    def add_participants(
        self, party_id: PartyId, new: Sequence[NewParticipant]
    ) -> Sequence[Participant]:
        """Store many participants of one party at once; return them in the same order."""
        rows = [
            ParticipantRow(
                party_id=party_id,
                name=each.name,
                language=each.language,
                active_from=each.active_from,
                active_until=each.active_until,
                email=each.email,
            )
            for each in new
        ]
        self._store(*rows)
        return [to_participant(row) for row in rows]

    def get_participant(
        self, participant_id: ParticipantId, *, for_update: bool = False
    ) -> Participant:
        """Return one participant; NotFoundError if there is none.

        ``for_update`` keeps others from changing it meanwhile.
        """
        statement = select(ParticipantRow).where(ParticipantRow.id == participant_id)
        if for_update:
            statement = statement.with_for_update(key_share=True)
        row = self._session.scalars(statement).first()
        if row is None:
            raise NotFoundError(f"participant {participant_id}")
        return to_participant(row)

    def save_participant(self, participant: Participant) -> None:
        """Replace what is stored of a participant; the party never changes."""
        names = ("name", "language", "active_from", "active_until", "email")
        mail = ("wants_mail", "mail_failure")
        values = {name: getattr(participant, name) for name in (*names, *mail)}
        statement = update(ParticipantRow).where(ParticipantRow.id == participant.id)
        self._session.connection().execute(statement, values)

    def partnership_of(self, party_id: PartyId) -> PartnershipId:
        """Return the partnership that a party is in; NotFoundError if there is no such party."""
        statement = select(PartyRow.partnership_id).where(PartyRow.id == party_id)
        found = self._session.scalars(statement).first()
        if found is None:
            raise NotFoundError(f"party {party_id}")
        return PartnershipId(found)

    def save(self, partnership: Partnership) -> None:
        """Store the name, phase, contact person and profile of a partnership."""
        values = {
            "name": partnership.name,
            "phase": partnership.phase,
            "contact": partnership.contact,
            **_profile_values(partnership.profile),
        }
        statement = update(PartnershipRow).where(PartnershipRow.id == partnership.id)
        self._session.connection().execute(statement, values)

    def get_organisation(self, organisation_id: OrganisationId) -> Organisation:
        """Return one organisation; NotFoundError if there is none."""
        row = self._session.get(OrganisationRow, organisation_id)
        if row is None:
            raise NotFoundError(f"organisation {organisation_id}")
        return to_organisation(row)

    def list_organisations(self) -> Sequence[Organisation]:
        """Return all organisations, by name."""
        rows = self._session.scalars(select(OrganisationRow)).all()
        ordered = sorted(rows, key=lambda row: (row.name.casefold(), row.id))
        return [to_organisation(row) for row in ordered]

    def save_organisation(self, organisation: Organisation) -> None:
        """Replace what is stored of an organisation."""
        values = {
            "name": organisation.name,
            "kind": organisation.kind,
            "legal_form": organisation.legal_form,
            "founded_year": organisation.founded_year,
        }
        statement = update(OrganisationRow).where(OrganisationRow.id == organisation.id)
        self._session.connection().execute(statement, values)

    def find_names(self, search: str, limit: int) -> Sequence[tuple[PartnershipId, str]]:
        """Return partnerships whose name holds a text, whatever its capitals, by name."""
        matching = holds(PartnershipRow.name, search)
        return read_names(self._session, NAMES.where(matching).limit(limit))

    def ids(self) -> Sequence[PartnershipId]:
        """Return the ids of all partnerships."""
        return [PartnershipId(each) for each in self._session.scalars(select(PartnershipRow.id))]

    def save_privacy(self, partnership: Partnership) -> None:
        """Store the privacy mode and minimum group of a partnership."""
        statement = update(PartnershipRow).where(PartnershipRow.id == partnership.id)
        values = {
            "privacy_mode": partnership.privacy_mode,
            "minimum_group": partnership.minimum_group,
        }
        self._session.connection().execute(statement, values)

    def participants_of(self, partnership_id: PartnershipId) -> Sequence[Participant]:
        """Return everyone who is or was a participant of the partnership, by party and name."""
        statement = (
            select(ParticipantRow, PartyRow.position)
            .join(PartyRow, PartyRow.id == ParticipantRow.party_id)
            .where(PartyRow.partnership_id == partnership_id)
        )
        found = [(position, row) for row, position in self._session.execute(statement)]
        found.sort(key=lambda pair: (pair[0], pair[1].name.casefold(), pair[1].id))
        return [to_participant(row) for _position, row in found]

    def delete(self, partnership_id: PartnershipId) -> None:
        """Delete a partnership with everything of it, and organisations that are in no other."""
        organisations = self._session.scalars(
            select(PartyRow.organisation_id).where(PartyRow.partnership_id == partnership_id)
        ).all()
        statement = delete(PartnershipRow).where(PartnershipRow.id == partnership_id)
        self._session.connection().execute(statement)
        self._delete_unused(organisations)

    def delete_samples(self) -> int:
        """Delete all sample partnerships with everything of theirs; return how many."""
        samples = select(PartnershipRow.id).where(PartnershipRow.is_sample)
        organisations = self._session.scalars(
            select(PartyRow.organisation_id).where(PartyRow.partnership_id.in_(samples)).distinct()
        ).all()
        count = self._session.scalars(select(func.count()).select_from(samples.subquery())).one()
        self._session.execute(
            delete(PartnershipRow).where(PartnershipRow.is_sample),
            execution_options={"synchronize_session": False},
        )
        self._delete_unused(organisations)
        return count

    def _read_one(
        self, partnership_id: PartnershipId, statement: Select[PartnershipRow]
    ) -> Partnership:
        values = {"partnership_id": partnership_id}
        row = self._session.scalars(statement, values).first()
        if row is None:
            raise NotFoundError(f"partnership {partnership_id}")
        return _to_partnership(row, _to_parties(self._session.execute(_PARTIES_OF_ONE, values)))

    def _delete_unused(self, organisation_ids: Sequence[int]) -> None:
        if not organisation_ids:
            return
        statement = delete(OrganisationRow).where(
            OrganisationRow.id == bindparam("unused"),
            ~exists().where(PartyRow.organisation_id == bindparam("unused")),
        )
        self._session.connection().execute(
            statement, [{"unused": organisation_id} for organisation_id in organisation_ids]
        )

    def _store(self, *rows: OrganisationRow | PartnershipRow | PartyRow | ParticipantRow) -> None:
        self._session.add_all(rows)
        self._session.flush()


def read_names(
    session: Session, statement: Select[int, str]
) -> Sequence[tuple[PartnershipId, str]]:
    """Return what a statement made of :data:`NAMES` finds."""
    return [(PartnershipId(found), name) for found, name in session.execute(statement)]


def holds(column: InstrumentedAttribute[str], search: str) -> ColumnElement[bool]:
    """Return the condition that a column holds a text, whatever its capitals."""
    return func.lower(column).contains(search.lower(), autoescape=True)


def to_participant(row: ParticipantRow) -> Participant:
    """Return the participant that a row holds."""
    return Participant(
        id=ParticipantId(row.id),
        party_id=PartyId(row.party_id),
        name=row.name,
        language=row.language,
        active_from=row.active_from,
        active_until=row.active_until,
        email=row.email,
        wants_mail=row.wants_mail,
        mail_failure=row.mail_failure,
    )


def to_organisation(row: OrganisationRow) -> Organisation:
    """Return the organisation that a row holds."""
    return Organisation(
        OrganisationId(row.id), row.name, row.kind, row.legal_form, row.founded_year
    )


def _to_parties(rows: Iterable[tuple[PartyRow, OrganisationRow]]) -> Parties:
    parties: dict[int, list[Party]] = defaultdict(list)
    for party, organisation in rows:
        parties[party.partnership_id].append(
            Party(PartyId(party.id), to_organisation(organisation))
        )
    return parties


def _to_partnership(row: PartnershipRow, parties: Parties) -> Partnership:
    return Partnership(
        id=PartnershipId(row.id),
        name=row.name,
        phase=row.phase,
        privacy_mode=row.privacy_mode,
        parties=tuple(parties.get(row.id, ())),
        minimum_group=row.minimum_group,
        contact=row.contact,
        is_sample=row.is_sample,
        profile=_to_profile(row),
    )


def _profile_values(profile: Profile) -> dict[str, Any]:
    return {each.name: getattr(profile, each.name) for each in fields(Profile)}


def _to_profile(row: PartnershipRow) -> Profile:
    return Profile(
        manager_id=None if row.manager_id is None else ManagerId(row.manager_id),
        stand_in=row.stand_in,
        answer_days=row.answer_days,
        character=row.character,
        next_meeting_on=row.next_meeting_on,
        next_meeting_changes=row.next_meeting_changes,
        ended_on=row.ended_on,
        has_mirror=row.has_mirror,
        asks_load=row.asks_load,
    )
