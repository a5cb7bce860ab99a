"""A question is on phones until its result is shown, and nothing is known of it before."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.domain.errors import CannotAskError, MeetingNotRunningError, NotFoundError
from monitor.domain.meeting.live import (
    Bound,
    LiveKind,
    LiveQuestion,
    LiveQuestionId,
    LiveScore,
    Vote,
)
from monitor.domain.meeting.meeting import MeetingId
from monitor.services.context import Context
from monitor.services.meeting.ask_live import (
    LiveView,
    drop_question,
    find_refusals,
    open_question,
    put_away,
    read_live,
    show_results,
    stop_asking,
)
from monitor.services.meeting.hold import take_key_back
from monitor.services.questionnaires.catalogue import Catalogue
from tests.factories import NOW
from tests.live import TALK, Talk, answer, begin_talk, token_of


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


def votes_left(talk: Talk, question: LiveQuestion) -> int:
    with talk.context.unit_of_work(reads_only=True) as uow:
        return uow.live_questions.count_votes(question.id)


def test_an_open_question_is_shown_with_its_addresses_and_how_many_answered(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 2)

    view = read_live(talk.context, talk.meeting.id)

    short = f"http://localhost:8501/s/live/{question.id}"
    assert (view.question, view.votes) == (question, 2)
    assert (view.address, view.short_address) == (f"{short}/{token_of(question)}", short)
    assert question.result is None


def test_before_anything_is_asked_nothing_is_shown(talk: Talk) -> None:
    assert read_live(talk.context, talk.meeting.id) == LiveView(None)


def test_each_kind_asks_what_belongs_to_it(talk: Talk) -> None:
    asked = {}
    for kind in LiveKind:
        asked[kind] = talk.ask(kind)
        drop_question(talk.context, asked[kind].id)

    assert asked[LiveKind.CARDS].cards == talk.meeting.plan.cards
    assert asked[LiveKind.TALK].codes == ("said", "heard", "helped")
    assert asked[LiveKind.CHECKIN].codes == ("TRU1", "TRA2", "GRO2", "EQU1")


def test_the_statements_of_a_check_in_come_with_their_questions(talk: Talk) -> None:
    question = talk.ask(LiveKind.CHECKIN)

    assert tuple(read_live(talk.context, talk.meeting.id).questions) == question.codes


def test_asking_twice_is_asking_once(talk: Talk) -> None:
    assert talk.ask() == talk.ask()


def test_one_question_at_a_time_is_open(talk: Talk) -> None:
    talk.ask()

    assert find_refusals(talk.context, talk.meeting.id) == dict.fromkeys(LiveKind, "open")
    with pytest.raises(CannotAskError, match="open"):
        talk.ask(LiveKind.CARDS)


def test_showing_the_result_leaves_nothing_of_the_answers(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)

    shown = show_results(talk.context, question.id)

    assert shown.result is not None
    assert shown.result.scores[0] == LiveScore("said", mean=3.5, bound=Bound.AT_LEAST)
    assert read_live(talk.context, talk.meeting.id).question == shown
    assert votes_left(talk, question) == 0


def test_showing_twice_shows_the_same(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)

    assert show_results(talk.context, question.id) == show_results(talk.context, question.id)


def test_what_was_shown_is_not_asked_again(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)
    show_results(talk.context, question.id)

    assert find_refusals(talk.context, talk.meeting.id) == {LiveKind.TALK: "shown"}
    with pytest.raises(CannotAskError, match="shown"):
        talk.ask()


@pytest.mark.parametrize("close", [show_results, drop_question])
def test_what_told_nothing_may_be_asked_again(
    talk: Talk, close: Callable[[Context, LiveQuestionId], LiveQuestion]
) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 2)
    close(talk.context, question.id)

    again = talk.ask()

    assert again.id != question.id
    assert read_live(talk.context, talk.meeting.id).votes == 0


def test_a_dropped_question_leaves_nothing_of_itself(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)

    dropped = drop_question(talk.context, question.id)

    assert (dropped.result, dropped.is_open) == (None, False)
    assert votes_left(talk, question) == 0
    assert show_results(talk.context, question.id) == dropped
    assert read_live(talk.context, talk.meeting.id).question is None


def test_what_is_open_when_the_meeting_ends_leaves_nothing_of_itself(talk: Talk) -> None:
    show_results(talk.context, talk.ask(LiveKind.CARDS).id)
    left = talk.ask()
    answer(talk.context, left, [Vote(None, TALK)] * 3)

    with talk.context.unit_of_work() as uow:
        stop_asking(uow, talk.meeting.id)
        uow.commit()

    assert votes_left(talk, left) == 0
    assert read_live(talk.context, talk.meeting.id).question is None
    assert find_refusals(talk.context, talk.meeting.id) == {}


def test_a_result_is_put_away_and_stays_known(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)
    assert put_away(talk.context, question.id) == question
    shown = show_results(talk.context, question.id)

    away = put_away(talk.context, question.id)

    assert away == replace(shown, is_put_away=True) == put_away(talk.context, question.id)
    assert drop_question(talk.context, question.id) == away
    assert read_live(talk.context, talk.meeting.id).question is None


def test_a_new_question_takes_the_place_of_a_result_on_the_screen(talk: Talk) -> None:
    question = talk.ask()
    show_results(talk.context, question.id)
    following = talk.ask(LiveKind.CARDS)

    assert read_live(talk.context, talk.meeting.id).question == following
    drop_question(talk.context, following.id)
    assert read_live(talk.context, talk.meeting.id).question is None


def test_parties_are_told_apart_only_where_each_agreed(context: Context) -> None:
    for is_open in (False, True):
        talk = begin_talk(context, is_open=is_open)
        question = talk.ask()
        answer(context, question, [Vote(party, TALK) for party in talk.parties] * 5)
        result = show_results(context, question.id).result
        assert result is not None
        expected = set(talk.parties) if is_open else {None}
        assert {score.party_id for score in result.scores} == expected


def test_a_key_that_is_taken_back_closes_what_the_screen_shows_per_party(context: Context) -> None:
    talk = begin_talk(context, is_open=True)
    question = talk.ask()
    answer(context, question, [Vote(party, TALK) for party in talk.parties] * 5)
    show_results(context, question.id)

    take_key_back(context, talk.meeting.id, talk.parties[0])

    shown = read_live(context, talk.meeting.id).question
    assert shown is not None
    assert shown.result is not None
    assert {(score.party_id, score.mean) for score in shown.result.scores} == {(None, None)}


def test_a_partnership_that_agreed_on_more_people_needs_more_answers(context: Context) -> None:
    talk = begin_talk(context, minimum_group=4)
    question = talk.ask()
    answer(context, question, [Vote(None, TALK)] * 3)

    assert not show_results(context, question.id).has_told


def test_a_vote_on_cards_needs_two_cards(context: Context) -> None:
    talk = begin_talk(context, cards=1)

    assert find_refusals(context, talk.meeting.id) == {LiveKind.CARDS: "cards"}


def test_a_questionnaire_without_a_short_form_has_no_light_check_in(
    context: Context, talk: Talk
) -> None:
    plain = {name: replace(each, light=None) for name, each in context.questionnaires.items()}

    without = replace(context, questionnaires=Catalogue(plain, context.unit_of_work))
    refusals = find_refusals(without, talk.meeting.id)

    assert refusals == {LiveKind.CHECKIN: "statements"}


def test_a_meeting_that_is_over_asks_nothing(context: Context, talk: Talk) -> None:
    with context.unit_of_work() as uow:
        uow.meetings.save(replace(talk.meeting, ended_at=NOW))
        uow.commit()

    with pytest.raises(MeetingNotRunningError):
        talk.ask()


def test_what_does_not_exist_is_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        open_question(context, MeetingId(99), LiveKind.TALK)
    for use in (show_results, drop_question, put_away):
        with pytest.raises(NotFoundError):
            use(context, LiveQuestionId(99))
