"""The log as its page shows it."""

from datetime import date, timedelta

import pytest

from monitor.domain.partnership import Partnership
from monitor.domain.register.log import (
    Contact,
    Event,
    EventKind,
    GrowthStage,
    GrowthStep,
    Lesson,
)
from monitor.domain.register.record import Authorship
from monitor.services.context import Context
from monitor.services.logbook.keep_log import add_entry
from monitor.services.logbook.read_log import read_log
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import add_closed_round, make_partnership

ADA = Authorship("Ada", NOW)


@pytest.fixture
def partnership(context: Context) -> Partnership:
    return make_partnership(context, "Oosterdal", people=3)


def test_the_newest_entry_comes_first_whenever_it_was_written(
    context: Context, partnership: Partnership
) -> None:
    days = [date(2026, 3, 1), date(2026, 9, 1), date(2026, 6, 1)]
    for day in days:
        add_entry(context, partnership.id, Lesson(day, "Geleerd"), ADA)
    add_entry(context, partnership.id, Contact(date(2026, 7, 1)), ADA)

    log = read_log(context, partnership.id)

    assert [each.content.on.month for each in log.entries] == [9, 7, 6, 3]
    assert [each.content.on.month for each in log.lessons] == [9, 6, 3]


def test_an_empty_log_knows_no_contact_and_no_stage(
    context: Context, partnership: Partnership
) -> None:
    log = read_log(context, partnership.id)

    assert log.weeks_since_contact is None
    assert log.growth.stage is None


def test_weeks_since_contact_are_whole_weeks(context: Context, partnership: Partnership) -> None:
    add_entry(context, partnership.id, Contact(TODAY - timedelta(days=41)), ADA)

    assert read_log(context, partnership.id).weeks_since_contact == 5


def test_stage_and_next_step_are_those_of_today(context: Context, partnership: Partnership) -> None:
    later = TODAY + timedelta(days=60)
    for entry in (
        GrowthStep(date(2026, 2, 1), "Werkgroep begonnen", GrowthStage.ORGANISED),
        GrowthStep(later, "Coöperatie oprichten", GrowthStage.LEGAL_ENTITY),
    ):
        add_entry(context, partnership.id, entry, ADA)

    log = read_log(context, partnership.id)

    assert log.growth.stage is GrowthStage.ORGANISED
    assert log.growth.next_step is not None
    assert log.growth.next_step.content.on == later


def test_a_plan_stays_a_plan_when_its_day_has_passed(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    step = GrowthStep(TODAY + timedelta(days=7), "Oprichten", GrowthStage.LEGAL_ENTITY)
    add_entry(context, partnership.id, step, ADA)

    clock.advance(timedelta(days=30))

    assert read_log(context, partnership.id).growth.stage is None


def test_closed_check_ins_and_events_are_on_the_time_line(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    add_entry(context, partnership.id, Event(TODAY, EventKind.MEETING, "Gesprek"), ADA)

    log = read_log(context, partnership.id)

    (held,) = log.rounds
    assert log.timeline.held_on == {held.id: date(2026, 12, 1)}
    assert [each.title for each in log.timeline.events] == ["Gesprek"]
    assert log.shipped
