"""A question of one's own is asked like any other, and published under the rule of questions."""

from collections.abc import Sequence

import pytest

from monitor.domain.questionnaire import AnswerType
from monitor.domain.results import HiddenReason, PublishedQuestion, PublishedRound
from monitor.services.checkin.answer_checkin import read_checkin
from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from tests.factories import FakeClock
from tests.seeding import TWO_WEEKS, OpenRound, answer_all, make_partnership, open_checkin
from tests.services.questionnaires.making import OWN_TEXT, adopt_own


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: the storage of versions is tested on both."""
    return sqlite_url


def open_with(context: Context, people: int) -> OpenRound:
    return open_checkin(context, make_partnership(context, "Oosterdal", people=people))


def publish(context: Context, clock: FakeClock, opened: OpenRound) -> PublishedRound:
    """Let everybody answer: the municipality 4 and the initiative 2 on one's own question."""
    answer_all(context, opened.municipality, {})
    answer_all(context, opened.initiative, {"OWN": 2})
    clock.advance(TWO_WEEKS)
    return close_round(context, opened.id)


def own_questions(published: PublishedRound) -> Sequence[PublishedQuestion]:
    return [
        question
        for party in published.parties
        for question in party.questions
        if question.code == "OWN1"
    ]


def test_a_round_that_opens_after_adopting_asks_it(context: Context) -> None:
    adopt_own(context)

    opened = open_with(context, people=3)

    parts = read_checkin(context, opened.tokens[0]).parts
    (own,) = [each for part in parts for each in part.questions if each.code == "OWN1"]
    assert own.text == OWN_TEXT


def test_a_round_that_was_open_already_does_not_ask_it(context: Context) -> None:
    opened = open_with(context, people=3)

    adopt_own(context)

    parts = read_checkin(context, opened.tokens[0]).parts
    assert "OWN1" not in [each.code for part in parts for each in part.questions]


def test_of_eight_people_its_mean_is_published_and_of_no_score(
    context: Context, clock: FakeClock
) -> None:
    adopt_own(context)

    published = publish(context, clock, open_with(context, people=8))

    assert [each.mean for each in own_questions(published)] == [4.0, 2.0]
    assert all(each.counts is None for each in own_questions(published))
    assert {score.mean for party in published.parties for score in party.scores.values()} == {4.0}


def test_of_seven_people_nothing_of_it_is_published(context: Context, clock: FakeClock) -> None:
    adopt_own(context)

    published = publish(context, clock, open_with(context, people=7))

    assert [(each.mean, each.hidden_because) for each in own_questions(published)] == [
        (None, HiddenReason.TOO_FEW_FOR_QUESTIONS)
    ] * 2


def test_an_open_question_of_ones_own_is_answered_in_words(
    context: Context, clock: FakeClock
) -> None:
    adopt_own(context, is_open=True)
    opened = open_with(context, people=8)
    parts = read_checkin(context, opened.tokens[0]).parts
    (own,) = [each for part in parts for each in part.questions if each.code == "OWN1"]
    assert own.answer_type is AnswerType.OPEN

    published = publish(context, clock, opened)

    assert own_questions(published) == []
    assert "OWN1" in {each.question for each in published.comments}
