"""The growth path tells where an initiative stands and what it plans, and judges nothing."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.domain.growth import find_path, is_planned, is_running
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.log import GrowthStage, GrowthStep, Support, SupportKind
from monitor.domain.register.record import Authorship, Record, RecordId

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WRITTEN_AT = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)


def make_step(
    on: date, stage: GrowthStage | None = None, *, number: int = 1, at: datetime = WRITTEN_AT
) -> Record[GrowthStep]:
    return Record(
        RecordId(number), PartnershipId(1), GrowthStep(on, "Een stap", stage), Authorship("Ada", at)
    )


def test_without_steps_no_stage_is_known() -> None:
    path = find_path([], AMSTERDAM)

    assert path.stage is None
    assert path.next_step is None
    assert path.reached == {}


def test_the_stage_is_the_one_that_was_reached_last() -> None:
    steps = [
        make_step(date(2026, 5, 1), GrowthStage.ORGANISED),
        make_step(date(2025, 3, 1), GrowthStage.EXPLORING),
        make_step(date(2026, 9, 1)),
    ]

    path = find_path(steps, AMSTERDAM)

    assert path.stage is GrowthStage.ORGANISED
    assert path.reached == {
        GrowthStage.EXPLORING: date(2025, 3, 1),
        GrowthStage.ORGANISED: date(2026, 5, 1),
    }
    assert [each.content.on.year for each in path.taken] == [2025, 2026, 2026]


def test_a_step_back_is_told_and_the_first_day_of_a_stage_stays() -> None:
    steps = [
        make_step(date(2024, 5, 1), GrowthStage.EXPLORING),
        make_step(date(2025, 5, 1), GrowthStage.ORGANISED),
        make_step(date(2026, 5, 1), GrowthStage.EXPLORING),
    ]

    path = find_path(steps, AMSTERDAM)

    assert path.stage is GrowthStage.EXPLORING
    assert path.reached[GrowthStage.EXPLORING] == date(2024, 5, 1)


def test_of_two_stages_on_one_day_the_further_one_counts() -> None:
    day = date(2026, 5, 1)
    steps = [
        make_step(day, GrowthStage.LEGAL_ENTITY, number=1),
        make_step(day, GrowthStage.EXPLORING, number=2),
    ]

    assert find_path(steps, AMSTERDAM).stage is GrowthStage.LEGAL_ENTITY


def test_a_step_after_the_day_of_writing_is_a_plan_and_reaches_nothing() -> None:
    late = make_step(date(2027, 3, 1), GrowthStage.LEGAL_ENTITY)
    soon = make_step(date(2026, 12, 1))

    path = find_path([late, soon], AMSTERDAM)

    assert path.stage is None
    assert path.next_step == soon
    assert path.planned == [soon, late]


def test_the_day_of_writing_is_the_local_one() -> None:
    just_after_midnight = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)

    assert not is_planned(make_step(date(2026, 11, 17), at=just_after_midnight), AMSTERDAM)


def test_support_runs_from_its_first_day_up_to_its_last() -> None:
    support = Support(date(2026, 1, 1), (SupportKind.TIME,), "Een dag", date(2026, 6, 30))

    running = [
        is_running(support, day)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert running == [False, True, True, False]


def test_support_without_an_end_goes_on() -> None:
    assert is_running(Support(date(2020, 1, 1), (SupportKind.MONEY,), "Geld"), date(2026, 7, 1))
