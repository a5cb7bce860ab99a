"""The page on which a cooperation is ended well: nothing typed is lost, and all can be undone."""

from datetime import timedelta

import pytest

from monitor.domain.errors import RecordChangedError
from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.agreement import Agreement, AgreementKind, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Change
from monitor.domain.register.record import Authorship, ContentT, Record
from monitor.i18n.catalogue import translator
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.services.checkin.plan_rounds import RhythmDraft, set_rhythm
from monitor.services.context import Context
from monitor.services.ending.read_ending import EndingView, read_ending
from monitor.services.ending.write_farewell import write_farewell
from monitor.services.register.edit_partnership import end_partnership, read_sheet
from monitor.ui.ending.parts import Part
from tests.factories import NOW, TODAY, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership, open_checkin

t = translator(Language.ENGLISH)
ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=5)


def open_ending(
    open_page: OpenPage,
    partnership: Partnership,
    part: Part = Part.WHY,
    language: Language = Language.ENGLISH,
) -> Screen:
    return open_page("ending", language, id=str(partnership.id), part=part.value)


def write(context: Context, partnership: Partnership, content: ContentT) -> Record[ContentT]:
    with context.unit_of_work() as uow:
        record = uow.records.add(partnership.id, content, ADA)
        uow.commit()
    return record


def agree(context: Context, partnership: Partnership, text: str) -> Record[Agreement]:
    owner = partnership.parties[0].id
    return write(context, partnership, Agreement(AgreementKind.PROCESS, text, owner, TODAY))


def stored(context: Context, partnership: Partnership) -> EndingView:
    return read_ending(context, partnership.id)


def sign(screen: Screen) -> None:
    screen.app.text_input(key="ending.writer").set_value("Bo").run()


def type_in(screen: Screen, name: str, text: str) -> None:
    screen.app.text_area(key=f"ending.field.{name}").set_value(text).run()
    assert not screen.app.exception


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("language", Language)
def test_every_step_opens_empty_in_both_languages(
    open_page: OpenPage, partnership: Partnership, part: Part, language: Language
) -> None:
    screen = open_ending(open_page, partnership, part, language)

    assert translator(language)("ending.lead") in screen.text
    assert translator(language)(f"ending.{part.value}.title") in screen.text


def test_the_steps_lead_to_one_another_and_stand_in_the_address(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership)

    for part in [*Part][1:]:
        screen.press("ending.next")
        assert screen.app.query_params["part"] == part.value
    screen.press("ending.back")

    assert screen.app.query_params["part"] == Part.TAKE.value
    assert t("ending.take.title") in screen.text


