"""What a phone or a device in the room of a meeting asks for and sends."""

from monitor.domain.meeting.live import LiveQuestion, Vote
from monitor.domain.meeting.meeting import Meeting
from tests.live import Talk, token_of

FILLED = {"party": "none", "said": "5", "heard": "2", "helped": "dk"}


def address_of(question: LiveQuestion, token: str | None = None) -> str:
    """Return where a question is answered."""
    return f"/s/live/{question.id}/{token or token_of(question)}"


def key_of(talk: Talk, place: int = 0, token: str | None = None) -> str:
    """Return where a party agrees."""
    party = talk.parties[place]
    return f"/s/key/{talk.meeting.id}/{party}/{token or talk.key_token(party)}"


def votes_of(talk: Talk, question: LiveQuestion) -> list[Vote]:
    """Return all that was answered."""
    with talk.context.unit_of_work(reads_only=True) as uow:
        return list(uow.live_questions.votes_of(question.id))


def read(talk: Talk) -> Meeting:
    """Return the meeting as it is stored."""
    with talk.context.unit_of_work(reads_only=True) as uow:
        return uow.meetings.get(talk.meeting.id)


def save(talk: Talk, meeting: Meeting) -> None:
    """Store a meeting."""
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(meeting)
        uow.commit()
