"""What tells the windows of a meeting that they must look again."""

from hashlib import blake2b

from monitor.domain.access.rules import check_can_see
from monitor.domain.meeting.meeting import MeetingId
from monitor.services.context import Context


def read_stamp(context: Context, meeting_id: MeetingId) -> str:
    """Return what changes with the meeting, what is written down in it or what is asked live.

    Raises:
        NotFoundError: there is no such meeting.
    """
    with context.unit_of_work(reads_only=True) as uow:
        meeting = uow.meetings.get(meeting_id)
        check_can_see(context.actor, meeting.partnership_id)
        entries = uow.meeting_entries.list_of(meeting_id)
        questions = uow.live_questions.list_of(meeting_id)
    # Frozen dataclasses write themselves the same way for as long as they are the same.
    seen = repr((tuple(entries), tuple(questions))).encode()
    return f"{meeting.version}.{blake2b(seen, digest_size=8).hexdigest()}"
