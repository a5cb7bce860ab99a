"""The plan of a partnership on the page of check-ins: its rhythm and what comes next."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from monitor.domain.partnership import Language, Partnership
from monitor.i18n.catalogue import translator
from monitor.services.checkin.plan_rounds import RhythmDraft, set_rhythm
from monitor.services.context import Context
from monitor.services.results.partnership_view import read_checkins
from tests.factories import FakeClock
from tests.pages.conftest import OpenPage, Screen
from tests.seeding import make_partnership, open_checkin

t = translator(Language.ENGLISH)
RHYTHM, RHYTHM_DO = "plan.rhythm", "FormSubmitter:plan.rhythm_form"
EXTRA, EXTRA_DO = "plan.extra", "FormSubmitter:plan.extra_form"
SHIFT, SHIFT_DO = "plan.shift", "FormSubmitter:plan.shift_form"
FIRST = date(2026, 12, 7)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=4)


def open_plan(open_page: OpenPage, partnership: Partnership) -> Screen:
    return open_page("checkins", id=str(partnership.id), part="plan")


def test_without_a_rhythm_a_quarterly_one_is_suggested(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_plan(open_page, partnership)
    assert t("checkins.plan.no_rhythm") in screen.text

    screen.press(RHYTHM)
    assert screen.app.selectbox(key="plan.months").value == 3
    assert screen.app.date_input(key="plan.first_on").value == date(2026, 12, 1)
    screen.press(RHYTHM, RHYTHM_DO)

    view = read_checkins(context, partnership.id)
    assert view.rhythm is not None
    assert (view.rhythm.months, view.rhythm.open_days) == (3, 18)
    assert "A check-in every quarter, open for 18 days." in screen.text
    assert "Opens Tu 1 Dec, 09:00" in screen.text


def test_a_rhythm_that_cannot_work_says_why_and_keeps_what_was_typed(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_plan(open_page, partnership)
    screen.press(RHYTHM)
    screen.app.number_input(key="plan.days").set_value(90)
    screen.app.date_input(key="plan.first_on").set_value(date(2026, 11, 1))

    screen.press(RHYTHM, RHYTHM_DO)

    assert t("checkins.plan.fault.days") in screen.errors
    assert t("checkins.plan.fault.first_past") in screen.errors
    assert screen.app.number_input(key="plan.days").value == 90
    assert read_checkins(context, partnership.id).rhythm is None


def test_an_extra_short_checkin_is_planned_to_the_minute(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    screen = open_plan(open_page, partnership)
    screen.press(EXTRA)
    screen.app.date_input(key="plan.opens_day").set_value(date(2026, 12, 3))
    screen.app.time_input(key="plan.opens_time").set_value(time(8, 30))
    screen.app.date_input(key="plan.closes_day").set_value(date(2026, 12, 10))
    screen.app.time_input(key="plan.closes_time").set_value(time(17, 0))
    screen.app.checkbox(key="plan.is_light").set_value(True)

    screen.press(EXTRA, EXTRA_DO)

    (planned,) = read_checkins(context, partnership.id).planned
    assert planned.is_extra
    assert planned.is_light
    assert planned.period.opens_at == datetime(2026, 12, 3, 7, 30, tzinfo=UTC)
    assert planned.period.closes_at == datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
    assert t("checkins.plan.light") in screen.text


def test_an_extra_checkin_beside_an_open_one_is_refused(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    open_checkin(context, partnership)
    screen = open_plan(open_page, partnership)
    screen.press(EXTRA)

    screen.press(EXTRA, EXTRA_DO)

    assert t("checkins.plan.error.overlaps") in screen.errors
    assert read_checkins(context, partnership.id).planned == []


def test_a_checkin_is_moved_and_the_rhythm_stays(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)
    screen.press(SHIFT)
    screen.app.date_input(key="plan.opens_day").set_value(date(2026, 12, 9))

    screen.press(SHIFT, SHIFT_DO)

    view = read_checkins(context, partnership.id)
    assert view.planned[0].period.opens_at == datetime(2026, 12, 9, 8, tzinfo=UTC)
    assert view.rhythm is not None
    assert view.rhythm.next_on == date(2027, 3, 7)


def test_a_checkin_that_would_close_before_it_opens_is_refused(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)
    screen.press(SHIFT)
    screen.app.date_input(key="plan.closes_day").set_value(date(2026, 12, 1))

    screen.press(SHIFT, SHIFT_DO)

    assert t("checkins.plan.error.period") in screen.errors


def test_skipping_asks_first_and_plans_the_next(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)

    screen.press("plan.skip.")
    assert t("checkins.plan.skip.help") in screen.text
    screen.press("plan.skip.", "plan.skip_do")

    (planned,) = read_checkins(context, partnership.id).planned
    assert planned.period.opens_at == datetime(2027, 3, 8, 8, tzinfo=UTC)


def test_a_planned_checkin_becomes_a_short_one_with_one_press(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)

    screen.press("plan.light.")

    assert read_checkins(context, partnership.id).planned[0].is_light
    assert t("checkins.plan.make_full") in [button.label for button in screen.app.button]


def test_stopping_the_rhythm_asks_first(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)

    screen.press("plan.stop")
    assert t("checkins.plan.stop.help") in screen.text
    screen.press("plan.stop", "plan.stop_do")

    view = read_checkins(context, partnership.id)
    assert (view.rhythm, view.planned) == (None, [])


def test_a_checkin_that_could_not_open_says_why(
    open_page: OpenPage, partnership: Partnership, context: Context, clock: FakeClock
) -> None:
    set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    clock.advance(timedelta(days=25))

    screen = open_plan(open_page, partnership)

    assert t("checkins.plan.overdue") in [warning.value for warning in screen.app.warning]


def test_what_was_opened_meanwhile_is_said_to_be_gone(
    open_page: OpenPage, partnership: Partnership, context: Context
) -> None:
    planned = set_rhythm(context, partnership.id, RhythmDraft(FIRST))
    screen = open_plan(open_page, partnership)
    screen.press("plan.skip.")
    with context.unit_of_work() as work:
        work.plans.delete(planned.id)
        work.commit()

    screen.app.button(key=f"plan.skip.{planned.id}").click()
    screen.app.button(key=f"plan.skip_do.{planned.id}").click()
    screen.app.run()

    assert not screen.app.exception
    assert read_checkins(context, partnership.id).planned == []
