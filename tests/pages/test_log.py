"""The log page: write down, correct, take away, grow, learn, explain and hand over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.domain.register.entry import EntryT
from monitor.domain.register.log import (
    Change,
    Contact,
    Event,
    EventKind,
    GrowthStage,
    GrowthStep,
    Handover,
    Lesson,
    Support,
    SupportKind,
    Term,
)
from monitor.domain.register.record import Authorship, Record
from monitor.i18n.catalogue import translator
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry, correct_entry
from monitor.services.logbook.read_log import LogView, read_log
from monitor.ui.log import entry_dialog
from monitor.ui.log.parts import Part
from tests.factories import NOW, TODAY, FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import add_closed_round, make_partnership

t = translator(Language.ENGLISH)
ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def open_log(
    open_page: OpenPage,
    partnership: Partnership,
    part: Part = Part.TIME_LINE,
    language: Language = Language.ENGLISH,
) -> Screen:
    return open_page("log", language, id=str(partnership.id), part=part.value)


def write(context: Context, partnership: Partnership, entry: EntryT) -> Record[EntryT]:
    return add_entry(context, partnership.id, entry, ADA)


def stored(context: Context, partnership: Partnership) -> LogView:
    return read_log(context, partnership.id)


def sign(screen: Screen, key: str = "log") -> None:
    screen.app.text_input(key=f"{key}.writer").set_value("Bo")


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("language", Language)
def test_every_part_opens_empty_in_both_languages(
    open_page: OpenPage, partnership: Partnership, part: Part, language: Language
) -> None:
    screen = open_log(open_page, partnership, part, language)

    assert translator(language)("log.lead") in screen.text


def test_contact_is_written_down_with_one_click(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership)
    assert t("log.contact.unknown") in screen.text
    sign(screen)

    screen.press("log.contact.0.save")

    (entry,) = stored(context, partnership).entries
    assert entry.content == Contact(TODAY)
    assert entry.written.by == "Bo"
    assert "The last contact was on 17 November 2026." in screen.text


def test_contact_without_a_name_keeps_what_was_typed(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.CONTACT)
    screen.app.text_input(key="log.contact.0.text").set_value("About the budget")

    screen.press("log.contact.0.save")

    assert t("log.fault.name_missing") in screen.errors
    assert screen.app.text_input(key="log.contact.0.text").value == "About the budget"
    assert list(stored(context, partnership).entries) == []


def test_a_day_to_come_is_no_contact_yet(open_page: OpenPage, partnership: Partnership) -> None:
    screen = open_log(open_page, partnership)
    sign(screen)
    screen.app.date_input(key="log.contact.0.on").set_value(TODAY + timedelta(days=1))

    screen.press("log.contact.0.save")

    assert t("log.fault.in_future") in screen.errors


def test_after_six_weeks_without_contact_the_page_says_so_kindly(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    write(context, partnership, Contact(TODAY - timedelta(weeks=7)))

    screen = open_log(open_page, partnership)

    assert "The last contact was 7 weeks ago" in screen.text
    assert t("log.contact.quiet") in screen.text


def test_a_new_lesson_is_written_in_a_dialog(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.LEARNT)
    screen.press("log.add.lesson")
    screen.app.text_area(key="log.new.lesson.text").set_value("Call first.")
    screen.app.checkbox(key="log.new.lesson.from_mistake").set_value(True)
    sign(screen, "log.new.lesson")

    screen.press("log.add.lesson", "log.new.lesson.save")

    (lesson,) = stored(context, partnership).lessons
    assert lesson.content == Lesson(TODAY, "Call first.", from_mistake=True)
    assert "Call first." in screen.text


def test_an_unfinished_entry_stays_in_its_dialog(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership)
    screen.press("log.add.support")
    screen.app.text_area(key="log.new.support.text").set_value("A day a week")

    screen.press("log.add.support", "log.new.support.save")

    assert t("log.fault.kinds_missing") in screen.errors
    assert t("log.fault.name_missing") in screen.errors
    assert screen.app.text_area(key="log.new.support.text").value == "A day a week"
    assert list(stored(context, partnership).entries) == []


def test_an_entry_without_a_day_is_refused(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership)
    screen.press("log.add.event")
    screen.app.date_input(key="log.new.event.on").set_value(None)
    screen.app.text_input(key="log.new.event.title").set_value("Party")
    sign(screen, "log.new.event")

    screen.press("log.add.event", "log.new.event.save")

    assert t("log.fault.date_missing") in screen.errors
    assert list(stored(context, partnership).entries) == []


def test_a_correction_keeps_both_versions_readable(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    record = write(context, partnership, Change(TODAY, "The grid passes the church."))
    screen = open_log(open_page, partnership)
    screen.press(f"log.edit.{record.id}")
    screen.app.text_area(key=f"log.correct.{record.id}.text").set_value("The grid passes school.")
    sign(screen, f"log.correct.{record.id}")

    screen.press(f"log.edit.{record.id}", f"log.correct.{record.id}.save")
    screen.press(f"log.history.{record.id}")

    assert stored(context, partnership).changes[0].content.text == "The grid passes school."
    assert "church" in screen.text
    assert t("log.version", n=2) in screen.text


def test_who_corrects_what_somebody_just_changed_sees_that_change_first(
    open_page: OpenPage,
    context: Context,
    partnership: Partnership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = write(context, partnership, Change(TODAY, "First"))
    key, edit = f"log.correct.{record.id}", f"log.edit.{record.id}"

    def correct_second(
        context: Context, record: Record[Change], entry: Change, written: Authorship
    ) -> Record[Change]:
        correct_entry(context, record, Change(TODAY, "Theirs"), ADA)
        return correct_entry(context, record, entry, written)

    screen = open_log(open_page, partnership)
    screen.press(edit)
    screen.app.text_area(key=f"{key}.text").set_value("Mine")
    sign(screen, key)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(entry_dialog, "correct_entry", correct_second)
        screen.press(edit, f"{key}.save")

    assert "Theirs" in screen.text
    assert screen.app.text_area(key=f"{key}.text").value == "Mine"
    screen.press(edit, f"{key}.save")
    assert stored(context, partnership).changes[0].content.text == "Mine"


def test_what_is_taken_away_comes_back_by_undo(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    record = write(context, partnership, Lesson(TODAY, "Call first."))
    screen = open_log(open_page, partnership)
    sign(screen)

    screen.press(f"log.remove.{record.id}")

    assert list(stored(context, partnership).entries) == []
    assert "Removed: Call first." in screen.text
    screen.press("log.undo")
    assert len(stored(context, partnership).entries) == 1


def test_nothing_is_taken_away_without_a_name(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    record = write(context, partnership, Lesson(TODAY, "Call first."))
    screen = open_log(open_page, partnership)

    screen.press(f"log.remove.{record.id}")

    assert t("log.fault.name_missing") in screen.errors
    assert len(stored(context, partnership).entries) == 1


def test_the_time_line_holds_entries_and_check_ins_and_can_be_filtered(
    open_page: OpenPage, context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    write(context, partnership, Lesson(TODAY, "Call first."))
    write(context, partnership, Event(TODAY, EventKind.DECISION, "The council agrees"))
    screen = open_log(open_page, partnership)
    assert "Check-in of Q4 2026 closed" in screen.text

    screen.app.multiselect(key="log.kinds").set_value(["lesson"]).run()

    assert "Call first." in screen.text
    assert "The council agrees" not in screen.text


def test_a_long_time_line_comes_in_pages(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    for day in range(25):
        write(context, partnership, Contact(TODAY - timedelta(days=day), f"Call {day:02}"))

    screen = open_log(open_page, partnership)

    assert "Call 19" in screen.text
    assert "Call 20" not in screen.text


def test_hostile_words_are_shown_as_words(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    write(context, partnership, Lesson(TODAY, "<script>alert(1)</script> **bold**"))

    screen = open_log(open_page, partnership)

    assert any("&lt;script&gt;" in element.value for element in screen.app.html)


def test_the_growth_path_shows_stages_plans_and_support(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    for entry in (
        GrowthStep(date(2026, 2, 1), "Working group", GrowthStage.ORGANISED),
        GrowthStep(date(2027, 2, 1), "Cooperative", GrowthStage.LEGAL_ENTITY),
        Support(date(2026, 1, 1), (SupportKind.TIME,), "A day a week"),
    ):
        write(context, partnership, entry)

    screen = open_log(open_page, partnership, Part.GROWTH)

    assert "1 February 2026 The initiative is here now" in screen.text
    assert "planned: 1 February 2027" in screen.text
    assert "Support now: time." in screen.text
    assert len(screen.app.get("plotly_chart")) == 1


def test_an_empty_growth_path_explains_the_right_to_grow_up(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.GROWTH)

    assert t("growth.right") in screen.text
    assert t("growth.empty") in screen.text


def test_a_plan_whose_day_passed_is_confirmed_with_one_click(
    open_page: OpenPage, context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    step = GrowthStep(TODAY + timedelta(days=7), "Cooperative", GrowthStage.LEGAL_ENTITY)
    record = write(context, partnership, step)
    clock.advance(timedelta(days=30))
    screen = open_log(open_page, partnership, Part.GROWTH)
    assert "This was planned for 24 November 2026" in screen.text
    sign(screen)

    screen.press(f"log.worked_out.{record.id}")

    assert stored(context, partnership).growth.stage is GrowthStage.LEGAL_ENTITY


def test_a_word_of_the_product_gets_an_explanation_of_the_parties(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.GLOSSARY)
    screen.app.text_input(key="glossary.search").set_value("frames").run()
    screen.press("glossary.explain.0")
    screen.app.text_area(key="log.new.term.meaning").set_value("What the council settled.")
    sign(screen, "log.new.term")

    screen.press("glossary.explain.0", "log.new.term.save")

    (term,) = stored(context, partnership).terms
    assert term.content == Term("frames", "What the council settled.")
    assert "The usual explanation is:" in screen.text


def test_a_search_without_result_says_what_to_do(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.GLOSSARY)

    screen.app.text_input(key="glossary.search").set_value("zzz").run()

    assert t("glossary.none_help") in screen.text


def test_handing_over_changes_the_contact_and_stands_on_the_time_line(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.HANDOVER)
    screen.press("handover.begin")
    screen.app.text_input(key="handover.joined").set_value("Bo Smit")
    screen.app.text_input(key="handover.stand_in").set_value("Cas")
    screen.app.number_input(key="handover.answer_days").set_value(3)
    sign(screen, "handover")

    screen.press("handover.begin", "handover.do")

    log = stored(context, partnership)
    assert log.partnership.contact == "Bo Smit"
    assert log.handovers[0].content == Handover(TODAY, None, "Noor Visser", "Bo Smit")
    assert "Bo Smit takes the place of Noor Visser." in screen.text
    assert "Contact person: Bo Smit" in screen.text


def test_a_handover_to_nobody_is_refused(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.HANDOVER)
    screen.press("handover.begin")
    sign(screen, "handover")

    screen.press("handover.begin", "handover.do")

    assert t("log.fault.joined_missing") in screen.errors
    assert stored(context, partnership).partnership.contact == "Noor Visser"


def test_the_handover_card_shows_published_numbers_only(
    open_page: OpenPage, context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})

    screen = open_log(open_page, partnership, Part.HANDOVER)

    assert "The last four check-ins" in screen.text
    # Three people a party: numbers are rounded to halves.
    assert "≈" in screen.text


def test_the_handover_card_can_be_taken_along(
    open_page: OpenPage, partnership: Partnership
) -> None:
    screen = open_log(open_page, partnership, Part.HANDOVER)

    screen.press("handover.make")

    (button,) = screen.app.get("download_button")
    assert button.proto.label == t("handover.card.save")


def test_lessons_of_an_ended_partnership_stay_readable(
    open_page: OpenPage, context: Context, partnership: Partnership
) -> None:
    write(context, partnership, Lesson(TODAY, "Call first."))
    end(context, partnership)

    screen = open_log(open_page, partnership, Part.LEARNT)

    assert t("ending.stays_found") in screen.text
    assert "Call first." in screen.text


def end(context: Context, partnership: Partnership) -> None:
    """Let a partnership end today."""
    with context.unit_of_work() as uow:
        found = uow.partnerships.get(partnership.id)
        uow.partnerships.save(replace(found, profile=replace(found.profile, ended_on=TODAY)))
        uow.commit()


def test_an_unknown_partnership_leads_back(open_page: OpenPage) -> None:
    screen = open_page("log", id="999999")

    assert t("pages.unknown.title") in screen.text
