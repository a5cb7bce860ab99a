"""To which workspace something belongs, in the database."""

from collections.abc import MutableMapping
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from monitor.domain.access.account import WorkspaceId
from monitor.domain.links import TokenHash
from monitor.domain.meeting.live import LiveQuestionId
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import ManagerId, ParticipantId, PartnershipId
from monitor.domain.round import RoundId
from monitor.storage.tables import (
    InvitationRow,
    Keyed,
    LiveQuestionRow,
    ManagerRow,
    MeetingRow,
    ParticipantRow,
    PartnershipRow,
    RoundRow,
)

KnownLinks = MutableMapping[TokenHash, WorkspaceId]
MOST_KNOWN_LINKS = 10_000


def _where(table: type[Keyed], key: InstrumentedAttribute[Any]) -> Select[int]:
    return select(table.workspace_id).where(key == bindparam("key"))


# Asked with every page of the survey: built once.
_LINKS = _where(InvitationRow, InvitationRow.token_hash)
_PARTICIPANTS = _where(ParticipantRow, ParticipantRow.id)
_MANAGERS = _where(ManagerRow, ManagerRow.id)
_PARTNERSHIPS = _where(PartnershipRow, PartnershipRow.id)
_ROUNDS = _where(RoundRow, RoundRow.id)
_MEETINGS = _where(MeetingRow, MeetingRow.id)
_LIVE_QUESTIONS = _where(LiveQuestionRow, LiveQuestionRow.id)


class SqlWhereabouts:
    """To which workspace something belongs.

    ``known_links``: where personal links led that were found before, for who looks through all
    workspaces. A link never moves, so it need not be looked up again; whether it still opens
    anything is asked of its workspace.
    """

    def __init__(self, session: Session, known_links: KnownLinks | None = None) -> None:
        self._session = session
        self._known_links = known_links

    def of_personal_link(self, token_hash: TokenHash) -> WorkspaceId | None:
        """Return the workspace of an invitation."""
        known = self._known_links
        if known is not None and token_hash in known:
            return known[token_hash]
        found = self._find(_LINKS, token_hash)
        if known is not None and found is not None:
            _remember(known, token_hash, found)
        return found

    def of_participant(self, participant_id: ParticipantId) -> WorkspaceId | None:
        """Return the workspace of a participant."""
        return self._find(_PARTICIPANTS, participant_id)

    def of_manager(self, manager_id: ManagerId) -> WorkspaceId | None:
        """Return the workspace of a relationship manager."""
        return self._find(_MANAGERS, manager_id)

    def of_partnership(self, partnership_id: PartnershipId) -> WorkspaceId | None:
        """Return the workspace of a partnership."""
        return self._find(_PARTNERSHIPS, partnership_id)

    def of_round(self, round_id: RoundId) -> WorkspaceId | None:
        """Return the workspace of a round."""
        return self._find(_ROUNDS, round_id)

    def of_meeting(self, meeting_id: MeetingId) -> WorkspaceId | None:
        """Return the workspace of a meeting."""
        return self._find(_MEETINGS, meeting_id)

    def of_live_question(self, question_id: LiveQuestionId) -> WorkspaceId | None:
        """Return the workspace of a question on phones."""
        return self._find(_LIVE_QUESTIONS, question_id)

    def _find(self, statement: Select[int], key: object) -> WorkspaceId | None:
        found = self._session.connection().execute(statement, {"key": key}).scalar()
        return None if found is None else WorkspaceId(found)


def _remember(known: KnownLinks, token_hash: TokenHash, workspace_id: WorkspaceId) -> None:
    if len(known) >= MOST_KNOWN_LINKS:
        known.clear()
    known[token_hash] = workspace_id
