"""The page of meetings: prepare one, change its plan, and find back those that were held."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.meeting import Meeting
from monitor.domain.meeting.plan import Plan, StepKind
from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.services.cards.choose_cards import choose_card
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from monitor.services.meeting.end_meeting import end_meeting
from monitor.services.meeting.hold import begin_meeting, keep_note, read_meeting
from monitor.services.meeting.prepare import change_plan, discard_meeting, read_meetings
from monitor.services.register.edit_partnership import end_partnership
from monitor.ui.meeting.preparing import preparation
from tests.copies import Copies
from tests.factories import make_card
from tests.meetings import Town, copy_town
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership

t = translator(Language.ENGLISH)
NAME, SAVE = "meeting.save.writer", "meeting.save"


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def open_meetings(
    open_page: OpenPage, town: Town, language: Language = Language.ENGLISH, **query: str
) -> Screen:
    return open_page("meeting", language, id=str(town.partnership.id), **query)


def save(screen: Screen, name: str = "Noor Visser") -> None:
    screen.app.text_input(key=NAME).set_value(name)
    screen.press(SAVE)


def only_meeting(town: Town) -> Meeting:
    (meeting,) = read_meetings(town.context, town.partnership.id).meetings
    return meeting


def kinds_of(meeting: Meeting) -> list[StepKind]:
    return [step.kind for step in meeting.plan.steps]


def links_of(screen: Screen) -> list[str]:
    return [link.proto.url for link in screen.app.link_button]


@pytest.mark.parametrize("language", list(Language))
def test_without_results_the_page_says_what_comes_first(
    open_page: OpenPage, context: Context, language: Language
) -> None:
    partnership = make_partnership(context, "Bosrand", people=3)

    screen = open_page("meeting", language, id=str(partnership.id))

    words = translator(language)
    assert words("meeting.empty_help") in screen.text
    assert SAVE not in {each.key for each in screen.app.button}


@pytest.mark.parametrize("language", list(Language))
def test_a_plan_shows_what_each_screen_will_say_and_keeps_the_split_closed(
    open_page: OpenPage, town: Town, language: Language
) -> None:
    screen = open_meetings(open_page, town, language)

    words = translator(language)
    assert words("meeting.plan.total", steps=8, n=town.plan.minutes) in screen.text
    assert words("meeting.plan.closed_help") in screen.text
    assert screen.text.count(words("meeting.plan.locked")) == 2
    assert words("screen.step.joint") in screen.text


def test_a_meeting_is_made_ready_and_its_windows_can_be_opened(
    open_page: OpenPage, town: Town
) -> None:
    screen = open_meetings(open_page, town)

    save(screen)

    meeting = only_meeting(town)
    assert (meeting.plan, meeting.language) == (town.plan, Language.ENGLISH)
    assert meeting.prepared.by == "Noor Visser"
    assert t("meeting.state.prepared") in screen.text
    assert links_of(screen) == [f"/presenter?meeting={meeting.id}", f"/screen?meeting={meeting.id}"]


def test_without_a_name_nothing_is_stored_and_the_plan_stays(
    open_page: OpenPage, town: Town
) -> None:
    screen = open_meetings(open_page, town)
    screen.press("meeting.cover.proud")

    screen.press(SAVE)

    assert screen.errors == t("meeting.fault.name_missing")
    assert read_meetings(town.context, town.partnership.id).meetings == []
    save(screen)
    assert StepKind.PROUD not in kinds_of(only_meeting(town))


def test_everything_of_a_plan_can_be_changed(open_page: OpenPage, town: Town) -> None:
    screen = open_meetings(open_page, town)
    screen.press("meeting.down.last_time")
    screen.press("meeting.cover.moved")
    screen.press("meeting.uncover.comments")
    screen.app.number_input(key="meeting.minutes.joint").set_value(9).run()
    screen.app.radio(key="meeting.first").set_value(town.municipality).run()
    screen.app.toggle(key="meeting.outside").set_value(False).run()
    screen.app.toggle(key="meeting.questions").set_value(False).run()
    screen.app.radio(key="meeting.language").set_value(Language.DUTCH).run()

    save(screen)

    meeting = only_meeting(town)
    assert kinds_of(meeting)[:3] == [StepKind.PROUD, StepKind.LAST_TIME, StepKind.JOINT]
    assert StepKind.MOVED not in kinds_of(meeting)
    assert StepKind.COMMENTS in kinds_of(meeting)
    assert meeting.plan.steps[2].minutes == 9
    assert meeting.plan.speaking_order == (town.municipality, town.initiative)
    assert not meeting.plan.has_outside_view
    assert not meeting.plan.shows_questions
    assert meeting.language is Language.DUTCH


def test_moving_buttons_say_what_they_move_and_stop_at_the_ends(
    open_page: OpenPage, town: Town
) -> None:
    screen = open_meetings(open_page, town)

    first, last = (screen.app.button(key=f"meeting.{key}") for key in ("up.last_time", "down.talk"))
    assert first.label == t("meeting.plan.up", step=t("screen.step.last_time"))
    assert first.disabled
    assert last.disabled


def test_a_plan_can_be_about_an_earlier_round(open_page: OpenPage, town: Town) -> None:
    town.answer_round()
    earlier = read_meetings(town.context, town.partnership.id).releases[0]
    screen = open_meetings(open_page, town)

    screen.app.selectbox(key="meeting.round").set_value(earlier.round_id).run()
    save(screen)

    assert only_meeting(town).plan.round_id == earlier.round_id


def test_cards_that_were_chosen_are_in_the_plan_and_others_can_be_added_up_to_three(
    open_page: OpenPage, town: Town
) -> None:
    chosen, second, third = read_shipped_cards()[:3]
    choose_card(town.context, town.partnership.id, chosen.code, town.written)
    screen = open_meetings(open_page, town)
    for card in (second, third):
        screen.app.selectbox(key="meeting.card.library").set_value(card.code).run()

    assert not screen.app.exception
    assert t("meeting.cards.count", count=3, most=3) in screen.text
    assert "meeting.card.library" not in {each.key for each in screen.app.selectbox}
    screen.press(f"meeting.cover.{chosen.code}")
    screen.press(f"meeting.card.{chosen.code}")
    save(screen)
    assert only_meeting(town).plan.cards == (second.code, third.code, chosen.code)


def test_an_empty_plan_is_refused(open_page: OpenPage, town: Town) -> None:
    screen = open_meetings(open_page, town)
    for step in town.plan.steps:
        screen.press(f"meeting.cover.{step.kind.value}")

    save(screen)

    assert t("meeting.plan.none") in screen.text
    assert screen.errors == t("meeting.fault.no_steps")


def test_the_plan_of_a_prepared_meeting_is_changed(open_page: OpenPage, town: Town) -> None:
    meeting = town.prepare()
    screen = open_meetings(open_page, town, part="meetings")
    screen.press(f"meeting.change.{meeting.id}")
    screen.press("meeting.cover.proud")

    save(screen)

    assert StepKind.PROUD not in kinds_of(only_meeting(town))


def test_changes_can_be_dropped(open_page: OpenPage, town: Town) -> None:
    town.prepare()
    screen = open_meetings(open_page, town)
    screen.press("meeting.cover.proud")

    screen.press("meeting.undo")

    assert t("screen.step.proud") in screen.text
    assert "meeting.undo" not in {each.key for each in screen.app.button}


def test_what_somebody_else_changed_meanwhile_is_said_and_the_own_plan_stays(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.prepare()
    screen = open_meetings(open_page, town)
    screen.press("meeting.cover.proud")
    keep_note(town.context, meeting.id, meeting.plan.steps[0], "Begin slowly.")

    save(screen)
    said = screen.errors
    save(screen)

    assert said == t("meeting.changed")
    changed = read_meeting(town.context, meeting.id).meeting
    assert StepKind.PROUD not in kinds_of(changed)
    assert dict(changed.notes) == {"last_time": "Begin slowly."}


def test_a_meeting_that_goes_on_is_not_changed_but_another_can_be_prepared(
    open_page: OpenPage, town: Town
) -> None:
    running = town.begin()
    screen = open_meetings(open_page, town)

    assert t("meeting.state.running") in screen.text
    assert SAVE not in {each.key for each in screen.app.button}
    screen.press("meeting.new")
    save(screen)
    prepared, _ = read_meetings(town.context, town.partnership.id).meetings
    assert prepared.id != running.id


@pytest.mark.parametrize("language", list(Language))
def test_the_list_tells_of_every_meeting_and_leads_on(
    open_page: OpenPage, town: Town, language: Language
) -> None:
    held, prepared = town.begin(), town.prepare()
    end_meeting(town.context, held.id, town.written)

    screen = open_meetings(open_page, town, language, part="meetings")

    words = translator(language)
    assert words("meeting.list.state.ended") in screen.text
    assert words("meeting.list.state.prepared") in screen.text
    assert links_of(screen) == [
        f"/presenter?meeting={prepared.id}",
        f"/screen?meeting={prepared.id}",
        f"/presenter?meeting={held.id}",
    ]
    screen.press(f"meeting.files.{held.id}")
    assert screen.app.query_params["part"] == "files"
    assert screen.app.query_params["meeting"] == str(held.id)
    assert not screen.app.exception


@pytest.mark.parametrize("language", list(Language))
def test_what_was_prepared_is_thrown_away_after_a_question(
    open_page: OpenPage, town: Town, language: Language
) -> None:
    meeting, words = town.prepare(), translator(language)
    screen = open_meetings(open_page, town, language, part="meetings")
    assert words("meeting.discard.help") in screen.text

    screen.press(f"meeting.discard.{meeting.id}.do")

    assert read_meetings(town.context, town.partnership.id).meetings == []
    assert [each.value for each in screen.app.toast] == [words("meeting.discard.done")]
    assert words("meeting.list.none") in screen.text


def test_a_meeting_that_began_meanwhile_is_not_thrown_away(open_page: OpenPage, town: Town) -> None:
    meeting = town.prepare()
    screen = open_meetings(open_page, town, part="meetings")
    begin_meeting(town.context, meeting.id)

    screen.press(f"meeting.discard.{meeting.id}.do")

    assert only_meeting(town).id == meeting.id
    assert [each.value for each in screen.app.toast] == [t("meeting.discard.begun")]
    assert not [each for each in screen.app.button if "discard" in str(each.key)]


def test_a_plan_whose_meeting_was_thrown_away_meanwhile_is_stored_as_a_new_one(
    open_page: OpenPage, town: Town
) -> None:
    meeting = town.prepare()
    screen = open_meetings(open_page, town)
    screen.press("meeting.cover.proud")
    discard_meeting(town.context, meeting.id)

    save(screen)

    assert only_meeting(town).id != meeting.id
    assert StepKind.PROUD not in kinds_of(only_meeting(town))


def test_cards_of_organisations_that_take_no_part_are_not_offered(
    open_page: OpenPage, town: Town, context: Context
) -> None:
    others = make_partnership(context, "Bosrand", people=2)
    places = [town.partnership, others]
    own, theirs = (
        add_card(context, each.parties[0].organisation.id, make_card(title=each.name), town.written)
        for each in places
    )

    offered = open_meetings(open_page, town).app.selectbox(key="meeting.card.library").options

    assert own.title[Language.ENGLISH] in offered
    assert theirs.title[Language.ENGLISH] not in offered


def test_a_plan_whose_meeting_is_thrown_away_while_it_is_saved_stays(
    open_page: OpenPage, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_too_late(context: Context, shown: Meeting, plan: Plan) -> Meeting:
        discard_meeting(context, shown.id)
        return change_plan(context, shown, plan)

    monkeypatch.setattr(preparation, "change_plan", change_too_late)
    meeting = town.prepare()
    screen = open_meetings(open_page, town)
    screen.press("meeting.cover.proud")

    save(screen)
    said = screen.errors
    save(screen)

    assert said == t("meeting.changed")
    assert only_meeting(town).id != meeting.id
    assert StepKind.PROUD not in kinds_of(only_meeting(town))


@pytest.mark.parametrize("part", ["prepare", "meetings"])
def test_a_cooperation_that_ended_prepares_no_new_meeting(
    open_page: OpenPage, town: Town, part: str
) -> None:
    end_partnership(town.context, town.partnership, town.context.today())

    screen = open_meetings(open_page, town, part=part)

    assert t("meeting.over") in screen.text
    assert t("meeting.empty") not in screen.text
    assert not {SAVE, "meeting.new"} & {each.key for each in screen.app.button}


def test_what_was_held_before_a_cooperation_ended_can_be_read(
    open_page: OpenPage, town: Town
) -> None:
    held = town.begin()
    end_meeting(town.context, held.id, town.written)
    end_partnership(town.context, town.partnership, town.context.today())

    listed = open_meetings(open_page, town, part="meetings")
    shown = open_meetings(open_page, town, meeting=str(held.id))

    for screen in (listed, shown):
        assert f"/presenter?meeting={held.id}" in links_of(screen)
        assert "meeting.new" not in {each.key for each in screen.app.button}


def test_without_meetings_the_list_says_how_to_begin(open_page: OpenPage, town: Town) -> None:
    screen = open_meetings(open_page, town, part="meetings")

    assert t("meeting.list.none_help") in screen.text


def test_a_meeting_that_is_over_and_one_that_never_was_are_no_plan_to_change(
    open_page: OpenPage, town: Town
) -> None:
    held = begin_meeting(town.context, town.prepare().id)
    end_meeting(town.context, held.id, town.written)

    over = open_meetings(open_page, town, meeting=str(held.id))
    never = open_meetings(open_page, town, meeting="99")

    assert t("meeting.state.ended") in over.text
    assert t("meeting.plan.title") in never.text


def test_a_party_that_left_since_does_not_speak_any_more(open_page: OpenPage, town: Town) -> None:
    meeting = town.prepare()
    order = (*meeting.plan.speaking_order, type(town.initiative)(99))
    with town.context.unit_of_work() as uow:
        uow.meetings.save(replace(meeting, plan=replace(meeting.plan, speaking_order=order)))
        uow.commit()
    screen = open_meetings(open_page, town)

    save(screen)

    assert only_meeting(town).plan.speaking_order == (town.initiative, town.municipality)
