"""Where the presenter asks on phones: how many answered, and never what."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from monitor import bootstrap
from monitor.domain.errors import CannotAskError, MeetingNotRunningError, MonitorError
from monitor.domain.meeting.live import LiveKind, LiveQuestion, Vote
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.ask_live import read_live, show_results
from monitor.services.meeting.hold import HeldMeeting, read_meeting
from monitor.ui.meeting.live import controls
from tests.charts.scenes import make_reader
from tests.factories import NOW
from tests.live import TALK, Talk, answer, begin_talk
from tests.pages.conftest import Screen


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def talk(context: Context, own_process: None, monkeypatch: pytest.MonkeyPatch) -> Talk:
    assert own_process is None
    monkeypatch.setattr(bootstrap, "context", lambda: context)
    return begin_talk(context)


def look(talk: Talk) -> Screen:
    def draw(held: "HeldMeeting", reader: "Reader") -> None:
        from monitor.ui.meeting.live.controls import show_controls  # noqa: PLC0415 - runs as a script.

        show_controls(held, reader)

    held = read_meeting(talk.context, talk.meeting.id)
    app = AppTest.from_function(draw, args=(held, make_reader()), default_timeout=60).run()
    assert not app.exception
    return Screen(app)


def question_of(talk: Talk) -> LiveQuestion | None:
    return read_live(talk.context, talk.meeting.id).question


def test_a_question_is_asked_with_one_button(talk: Talk) -> None:
    screen = look(talk)

    screen.press("presenter.live.talk")

    question = question_of(talk)
    assert question is not None
    assert question.kind is LiveKind.TALK
    assert "Hoe was dit gesprek? 0 telefoons antwoordden" in screen.text


def test_the_presenter_sees_how_many_answered_and_what_that_is_good_for(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, {"said": 5})])
    few = look(talk).text
    answer(talk.context, question, [Vote(None, TALK)] * 4)
    enough = look(talk).text

    assert "1 telefoon antwoordde Vanaf 3 is er iets te tonen." in few
    assert "4 telefoons antwoordden Klopt dit met de mensen in de zaal?" in enough


def test_the_result_is_shown_and_put_away(talk: Talk) -> None:
    answer(talk.context, talk.ask(), [Vote(None, TALK)] * 3)
    screen = look(talk)

    screen.press("presenter.live.show")
    assert "De uitkomst staat op het scherm: Hoe was dit gesprek?" in screen.text
    screen.press("presenter.live.away")

    assert question_of(talk) is None


def test_a_question_is_stopped_without_a_result(talk: Talk) -> None:
    talk.ask()

    look(talk).press("presenter.live.drop")

    assert question_of(talk) is None


def test_what_was_shown_is_not_offered_again_and_says_why(talk: Talk) -> None:
    question = talk.ask()
    answer(talk.context, question, [Vote(None, TALK)] * 3)
    show_results(talk.context, question.id)
    look(talk).press("presenter.live.away")

    button = next(b for b in look(talk).app.button if b.key == "presenter.live.talk")

    assert button.disabled
    assert "al getoond" in button.help


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CannotAskError("open"), "Er staat al een vraag open."),
        (MeetingNotRunningError("1"), "Het gesprek is nu niet bezig."),
    ],
)
def test_who_asks_what_somebody_else_made_impossible_is_told(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, error: MonitorError, said: str
) -> None:
    def refuse(*_asked: object) -> None:
        raise error

    screen = look(talk)
    monkeypatch.setattr(controls, "open_question", refuse)

    screen.press("presenter.live.talk")

    assert [toast.value for toast in screen.app.toast] == [said]
    assert question_of(talk) is None


def test_a_meeting_that_is_over_asks_nothing(talk: Talk) -> None:
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(replace(talk.meeting, ended_at=NOW))
        uow.commit()

    assert look(talk).text == ""
