"""Rounds and invitations in the database."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.orm import Session, aliased

from monitor.domain.errors import NotFoundError, RoundAlreadyOpenError
from monitor.domain.links import TokenHash
from monitor.domain.partnership import Participant, ParticipantId, PartnershipId, PartyId
from monitor.domain.round import Invitation, InvitationId, Round, RoundId
from monitor.services.ports import InvitedPerson, NewInvitation, NewRound
from monitor.storage.partnerships import to_participant
from monitor.storage.tables import InvitationRow, ParticipantRow, PartyRow, RoundRow
from monitor.storage.upsert import insert_for, insert_many, key_of

# The party is the participant's: kept once, so that the two can never differ.
_INVITATIONS = select(InvitationRow, ParticipantRow.party_id).join(
    ParticipantRow, ParticipantRow.id == InvitationRow.participant_id
)
_Other = aliased(InvitationRow)
_OtherParticipant = aliased(ParticipantRow)
_INVITED_TOGETHER = (
    select(func.count(_Other.id))
    .join(_OtherParticipant, _OtherParticipant.id == _Other.participant_id)
    .where(
        _Other.round_id == InvitationRow.round_id,
        _OtherParticipant.party_id == ParticipantRow.party_id,
    )
    .scalar_subquery()
)
# Asked for with every page of the survey: built once, and everything in one statement.
_INVITED = (
    select(InvitationRow, ParticipantRow, RoundRow, _INVITED_TOGETHER)
    .join(ParticipantRow, ParticipantRow.id == InvitationRow.participant_id)
    .join(RoundRow, RoundRow.id == InvitationRow.round_id)
    .where(InvitationRow.token_hash == bindparam("token_hash"))
)
_ROUND = select(RoundRow).where(RoundRow.id == bindparam("round_id"))
_LOCKED = _ROUND.with_for_update()
_SHARED = _ROUND.with_for_update(read=True)
_SHARED_BY_TOKEN = (
    select(RoundRow.id)
    .where(
        RoundRow.id
        == select(InvitationRow.round_id)
        .where(InvitationRow.token_hash == bindparam("token_hash"))
        .scalar_subquery()
    )
    .with_for_update(read=True)
)


class SqlRounds:
    """Rounds and their invitations."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, round_id: RoundId) -> Round:
        """Return one round; NotFoundError if there is none."""
        return self._read_one(round_id, _ROUND)

    def lock(self, round_id: RoundId, *, exclusively: bool) -> Round:
        """Return one round as it is now and keep it so until the transaction ends.

        Savers of answers share the lock, closing takes it exclusively. In SQLite a transaction
        that writes is alone already, and the lock adds nothing.
        """
        return self._read_one(round_id, _LOCKED if exclusively else _SHARED)

    def list_of(self, partnership_id: PartnershipId) -> Sequence[Round]:
        """Return the rounds of a partnership, oldest first."""
        statement = (
            select(RoundRow)
            .where(RoundRow.partnership_id == partnership_id)
            .order_by(RoundRow.sequence)
        )
        return [_to_round(row) for row in self._session.scalars(statement)]

    def list_unclosed(self) -> Sequence[Round]:
        """Return all rounds that are not final yet."""
        statement = select(RoundRow).where(RoundRow.closed_at.is_(None)).order_by(RoundRow.id)
        return [_to_round(row) for row in self._session.scalars(statement)]

    def add(self, new: NewRound) -> Round:
        """Store a round; RoundAlreadyOpenError if someone else has just stored this one."""
        values: dict[str, Any] = {field.name: getattr(new, field.name) for field in fields(new)}
        key = key_of(self._session, RoundRow, ["partnership_id", "sequence"])
        statement = (
            insert_for(self._session, RoundRow)
            .on_conflict_do_nothing(index_elements=key)
            .returning(RoundRow.id)
        )
        new_id = self._session.connection().execute(statement, values).scalar()
        if new_id is None:
            raise RoundAlreadyOpenError(f"round {new.sequence} of {new.partnership_id}")
        return Round(id=RoundId(new_id), **values)

    def set_closed(self, round_id: RoundId, closed_at: datetime) -> None:
        """Make a round final."""
        statement = update(RoundRow).where(RoundRow.id == round_id)
        self._session.connection().execute(statement, {"closed_at": closed_at})

    def save_privacy(self, round_: Round) -> None:
        """Store the privacy mode and minimum group of a round that nobody has answered."""
        statement = update(RoundRow).where(RoundRow.id == round_.id)
        values = {"privacy_mode": round_.privacy_mode, "minimum_group": round_.minimum_group}
        self._session.connection().execute(statement, values)

    def add_invitations(self, round_id: RoundId, invited: Sequence[NewInvitation]) -> None:
        """Store the invitations of a round."""
        rows = [
            {
                "round_id": round_id,
                "participant_id": invitation.participant.id,
                "nonce": invitation.nonce,
                "token_hash": invitation.token_hash,
            }
            for invitation in invited
        ]
        insert_many(self._session, InvitationRow, rows)

    def find_invited(
        self, token_hash: TokenHash, *, keep_open: bool = False
    ) -> InvitedPerson | None:
        """Return the invitation with this token, and what belongs to it, or None.

        ``keep_open``: takes the lock of :meth:`lock` that savers of answers share, first. What is
        looked up after it is what holds: a link may have been replaced while it was waited for.
        """
        if keep_open and not self._is_alone:
            self._session.connection().execute(_SHARED_BY_TOKEN, {"token_hash": token_hash})
        found = self._session.execute(_INVITED, {"token_hash": token_hash}).first()
        if found is None:
            return None
        invitation, participant, round_, invited = found
        return InvitedPerson(
            _to_invitation(invitation, participant.party_id),
            to_participant(participant),
            _to_round(round_),
            invited,
        )

    def list_asked(self) -> Sequence[tuple[RoundId, PartyId]]:
        """Return every party of every round that is not final yet."""
        statement = (
            select(RoundRow.id, PartyRow.id)
            .join(PartyRow, PartyRow.partnership_id == RoundRow.partnership_id)
            .where(RoundRow.closed_at.is_(None))
            .order_by(RoundRow.id, PartyRow.position)
        )
        return [
            (RoundId(round_id), PartyId(party_id))
            for round_id, party_id in self._session.execute(statement)
        ]

    def get_invitation(self, invitation_id: InvitationId) -> Invitation:
        """Return one invitation; NotFoundError if there is none."""
        found = self._session.execute(_INVITATIONS.where(InvitationRow.id == invitation_id)).first()
        if found is None:
            raise NotFoundError(f"invitation {invitation_id}")
        return _to_invitation(*found)

    def invitations_of(self, round_id: RoundId) -> Sequence[Invitation]:
        """Return the invitations of a round."""
        statement = _INVITATIONS.where(InvitationRow.round_id == round_id).order_by(
            InvitationRow.id
        )
        return [_to_invitation(*found) for found in self._session.execute(statement)]

    def replace_link(self, invitation: Invitation, token_hash: TokenHash) -> None:
        """Store an invitation's new nonce, token and whether it is withdrawn."""
        statement = update(InvitationRow).where(InvitationRow.id == invitation.id)
        values = {
            "nonce": invitation.nonce,
            "token_hash": token_hash,
            "is_withdrawn": invitation.is_withdrawn,
        }
        self._session.connection().execute(statement, values)

    def participant_of(self, invitation: Invitation) -> Participant:
        """Return the invited person."""
        statement = select(ParticipantRow).where(ParticipantRow.id == invitation.participant_id)
        return to_participant(self._session.scalars(statement).one())

    @property
    def _is_alone(self) -> bool:
        """Whether a transaction that writes is the only one, as in SQLite."""
        return self._session.get_bind().dialect.name == "sqlite"

    def _read_one(self, round_id: RoundId, statement: Select[RoundRow]) -> Round:
        row = self._session.scalars(statement, {"round_id": round_id}).first()
        if row is None:
            raise NotFoundError(f"round {round_id}")
        return _to_round(row)


def _to_round(row: RoundRow) -> Round:
    return Round(
        id=RoundId(row.id),
        partnership_id=PartnershipId(row.partnership_id),
        sequence=row.sequence,
        quarter=row.quarter,
        phase=row.phase,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        questionnaire_version=row.questionnaire_version,
        privacy_mode=row.privacy_mode,
        minimum_group=row.minimum_group,
        closed_at=row.closed_at,
        is_linked=row.is_linked,
        is_light=row.is_light,
        has_mirror=row.has_mirror,
        asks_load=row.asks_load,
    )


def _to_invitation(row: InvitationRow, party_id: int) -> Invitation:
    return Invitation(
        id=InvitationId(row.id),
        round_id=RoundId(row.round_id),
        participant_id=ParticipantId(row.participant_id),
        party_id=PartyId(party_id),
        nonce=row.nonce,
        is_withdrawn=row.is_withdrawn,
    )
