"""What the services need of storage to find out to which workspace something belongs."""

from typing import Protocol

from monitor.domain.access.account import WorkspaceId
from monitor.domain.links import TokenHash
from monitor.domain.meeting.live import LiveQuestionId
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import ManagerId, ParticipantId, PartnershipId
from monitor.domain.round import RoundId


class Whereabouts(Protocol):
    """To which workspace something belongs; asked of a unit of work that looks through all.

    Each returns None when there is no such thing.
    """

    def of_personal_link(self, token_hash: TokenHash) -> WorkspaceId | None:
        """Return the workspace of an invitation."""
        ...

    def of_participant(self, participant_id: ParticipantId) -> WorkspaceId | None:
        """Return the workspace of a participant."""
        ...

    def of_manager(self, manager_id: ManagerId) -> WorkspaceId | None:
        """Return the workspace of a relationship manager."""
        ...

    def of_partnership(self, partnership_id: PartnershipId) -> WorkspaceId | None:
        """Return the workspace of a partnership."""
        ...

    def of_round(self, round_id: RoundId) -> WorkspaceId | None:
        """Return the workspace of a round."""
        ...

    def of_meeting(self, meeting_id: MeetingId) -> WorkspaceId | None:
        """Return the workspace of a meeting."""
        ...

    def of_live_question(self, question_id: LiveQuestionId) -> WorkspaceId | None:
        """Return the workspace of a question on phones."""
        ...
