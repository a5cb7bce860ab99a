"""The shared screen: one message, in the language of the meeting, and nothing of the dashboard."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.domain.meeting.live import LiveKind
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan, StepKind, card_step, default_step
from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.cards.library import read_shipped_cards
from monitor.services.context import Context
from monitor.services.meeting.ask_live import open_question, show_results
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import move, speak
from monitor.services.meeting.write_down import Note, write_note
from tests import factories
from tests.copies import Copies
from tests.factories import FakeClock
from tests.meetings import Town, make_town
from tests.pages.conftest import OpenPage, Screen

A_MINUTE = timedelta(minutes=1)
DUTCH, ENGLISH = translator(Language.DUTCH), translator(Language.ENGLISH)


@pytest.fixture
def town(copies: Copies) -> Town:
    return Town(copies.context, copies.clock, copies.fill(leave_room_to_grow))


def leave_room_to_grow(context: Context, clock: FakeClock) -> Partnership:
    town = make_town(context, clock, has_mirror=True)
    town.answer_round({"GR1": 2}, {})
    return town.partnership


def only(town: Town, kind: StepKind) -> Plan:
    """Return a plan of one step."""
    card = read_shipped_cards()[0]
    step = card_step(card) if kind is StepKind.CARD else default_step(kind)
    return replace(town.plan, steps=(step,))


def open_screen(open_page: OpenPage, meeting: Meeting) -> Screen:
    """Open the screen for a viewer whose own language is English; the meeting speaks Dutch."""
    return open_page("screen", Language.ENGLISH, meeting=str(meeting.id))


def bar_of(screen: Screen) -> dict[str, Any]:
    """Return what the bar is told."""
    return component_of(screen, "running")


def component_of(screen: Screen, field: str) -> dict[str, Any]:
    """Return what the component that has a field is told."""
    for element in screen.app.get("bidi_component"):
        data: dict[str, Any] = json.loads(element.proto.json or "{}")
        if field in data:
            return data
    raise AssertionError(field)


@pytest.mark.parametrize("asked", ["99", "nonsense", ""])
def test_a_meeting_that_is_not_there_is_said_to_be_unknown(open_page: OpenPage, asked: str) -> None:
    screen = open_page("screen", meeting=asked)

    assert ENGLISH("screen.unknown") in screen.text


def test_before_the_meeting_all_read_what_it_is_for(open_page: OpenPage, town: Town) -> None:
    screen = open_screen(open_page, town.prepare())

    assert DUTCH("screen.waiting.title") in screen.text
    assert "Initiatief Gemeente" in screen.text
    assert not bar_of(screen)["running"]


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_every_step_has_its_screen(
    open_page: OpenPage, town: Town, kind: StepKind, *, is_open: bool
) -> None:
    meeting = town.begin(only(town, kind))
    if is_open:
        town.agree(meeting)

    screen = open_screen(open_page, meeting)

    assert DUTCH(f"screen.step.{kind.value}") in screen.text
    assert "Traceback" not in screen.text


@pytest.mark.parametrize("kind", [StepKind.PARTIES, StepKind.DIFFERENCES, StepKind.MIRROR])
def test_until_all_agreed_no_number_of_a_party_is_shown(
    open_page: OpenPage, town: Town, kind: StepKind
) -> None:
    screen = open_screen(open_page, town.begin(only(town, kind)))

    assert DUTCH("screen.title.closed") in screen.text
    assert DUTCH("screen.closed.person") in screen.text
    assert len(screen.app.get("plotly_chart")) == 0


def test_the_opened_picture_is_a_figure_with_its_numbers_in_words(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.agree(town.begin(only(town, StepKind.PARTIES)))

    screen = open_screen(open_page, meeting)

    assert len(screen.app.get("plotly_chart")) == 1
    assert "Vertrouwen" in screen.text
    assert DUTCH("charts.difference") in screen.text


def test_the_screen_speaks_the_language_of_the_meeting(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin(only(town, StepKind.WRITING))
    dutch = open_screen(open_page, meeting)
    speak(town.context, meeting.id, Language.ENGLISH)
    english = open_screen(open_page, meeting)

    assert DUTCH("screen.title.writing") in dutch.text
    assert ENGLISH("screen.title.writing") in english.text
    assert bar_of(dutch)["texts"]["language"] == "English"
    assert bar_of(english)["other"] == "nl"


def test_the_bar_knows_where_the_meeting_is(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin()
    move(town.context, meeting.id, 0, 2)

    bar = bar_of(open_screen(open_page, meeting))

    assert (bar["running"], bar["position"]) == (True, 2)
    assert bar["last"] == len(meeting.plan.steps) - 1
    assert bar["texts"]["promise"] == DUTCH("screen.bar.promise")


def test_the_screen_follows_the_meeting(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin()
    screen = open_screen(open_page, meeting)
    move(town.context, meeting.id, 0, 1)

    screen.app.run()

    assert bar_of(screen)["position"] == 1
    assert component_of(screen, "beat")["lost"] == DUTCH("screen.lost")


def test_what_is_asked_on_phones_stands_in_place_of_the_step(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin(only(town, StepKind.TALK))
    open_question(town.context, meeting.id, LiveKind.TALK)

    screen = open_screen(open_page, meeting)

    assert DUTCH("live.screen.scan") in screen.text
    assert DUTCH("screen.talk.round") not in screen.text


def test_a_result_gives_way_to_the_next_step(open_page: OpenPage, town: Town) -> None:
    steps = (default_step(StepKind.JOINT), default_step(StepKind.TALK))
    meeting = town.begin(replace(town.plan, steps=steps))
    question = open_question(town.context, meeting.id, LiveKind.TALK)
    show_results(town.context, question.id)
    shown = open_screen(open_page, meeting)
    town.clock.advance(A_MINUTE)
    move(town.context, meeting.id, 0, 1)
    moved = open_screen(open_page, meeting)

    assert DUTCH("live.talk.title") in shown.text
    assert DUTCH("screen.title.talk") not in shown.text
    assert DUTCH("screen.title.talk") in moved.text


def test_a_card_that_no_longer_exists_leaves_the_screen_calm(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin(only(town, StepKind.CARD))
    gone = replace(meeting, plan=replace(meeting.plan, steps=(replace(meeting.step, card="GONE"),)))
    with town.context.unit_of_work() as uow:
        uow.meetings.save(gone)
        uow.commit()

    screen = open_screen(open_page, meeting)

    assert DUTCH("screen.step.card") in screen.text


def test_afterwards_all_read_what_was_agreed(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin()
    agreement = replace(
        factories.make_agreement(text="We bellen elke week.", owner=town.initiative),
        made_on=town.context.today(),
    )
    write_note(town.context, meeting.id, Note("k1", agreement), town.written)
    end_meeting(town.context, meeting.id, town.written)

    screen = open_screen(open_page, meeting)

    assert DUTCH("screen.closing.title") in screen.text
    assert "We bellen elke week." in screen.text
    assert not bar_of(screen)["running"]


def test_nothing_of_the_dashboard_and_no_person_is_on_it(open_page: OpenPage, town: Town) -> None:
    screen = open_screen(open_page, town.begin())

    assert ENGLISH("pages.language.switch") not in screen.text
    assert town.written.by not in screen.text