def test_it_begins_with_what_was_agreed_about_stopping_together(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    assert t("ending.why.not_agreed") in open_ending(open_page, partnership).text
    agreed = Collaboration(stop_together="We first talk about it.")
    write(context, partnership, agreed)

    assert "We first talk about it." in open_ending(open_page, partnership).text


def test_nothing_is_written_before_somebody_says_who_writes(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.STAYS)
    assert screen.app.text_area(key="ending.field.call").disabled

    sign(screen)

    assert not screen.app.text_area(key="ending.field.call").disabled


def test_what_is_typed_is_kept_when_going_back_and_forth_and_after_a_reload(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.STAYS)
    sign(screen)
    type_in(screen, "call", "Noor, of the municipality")

    screen.press("ending.back")
    screen.press("ending.next")

    assert screen.app.text_area(key="ending.field.call").value == "Noor, of the municipality"
    again = open_ending(open_page, partnership, Part.STAYS)
    assert again.app.text_area(key="ending.field.call").value == "Noor, of the municipality"
    assert stored(context, partnership).farewell == Farewell(call="Noor, of the municipality")


def test_what_the_other_party_writes_meanwhile_is_not_lost(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.STAYS)
    sign(screen)
    write_farewell(context, partnership.id, Farewell(), Farewell(keeps="The garden"), ADA)

    type_in(screen, "keeps", "The tools")

    assert stored(context, partnership).farewell.keeps == "The garden\nThe tools"
    assert screen.app.text_area(key="ending.field.keeps").value == "The garden\nThe tools"


def test_a_text_that_is_too_long_together_with_what_another_wrote_is_not_cut(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.STAYS)
    sign(screen)
    long = Farewell(keeps="a" * 1500)
    write_farewell(context, partnership.id, Farewell(), long, ADA)

    type_in(screen, "keeps", "b" * 1500)

    assert stored(context, partnership).farewell == long


def test_a_lesson_goes_to_the_log(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.LESSONS)
    sign(screen)
    type_in(screen, "lesson", "Call first.")
    screen.app.checkbox(key="ending.lesson.from_mistake").check().run()

    screen.press("ending.lesson.keep")

    (lesson,) = stored(context, partnership).lessons
    assert (lesson.content.text, lesson.content.from_mistake) == ("Call first.", True)
    assert lesson.written.by == "Bo"
    assert screen.app.text_area(key="ending.field.lesson").value == ""
    assert "Call first." in screen.text


def test_a_lesson_that_was_only_typed_is_told_before_the_end(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_ending(open_page, partnership, Part.LESSONS)
    sign(screen)
    type_in(screen, "lesson", "Call first.")

    screen = open_ending(open_page, partnership, Part.LAST_DAY)
    screen.press("ending.left.lesson_unsaved")

    assert screen.app.text_area(key="ending.field.lesson").value == "Call first."


@pytest.mark.parametrize(
    "state", [AgreementState.DONE, AgreementState.DROPPED, AgreementState.CONTINUES]
)
def test_of_an_open_agreement_it_is_said_what_becomes_of_it_and_that_can_be_undone(
    open_page: OpenPage, context: Context, partnership: Partnership, state: AgreementState
) -> None:
    record = agree(context, partnership, "We call every month.")
    screen = open_ending(open_page, partnership, Part.STAYS)
    sign(screen)

    screen.press(f"ending.{state.value}.{record.id}")

    (decided,) = stored(context, partnership).agreements
    assert decided.content.state is state
    assert t("ending.stays.none_open") in screen.text
    screen.press(f"ending.open.{record.id}")
    (opened,) = stored(context, partnership).agreements
    assert opened.content.state is AgreementState.OPEN


def test_an_agreement_that_goes_on_is_found_on_its_own_page(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    record = agree(context, partnership, "We call every month.")
    screen = open_ending(open_page, partnership, Part.STAYS)
    sign(screen)
    screen.press(f"ending.continues.{record.id}")

    screen.go("agreements", id=str(partnership.id))

    assert "We call every month." in screen.text
    assert read_agreements(context, partnership.id).continues


@pytest.mark.parametrize("is_measured", [False, True])
def test_both_parties_take_the_same_file_along(
    open_page: OpenPage,
    context: Context,
    clock: FakeClock,
    partnership: Partnership,
    *,
    is_measured: bool,
) -> None:
    if is_measured:
        add_closed_round(context, clock, partnership, {}, {})
    screen = open_ending(open_page, partnership, Part.TAKE)
    assert (t("ending.take.results") in screen.text) == is_measured

    screen.press("ending.make")

    (button,) = screen.app.get("download_button")
    assert button.proto.label.startswith("Save the file")


def test_the_cooperation_ends_on_the_day_that_was_chosen_and_may_go_on_after_all(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(TODAY + timedelta(days=20)))
    screen = open_ending(open_page, partnership, Part.LAST_DAY)
    sign(screen)
    last_on = TODAY + timedelta(days=10)
    screen.app.date_input(key="ending.field.last_on").set_value(last_on).run()
    type_in(screen, "words", "Thank you all.")

    screen.press("ending.do")
    screen.press("ending.do", "ending.confirm")

    sheet = read_sheet(context, partnership.id)
    assert sheet.partnership.profile.ended_on == last_on
    assert not sheet.has_rhythm
    assert "Thank you all." in screen.text
    assert t("ending.will_end", day="27 November 2026") in screen.text

    screen.press("ending.resume")

    assert stored(context, partnership).ended_on is None
    assert screen.app.text_area(key="ending.field.words").value == "Thank you all."


def test_a_partnership_that_changed_meanwhile_does_not_end_unseen(
    open_page: OpenPage, context: Context, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_ending(open_page, partnership, Part.LAST_DAY)
    sign(screen)
    monkeypatch.setattr("monitor.ui.ending.last_day_part.end_partnership", refuse)

    screen.press("ending.do")
    screen.press("ending.do", "ending.confirm")

    assert t("register.fault.changed") in screen.errors
    assert stored(context, partnership).ended_on is None


def test_the_last_day_shows_what_was_reached_and_what_is_left(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    write(context, partnership, Change(TODAY, "Two streets were swapped."))
    agree(context, partnership, "We call every month.")
    open_checkin(context, partnership)

    screen = open_ending(open_page, partnership, Part.LAST_DAY)

    assert "Two streets were swapped" in screen.text
    labels = [each.label for each in screen.app.button]
    assert t("ending.left.agreements_open") in labels
    assert "A check-in is still open" in screen.text


def test_after_the_end_the_page_of_the_partnership_and_the_overview_say_so(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    end_partnership(context, partnership, TODAY)

    screen = open_page("partnership", id=str(partnership.id))

    assert t("ending.ended", day="17 November 2026") in screen.text
    screen.go("overview")
    assert screen.listed == ["Oosterdal"]


def refuse(*_: object) -> None:
    """Do as when somebody else saved first."""
    raise RecordChangedError("partnership")
