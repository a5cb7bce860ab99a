"""The presenter window: begin, move, keys, notes, language and end, in step with every window."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.domain.meeting.meeting import Meeting, MeetingState
from monitor.domain.meeting.plan import StepKind, card_step, default_step
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.cards.library import read_shipped_cards
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import keep_note, key_token, move, speak, turn_key_by_link
from tests.copies import Copies
from tests.meetings import Town, copy_town
from tests.pages.conftest import OpenPage, Screen

t = translator(Language.ENGLISH)
NAME = "presenter.writer"


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def open_presenter(
    open_page: OpenPage, meeting: Meeting, language: Language = Language.ENGLISH
) -> Screen:
    return open_page("presenter", language, meeting=str(meeting.id))


def data_of(screen: Screen, field: str) -> dict[str, Any]:
    """Return what the component that has a field is told."""
    for element in screen.app.get("bidi_component"):
        data: dict[str, Any] = json.loads(element.proto.json or "{}")
        if field in data:
            return data
    raise AssertionError(field)


def labels_of(screen: Screen) -> dict[str, str]:
    return {each.key or "": each.label for each in screen.app.button}


def sign(screen: Screen) -> None:
    screen.app.text_input(key=NAME).set_value("Els Bos")


@pytest.mark.parametrize("asked", ["99", "nonsense", ""])
def test_a_meeting_that_is_not_there_is_said_to_be_unknown(open_page: OpenPage, asked: str) -> None:
    screen = open_page("presenter", meeting=asked)

    assert t("presenter.unknown") in screen.text


@pytest.mark.parametrize("language", list(Language))
def test_before_it_begins_the_window_says_what_to_see_to(
    open_page: OpenPage, town: Town, language: Language
) -> None:
    meeting = town.prepare()

    screen = open_presenter(open_page, meeting, language)

    words = translator(language)
    assert words("presenter.before.keys") in screen.text
    assert [link.proto.url for link in screen.app.link_button] == [f"/screen?meeting={meeting.id}"]
    assert data_of(screen, "notes")["step"] == "last_time"


def test_notes_can_be_made_for_every_step_beforehand(open_page: OpenPage, town: Town) -> None:
    screen = open_presenter(open_page, town.prepare())

    screen.app.selectbox(key="presenter.notes.step").set_value("joint").run()

    assert data_of(screen, "notes")["step"] == "joint"


def test_a_meeting_begins_at_its_first_step_with_both_clocks(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.prepare()
    screen = open_presenter(open_page, meeting)

    screen.press("presenter.begin")

    assert town.read(meeting).state is MeetingState.RUNNING
    assert t("presenter.place", number=1, of=8) in screen.text
    clocks = data_of(screen, "clocks")
    assert [each["minutes"] for each in clocks["clocks"]] == [5, town.plan.minutes]
    assert clocks["now"] == town.clock.now().timestamp() * 1000


@pytest.mark.parametrize("language", list(Language))
def test_every_step_has_its_screen_and_a_hint(
    open_page: OpenPage, town: Town, language: Language
) -> None:
    kinds = [kind for kind in StepKind if kind is not StepKind.CARD]
    plan = replace(town.plan, steps=tuple(default_step(kind) for kind in kinds))
    meeting, words = town.begin(plan), translator(language)
    screen = open_presenter(open_page, meeting, language)
    for place, kind in enumerate(kinds):
        move(town.context, meeting.id, seen=max(place - 1, 0), to=place)
        screen.app.run()

        assert words(f"presenter.hint.{kind.value}") in screen.text
        assert words("presenter.place", number=place + 1, of=len(kinds)) in screen.text


def test_a_card_is_named_by_its_title(open_page: OpenPage, town: Town) -> None:
    card = read_shipped_cards()[0]
    plan = replace(town.plan, steps=(card_step(card),))

    screen = open_presenter(open_page, town.begin(plan))

    assert card.title[Language.ENGLISH] in labels_of(screen)["presenter.to.0"]
    assert t("presenter.hint.card") in screen.text


def test_the_way_on_and_back_is_always_there_and_names_the_next_step(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    keep_note(town.context, meeting.id, meeting.plan.steps[2], "Wait half a minute.")
    screen = open_presenter(open_page, meeting)
    assert screen.app.button(key="presenter.previous").disabled

    screen.press("presenter.next")

    assert town.read(meeting).position == 1
    assert labels_of(screen)["presenter.next"] == t("presenter.next", step=t("screen.step.joint"))
    assert "Wait half a minute." in screen.text
    screen.press("presenter.previous")
    assert town.read(meeting).position == 0


def test_any_step_can_be_jumped_to_and_at_the_last_one_nothing_follows(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)

    screen.press("presenter.to.7")

    assert town.read(meeting).step.kind is StepKind.TALK
    assert screen.app.button(key="presenter.next").disabled
    assert labels_of(screen)["presenter.next"] == t("presenter.last")
    assert screen.app.button(key="presenter.to.7").disabled


def test_two_who_press_next_at_the_same_moment_move_one_step(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)
    move(town.context, meeting.id, seen=0, to=1)

    screen.press("presenter.next")

    assert town.read(meeting).position == 1


def test_a_step_that_needs_the_keys_is_closed_until_each_party_agreed_aloud(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    move(town.context, meeting.id, seen=0, to=3)
    screen = open_presenter(open_page, meeting)
    assert t("presenter.closed") in screen.text
    assert t("presenter.keys.waits", parties="Gemeente Zonnewijk and Initiatief Zonnewijk") in (
        screen.text
    )
    sign(screen)
    screen.press(f"presenter.key.{town.initiative}")
    assert t("presenter.keys.waits", parties="Gemeente Zonnewijk") in screen.text

    screen.press(f"presenter.key.{town.municipality}")

    assert t("presenter.keys.open") in screen.text
    assert t("presenter.closed") not in screen.text
    assert {key.turned.by for key in town.read(meeting).keys} == {"Els Bos"}
    assert screen.text.count("noted by Els Bos") == 2


def test_who_speaks_first_is_asked_first(open_page: OpenPage, town: Town) -> None:
    screen = open_presenter(open_page, town.begin())

    keys = [key for key in labels_of(screen) if key.startswith("presenter.key.")]

    assert keys == [f"presenter.key.{town.initiative}", f"presenter.key.{town.municipality}"]


def test_without_a_name_no_key_is_turned(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)

    screen.press(f"presenter.key.{town.initiative}")

    assert screen.errors == t("presenter.name_missing")
    assert town.read(meeting).keys == ()


def test_a_key_is_taken_back(open_page: OpenPage, town: Town) -> None:
    meeting = town.agree(town.begin())
    screen = open_presenter(open_page, meeting)

    screen.press(f"presenter.key.back.{town.municipality}")

    assert not town.read(meeting).has_key_of(town.municipality)
    assert t("presenter.keys.waits", parties="Gemeente Zonnewijk") in screen.text


def test_a_key_from_a_party_s_own_device_is_told_apart_from_one_aloud(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    token = key_token(town.context, meeting, town.initiative)
    turn_key_by_link(town.context, meeting.id, town.initiative, token, "Anna Bos")

    screen = open_presenter(open_page, meeting)

    assert "agreed on their own device at" in screen.text
    assert "Anna Bos" not in screen.text


def test_the_shared_screen_speaks_the_language_that_is_chosen_here(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)

    screen.app.radio(key="presenter.language").set_value(Language.ENGLISH).run()

    assert town.read(meeting).language is Language.ENGLISH
    speak(town.context, meeting.id, Language.DUTCH)
    screen.app.run()
    assert screen.app.radio(key="presenter.language").value is Language.DUTCH


def test_what_is_on_the_screen_is_said_in_the_language_of_the_screen(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()

    screen = open_presenter(open_page, meeting)

    shown = next(each.value for each in screen.app.html if "pm-presenter-now" in each.value)
    assert 'class="pm-sentence" lang="nl"' in shown


def test_the_end_asks_once_more_and_offers_what_to_take_home(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    keep_note(town.context, meeting.id, meeting.step, "The papers come in time now.")
    town.clock.advance(timedelta(minutes=43))
    screen = open_presenter(open_page, meeting)
    sign(screen)

    screen.press("presenter.end.do")

    assert town.read(meeting).state is MeetingState.ENDED
    assert t("presenter.after_end") in screen.text
    assert ": 43 minutes." in screen.text
    assert "The papers come in time now." in screen.text
    assert t("pack.title") in screen.text


def test_without_a_name_it_does_not_end(open_page: OpenPage, town: Town) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)

    screen.press("presenter.end.do")

    assert screen.errors == t("presenter.name_missing")
    assert town.read(meeting).state is MeetingState.RUNNING


def test_a_meeting_that_ended_too_soon_goes_on_where_it_was(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    move(town.context, meeting.id, seen=0, to=2)
    end_meeting(town.context, meeting.id, town.written)
    screen = open_presenter(open_page, meeting)

    screen.press("presenter.begin")

    present = town.read(meeting)
    assert (present.state, present.position) == (MeetingState.RUNNING, 2)


def test_nothing_moves_once_another_window_ended_the_meeting(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.begin()
    screen = open_presenter(open_page, meeting)
    end_meeting(town.context, meeting.id, town.written)

    screen.press("presenter.next")

    assert town.read(meeting).position == 0
    assert t("presenter.after_end") in screen.text
    assert screen.app.toast[0].value == t("presenter.not_running")
