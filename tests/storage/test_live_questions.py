"""Questions on phones and their answers, as every database must keep them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.live import (
    Bound,
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveResult,
    LiveScore,
    Vote,
    Voter,
)
from monitor.domain.meeting.meeting import MeetingId
from monitor.domain.partnership import PartyId
from monitor.services.context import Context
from tests.factories import NOW
from tests.live import begin_talk

PARTY = PartyId(1)
FIRST, SECOND = Voter("a" * 64), Voter("b" * 64)


@pytest.fixture
def meeting_id(context: Context) -> MeetingId:
    return begin_talk(context).meeting.id


@pytest.fixture
def question(context: Context, meeting_id: MeetingId) -> LiveQuestion:
    return add(context, meeting_id, LiveKind.TALK)


def add(context: Context, meeting_id: MeetingId, kind: LiveKind) -> LiveQuestion:
    new = LiveQuestion(
        LiveQuestionId(0), meeting_id, kind, "0" * 32, NOW, codes=("said",), cards=("TIP1",)
    )
    with context.unit_of_work() as uow:
        stored = uow.live_questions.add(new)
        uow.commit()
    return stored


def vote(context: Context, question: LiveQuestion, voter: Voter, given: Vote) -> None:
    with context.unit_of_work() as uow:
        uow.live_questions.vote(question.id, voter, given)
        uow.commit()


def test_a_question_is_found_as_it_was_stored_oldest_first(
    context: Context, meeting_id: MeetingId, question: LiveQuestion
) -> None:
    other = add(context, meeting_id, LiveKind.CARDS)

    with context.unit_of_work() as uow:
        assert uow.live_questions.get(question.id) == question
        assert uow.live_questions.list_of(meeting_id) == [question, other]
        assert uow.live_questions.list_of(MeetingId(99)) == []
        for exclusively in (False, True):
            locked = uow.live_questions.lock(question.id, exclusively=exclusively)
            assert locked == question


def test_a_question_that_is_not_there_is_not_found(context: Context) -> None:
    with context.unit_of_work() as uow:
        with pytest.raises(NotFoundError):
            uow.live_questions.get(LiveQuestionId(99))
        with pytest.raises(NotFoundError):
            uow.live_questions.lock(LiveQuestionId(99), exclusively=True)


def test_a_device_has_one_answer_the_last(context: Context, question: LiveQuestion) -> None:
    last = Vote(PARTY, {"said": 4})
    vote(context, question, FIRST, Vote(None, {"said": 1}))
    vote(context, question, FIRST, last)
    vote(context, question, SECOND, Vote(None, card="TIP1"))

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.count_votes(question.id) == 2
        assert uow.live_questions.votes_of(question.id) == [last, Vote(None, card="TIP1")]
        assert uow.live_questions.find_vote(question.id, FIRST) == last
        assert uow.live_questions.find_vote(question.id, Voter("c" * 64)) is None


def test_the_order_of_answers_is_that_of_the_names_and_not_of_time(
    context: Context, question: LiveQuestion
) -> None:
    vote(context, question, SECOND, Vote(None, {"said": 2}))
    vote(context, question, FIRST, Vote(None, {"said": 1}))

    with context.unit_of_work(reads_only=True) as uow:
        kept = uow.live_questions.votes_of(question.id)
    assert [each.values["said"] for each in kept] == [1, 2]


def test_finishing_keeps_the_result_and_deletes_the_answers_of_this_question_only(
    context: Context, meeting_id: MeetingId, question: LiveQuestion
) -> None:
    other = add(context, meeting_id, LiveKind.CARDS)
    for each in (question, other):
        vote(context, each, FIRST, Vote(PARTY, {"said": 4}))
    score = LiveScore("said", PARTY, 4.5, is_fine=True, bound=Bound.AT_LEAST)
    finished = replace(
        question,
        shown_at=NOW,
        result=LiveResult(has_enough=True, scores=(score,), favourites=("TIP1",)),
        is_put_away=True,
    )

    with context.unit_of_work() as uow:
        uow.live_questions.finish(finished)
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.get(question.id) == finished
        assert uow.live_questions.count_votes(question.id) == 0
        assert uow.live_questions.count_votes(other.id) == 1


def test_forgotten_is_what_was_opened_before_a_moment_and_is_open_still(
    context: Context, meeting_id: MeetingId, question: LiveQuestion
) -> None:
    dropped, shown = (add(context, meeting_id, kind) for kind in (LiveKind.CARDS, LiveKind.TALK))
    other = add(context, begin_talk(context).meeting.id, LiveKind.TALK)
    with context.unit_of_work() as uow:
        uow.live_questions.finish(replace(dropped, is_put_away=True))
        result = LiveResult(has_enough=False)
        uow.live_questions.finish(replace(shown, shown_at=NOW, result=result))
        uow.commit()

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.forgotten(NOW) == []
        assert uow.live_questions.forgotten(NOW + timedelta(seconds=1)) == [question, other]
