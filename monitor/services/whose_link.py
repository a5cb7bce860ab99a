"""Find out to which workspace a link leads, and work there.

Whoever comes by a link has no account: what they hold is the secret in its address. So the
workspace is looked up by what the address names, across all of them; everything after that, the
check of the secret included, sees one workspace only.
"""

from collections.abc import Callable

from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import the_product
from monitor.domain.links import hash_token, parse_token
from monitor.domain.meeting.live import LiveQuestionId
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import ManagerId, ParticipantId, PartnershipId
from monitor.domain.round import RoundId
from monitor.services.context import Context
from monitor.services.whereabouts_ports import Whereabouts


def at_personal_link(context: Context, token_text: str) -> Context:
    """Return the context of the workspace of a personal link; the same one when there is none."""
    token = parse_token(token_text)
    if token is None:
        return context
    return _at(context, lambda places: places.of_personal_link(hash_token(token)))


def at_participant(context: Context, participant_id: ParticipantId) -> Context:
    """Return the context of the workspace of a participant; the same one when there is none."""
    return _at(context, lambda places: places.of_participant(participant_id))


def at_manager(context: Context, manager_id: ManagerId) -> Context:
    """Return the context of the workspace of a manager; the same one when there is none."""
    return _at(context, lambda places: places.of_manager(manager_id))


def at_partnership(context: Context, partnership_id: PartnershipId) -> Context:
    """Return the context of the workspace of a partnership; the same one when there is none."""
    return _at(context, lambda places: places.of_partnership(partnership_id))


def at_round(context: Context, round_id: RoundId) -> Context:
    """Return the context of the workspace of a round; the same one when there is none."""
    return _at(context, lambda places: places.of_round(round_id))


def at_meeting(context: Context, meeting_id: MeetingId) -> Context:
    """Return the context of the workspace of a meeting; the same one when there is none."""
    return _at(context, lambda places: places.of_meeting(meeting_id))


def at_live_question(context: Context, question_id: LiveQuestionId) -> Context:
    """Return the context of the workspace of a question; the same one when there is none."""
    return _at(context, lambda places: places.of_live_question(question_id))


def _at(context: Context, find: Callable[[Whereabouts], WorkspaceId | None]) -> Context:
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        workspace_id = find(uow.whereabouts)
    if workspace_id is None or workspace_id == context.actor.workspace_id:
        return context
    return context.acting_as(the_product(workspace_id))
