"""Asking something on phones during a meeting, and showing the result to all at once.

While a question is open nobody learns anything of the answers; once it is shown, only what may be
shown is left of them. What was shown is not asked again in the same meeting: the difference between
the two would tell what somebody answered who came, left or thought again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.domain.access.rules import check_can_hold_meetings, check_can_see
from monitor.domain.errors import CannotAskError, MeetingNotRunningError
from monitor.domain.links import derive_code, derive_live_token, make_nonce
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId
from monitor.domain.meeting.live_rules import publish_votes, without_parties
from monitor.domain.meeting.meeting import Meeting, MeetingId, MeetingState
from monitor.domain.questionnaire import Question
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note

TALK_CODES = ("said", "heard", "helped")
_FEWEST_CARDS = 2
_NOT_STORED = LiveQuestionId(0)


@dataclass(frozen=True, slots=True)
class LiveView:
    """What is asked on phones now, or was shown and not put away yet.

    ``votes``: how many phones answered, for the facilitator only. ``address``: what the QR code
    holds; ``short_address`` and ``code`` are for who types. ``questions``: those of the
    questionnaire that it asks.
    """

    question: LiveQuestion | None
    votes: int = 0
    address: str = ""
    short_address: str = ""
    code: str = ""
    questions: Mapping[str, Question] = field(default_factory=dict)


def find_refusals(context: Context, meeting_id: MeetingId) -> Mapping[LiveKind, str]:
    """Return why what cannot be asked now cannot: texts ``live.refused.<key>``."""
    with context.unit_of_work(reads_only=True) as uow:
        meeting = uow.meetings.get(meeting_id)
        check_can_hold_meetings(context.actor, meeting.partnership_id)
        asked = uow.live_questions.list_of(meeting_id)
        return {
            kind: why
            for kind in LiveKind
            if (why := _find_refusal(context, uow, meeting, asked, kind))
        }


def open_question(context: Context, meeting_id: MeetingId, kind: LiveKind) -> LiveQuestion:
    """Put a question on phones; one of this kind that is open already stays as it is.

    Raises:
        CannotAskError: not now (``find_refusals``).
        MeetingNotRunningError: it has not begun, or is over.
        NotFoundError: there is no such meeting.
    """
    with context.unit_of_work() as uow:
        meeting = uow.meetings.lock(meeting_id)
        check_can_hold_meetings(context.actor, meeting.partnership_id)
        if meeting.state is not MeetingState.RUNNING:
            raise MeetingNotRunningError(str(meeting_id))
        asked = uow.live_questions.list_of(meeting_id)
        same = [each for each in asked if each.is_open and each.kind is kind]
        if same:
            return same[0]
        if why := _find_refusal(context, uow, meeting, asked, kind):
            raise CannotAskError(why)
        for each in asked:
            if not each.is_put_away:
                uow.live_questions.finish(replace(each, is_put_away=True))
        question = uow.live_questions.add(
            LiveQuestion(
                id=_NOT_STORED,
                meeting_id=meeting_id,
                kind=kind,
                nonce=make_nonce(),
                opened_at=context.clock.now(),
                codes=_statements(context, uow, meeting, kind),
                cards=meeting.plan.cards if kind is LiveKind.CARDS else (),
            )
        )
        _note(context, uow, meeting, question, "opened")
        uow.commit()
    return question


def show_results(context: Context, question_id: LiveQuestionId) -> LiveQuestion:
    """Show the result to all and delete the answers; what was shown or dropped stays as it is.

    Raises:
        NotFoundError: there is no such question.
    """

    def show(uow: UnitOfWork, meeting: Meeting, question: LiveQuestion) -> LiveQuestion:
        partnership = uow.partnerships.get(meeting.partnership_id)
        can_tell_apart = meeting.is_open_to_all(partnership)
        parties = [party.id for party in partnership.parties] if can_tell_apart else []
        votes = uow.live_questions.votes_of(question.id)
        result = publish_votes(question, votes, partnership.minimum_group, parties)
        return replace(question, shown_at=context.clock.now(), result=result)

    return _close(context, question_id, show)


def drop_question(context: Context, question_id: LiveQuestionId) -> LiveQuestion:
    """Stop asking and delete the answers unseen; what was shown stays as it is.

    Raises:
        NotFoundError: there is no such question.
    """
    return _close(context, question_id, lambda _, __, question: replace(question, is_put_away=True))


def stop_asking(uow: UnitOfWork, meeting_id: MeetingId) -> None:
    """Drop what is still open when a meeting ends, so that no answer outlives it."""
    for each in uow.live_questions.list_of(meeting_id):
        if each.is_open:
            question = uow.live_questions.lock(each.id, exclusively=True)
            uow.live_questions.finish(replace(question, is_put_away=True))


def put_away(context: Context, question_id: LiveQuestionId) -> LiveQuestion:
    """Take a result off the shared screen; NotFoundError if there is no such question."""
    with context.unit_of_work() as uow:
        question = uow.live_questions.lock(question_id, exclusively=True)
        meeting = uow.meetings.get(question.meeting_id)
        check_can_hold_meetings(context.actor, meeting.partnership_id)
        if question.is_open or question.is_put_away:
            return question
        away = replace(question, is_put_away=True)
        uow.live_questions.finish(away)
        uow.commit()
    return away


def read_live(context: Context, meeting_id: MeetingId) -> LiveView:
    """Return what is on phones now, or was shown and not put away; no question if there is none.

    NotFoundError if there is no such meeting.
    """
    with context.unit_of_work(reads_only=True) as uow:
        check_can_see(context.actor, uow.meetings.get(meeting_id).partnership_id)
        asked = uow.live_questions.list_of(meeting_id)
        present = [each for each in asked if not each.is_put_away]
        if not present:
            return LiveView(None)
        question = _cover(uow, present[-1])
        votes = uow.live_questions.count_votes(question.id)
        questions = read_statements(context, uow, question)
    short = f"{context.public_url}/s/live/{question.id}"
    token = derive_live_token(context.secret_key, question.nonce)
    code = derive_code(context.secret_key, question.nonce)
    return LiveView(question, votes, f"{short}/{token}", short, code, questions)


def read_statements(
    context: Context, uow: UnitOfWork, question: LiveQuestion
) -> Mapping[str, Question]:
    """Return the questions of the questionnaire that a light check-in asks, by their code."""
    if question.kind is not LiveKind.CHECKIN:
        return {}
    meeting = uow.meetings.get(question.meeting_id)
    asked = context.questionnaires[uow.rounds.get(meeting.plan.round_id).questionnaire_version]
    return {code: asked.question(code) for code in question.codes}


def _cover(uow: UnitOfWork, question: LiveQuestion) -> LiveQuestion:
    """Leave out what was shown per party where a party took its key back."""
    meeting = uow.meetings.get(question.meeting_id)
    partnership = uow.partnerships.get(meeting.partnership_id)
    if question.result is None or meeting.is_open_to_all(partnership):
        return question
    return replace(question, result=without_parties(question.result))


def _find_refusal(
    context: Context,
    uow: UnitOfWork,
    meeting: Meeting,
    asked: Sequence[LiveQuestion],
    kind: LiveKind,
) -> str | None:
    if any(each.is_open for each in asked):
        return "open"
    if any(each.kind is kind and each.has_told for each in asked):
        return "shown"
    if kind is LiveKind.CARDS:
        return "cards" if len(meeting.plan.cards) < _FEWEST_CARDS else None
    return None if _statements(context, uow, meeting, kind) else "statements"


def _statements(
    context: Context, uow: UnitOfWork, meeting: Meeting, kind: LiveKind
) -> tuple[str, ...]:
    if kind is LiveKind.TALK:
        return TALK_CODES
    if kind is LiveKind.CARDS:
        return ()
    version = uow.rounds.get(meeting.plan.round_id).questionnaire_version
    light = context.questionnaires[version].light
    return tuple(light.codes) if light else ()


def _close(
    context: Context,
    question_id: LiveQuestionId,
    close: Callable[[UnitOfWork, Meeting, LiveQuestion], LiveQuestion],
) -> LiveQuestion:
    """Let an open question take no more answers, and leave nothing of those it took."""
    with context.unit_of_work() as uow:
        question = uow.live_questions.lock(question_id, exclusively=True)
        meeting = uow.meetings.get(question.meeting_id)
        check_can_hold_meetings(context.actor, meeting.partnership_id)
        if not question.is_open:
            return question
        closed = close(uow, meeting, question)
        uow.live_questions.finish(closed)
        _note(context, uow, meeting, closed, "dropped" if closed.is_put_away else "shown")
        uow.commit()
    context.unit_of_work.forget_writes()
    return closed


def _note(
    context: Context, uow: UnitOfWork, meeting: Meeting, question: LiveQuestion, change: str
) -> None:
    facts = {"meeting": meeting.id, "kind": question.kind.value, "change": change}
    note(context, uow, Deed(Act.ASKED_LIVE, meeting.partnership_id, facts=facts))
