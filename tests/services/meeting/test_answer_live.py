"""A phone answers once, may think again, and is never told from another."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.domain.errors import LiveQuestionClosedError, NotFoundError, WrongCodeError
from monitor.domain.links import derive_code, derive_voter
from monitor.domain.meeting.live import LiveKind, LiveQuestion, LiveQuestionId, Vote
from monitor.domain.partnership import Language
from monitor.services.context import Context
from monitor.services.meeting.answer_live import cast_vote, find_live_token, read_asked
from monitor.services.meeting.ask_live import drop_question, show_results
from tests.factories import NOW, SECRET_KEY
from tests.live import TALK, Talk, begin_talk, token_of

PHONE, OTHER_PHONE = "a" * 32, "b" * 32


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


@pytest.fixture
def question(talk: Talk) -> LiveQuestion:
    return talk.ask()


def vote(talk: Talk, question: LiveQuestion, device: str, given: Vote) -> None:
    cast_vote(talk.context, question.id, token_of(question), device, given)


def read_vote(talk: Talk, question: LiveQuestion, device: str | None) -> Vote | None:
    return read_asked(talk.context, question.id, token_of(question), device).vote


def test_a_phone_sees_what_is_asked_in_the_language_of_the_meeting(
    talk: Talk, question: LiveQuestion
) -> None:
    asked = read_asked(talk.context, question.id, token_of(question), None)

    assert (asked.question, asked.language, asked.vote) == (question, Language.DUTCH, None)
    assert asked.is_open


def test_a_vote_on_cards_comes_with_these_cards(talk: Talk) -> None:
    question = talk.ask(LiveKind.CARDS)

    asked = read_asked(talk.context, question.id, token_of(question), None)

    assert [card.code for card in asked.cards] == list(question.cards)


def test_a_phone_finds_its_own_answer_and_no_other(talk: Talk, question: LiveQuestion) -> None:
    vote(talk, question, PHONE, Vote(talk.parties[0], TALK))

    assert read_vote(talk, question, PHONE) == Vote(talk.parties[0], TALK)
    assert read_vote(talk, question, OTHER_PHONE) is None
    assert read_vote(talk, question, None) is None


def test_a_second_answer_of_a_phone_takes_the_place_of_its_first(
    talk: Talk, question: LiveQuestion
) -> None:
    vote(talk, question, PHONE, Vote(None, {"said": 1}))
    vote(talk, question, PHONE, Vote(None, {"said": 5}))
    vote(talk, question, OTHER_PHONE, Vote(None, {"said": 3}))

    with talk.context.unit_of_work(reads_only=True) as uow:
        kept = uow.live_questions.votes_of(question.id)
    assert sorted(each.values["said"] for each in kept) == [3, 5]


def test_under_another_question_a_phone_has_another_name() -> None:
    first, second = (derive_voter(SECRET_KEY, nonce, PHONE) for nonce in ("0" * 32, "1" * 32))

    assert first != second
    assert len(first) == 64
    assert PHONE not in first


@pytest.mark.parametrize("close", [show_results, drop_question])
def test_a_closed_question_takes_no_answer(
    talk: Talk, question: LiveQuestion, close: Callable[[Context, LiveQuestionId], LiveQuestion]
) -> None:
    close(talk.context, question.id)

    with pytest.raises(LiveQuestionClosedError):
        vote(talk, question, PHONE, Vote(None, TALK))
    assert not read_asked(talk.context, question.id, token_of(question), PHONE).is_open


def test_after_the_meeting_a_question_takes_no_answer(talk: Talk, question: LiveQuestion) -> None:
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(replace(talk.meeting, ended_at=NOW))
        uow.commit()

    with pytest.raises(LiveQuestionClosedError):
        vote(talk, question, PHONE, Vote(None, TALK))


def test_another_link_opens_nothing(talk: Talk, question: LiveQuestion) -> None:
    for number, token in ((question.id, "x" * 32), (LiveQuestionId(99), token_of(question))):
        with pytest.raises(NotFoundError):
            read_asked(talk.context, number, token, None)
        with pytest.raises(NotFoundError):
            cast_vote(talk.context, number, token, PHONE, Vote(None, TALK))


def test_the_code_on_the_screen_stands_for_the_link(talk: Talk, question: LiveQuestion) -> None:
    code = derive_code(SECRET_KEY, question.nonce)

    assert find_live_token(talk.context, question.id, code.lower()) == token_of(question)


@pytest.mark.parametrize("code", ["", "00000000", "no code"])
def test_another_code_stands_for_nothing(talk: Talk, question: LiveQuestion, code: str) -> None:
    for number in (question.id, LiveQuestionId(99)):
        with pytest.raises(WrongCodeError):
            find_live_token(talk.context, number, code)
