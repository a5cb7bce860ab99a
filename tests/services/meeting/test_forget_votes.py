"""Answers on phones of a meeting that nobody ended, on both databases."""

from datetime import timedelta

import pytest

from monitor.domain.errors import LiveQuestionClosedError
from monitor.domain.meeting.live import LiveKind, LiveQuestion, Vote
from monitor.services.checkin.run_checkins import run_checkins
from monitor.services.context import Context
from monitor.services.meeting.answer_live import cast_vote
from monitor.services.meeting.ask_live import open_question, read_live, show_results
from monitor.services.meeting.forget_votes import LONGEST_OPEN, forget_votes
from tests.factories import FakeClock
from tests.live import TALK, Talk, answer, begin_talk, token_of

VOTES = [Vote(None, TALK)] * 3
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


@pytest.fixture
def asked(talk: Talk) -> LiveQuestion:
    """A question that three phones answered."""
    question = talk.ask()
    answer(talk.context, question, VOTES)
    return question


def votes_on(context: Context, question: LiveQuestion) -> int:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.live_questions.count_votes(question.id)


def test_what_was_asked_a_day_ago_stays(
    context: Context, clock: FakeClock, asked: LiveQuestion
) -> None:
    clock.advance(LONGEST_OPEN)

    assert forget_votes(context).done == []

    assert votes_on(context, asked) == 3


def test_what_was_asked_longer_ago_is_dropped_with_its_answers_by_the_worker_once(
    context: Context, clock: FakeClock, talk: Talk, asked: LiveQuestion
) -> None:
    clock.advance(LONGEST_OPEN + A_MINUTE)

    runs = [run_checkins(context) for _ in range(2)]

    assert [each.forgotten for each in runs] == [1, 0]
    assert votes_on(context, asked) == 0
    assert read_live(context, talk.meeting.id).question is None
    with pytest.raises(LiveQuestionClosedError):
        cast_vote(context, asked.id, token_of(asked), "f" * 32, VOTES[0])


def test_it_can_be_asked_anew_when_the_meeting_goes_on(
    context: Context, clock: FakeClock, talk: Talk, asked: LiveQuestion
) -> None:
    clock.advance(LONGEST_OPEN + A_MINUTE)
    forget_votes(context)

    again = open_question(context, talk.meeting.id, LiveKind.TALK)

    assert (again.is_open, again.id != asked.id) == (True, True)


def test_a_result_that_was_shown_stays(
    context: Context, clock: FakeClock, asked: LiveQuestion
) -> None:
    shown = show_results(context, asked.id)
    clock.advance(LONGEST_OPEN + A_MINUTE)

    assert forget_votes(context).done == []

    with context.unit_of_work(reads_only=True) as uow:
        assert uow.live_questions.get(asked.id) == shown
