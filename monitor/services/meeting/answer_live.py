"""A phone answers what is asked in a meeting: without a name, and until the result is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.cards import Card
from monitor.domain.errors import LiveQuestionClosedError, NotFoundError, WrongCodeError
from monitor.domain.links import (
    Token,
    derive_code,
    derive_live_token,
    derive_voter,
    is_same,
    parse_code,
)
from monitor.domain.meeting.live import LiveQuestion, LiveQuestionId, Vote
from monitor.domain.meeting.meeting import MeetingState
from monitor.domain.partnership import Language, Partnership
from monitor.domain.questionnaire import Question
from monitor.services.cards.library import read_library
from monitor.services.context import Context
from monitor.services.meeting.ask_live import read_statements
from monitor.services.ports import UnitOfWork
from monitor.services.whose_link import at_live_question


@dataclass(frozen=True, slots=True)
class AskedLive:
    """A question as a phone shows it; ``vote``: what this device answered before, or None.

    ``language``: that of the meeting. ``is_open``: it takes answers.
    """

    question: LiveQuestion
    partnership: Partnership
    language: Language
    is_open: bool
    questions: Mapping[str, Question]
    cards: Sequence[Card]
    vote: Vote | None


def read_asked(
    context: Context, question_id: LiveQuestionId, token: str, device: str | None
) -> AskedLive:
    """Return the question that a link is for; NotFoundError if it fits none."""
    context = at_live_question(context, question_id)
    with context.unit_of_work(reads_only=True) as uow:
        question = _find(context, uow, question_id, token)
        meeting = uow.meetings.get(question.meeting_id)
        partnership = uow.partnerships.get(meeting.partnership_id)
        questions = read_statements(context, uow, question)
        voter = derive_voter(context.secret_key, question.nonce, device or "")
        vote = uow.live_questions.find_vote(question_id, voter) if device else None
    cards = tuple(read_library(context).find(question.cards)) if question.cards else ()
    is_open = question.is_open and meeting.state is MeetingState.RUNNING
    return AskedLive(question, partnership, meeting.language, is_open, questions, cards, vote)


def cast_vote(
    context: Context, question_id: LiveQuestionId, token: str, device: str, vote: Vote
) -> None:
    """Keep what a device answered, in place of what it answered before.

    Raises:
        LiveQuestionClosedError: the question takes no more answers.
        NotFoundError: the link fits no question.
    """
    context = at_live_question(context, question_id)
    with context.unit_of_work() as uow:
        _find(context, uow, question_id, token)
        question = uow.live_questions.lock(question_id, exclusively=False)
        meeting = uow.meetings.get(question.meeting_id)
        if not question.is_open or meeting.state is not MeetingState.RUNNING:
            raise LiveQuestionClosedError(str(question_id))
        voter = derive_voter(context.secret_key, question.nonce, device)
        uow.live_questions.vote(question_id, voter, vote)
        uow.commit()


def find_live_token(context: Context, question_id: LiveQuestionId, code_text: str) -> Token:
    """Return the token that the code on the shared screen stands for.

    Raises:
        WrongCodeError: no question has this number and code.
    """
    code = parse_code(code_text)
    context = at_live_question(context, question_id)
    try:
        with context.unit_of_work(reads_only=True) as uow:
            nonce = uow.live_questions.get(question_id).nonce
    except NotFoundError:
        raise WrongCodeError from None
    if code is None or not is_same(code, derive_code(context.secret_key, nonce)):
        raise WrongCodeError
    return derive_live_token(context.secret_key, nonce)


def _find(
    context: Context, uow: UnitOfWork, question_id: LiveQuestionId, token: str
) -> LiveQuestion:
    question = uow.live_questions.get(question_id)
    if not is_same(token, derive_live_token(context.secret_key, question.nonce)):
        raise NotFoundError(f"live question {question_id}")
    return question
