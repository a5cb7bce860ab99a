"""The stages of the growth path, with their days."""

from datetime import date

from monitor.charts.growth_path import Growth
from monitor.domain.growth import GrowthPath
from monitor.domain.partnership import PartnershipId
from monitor.domain.register.log import GrowthStage, GrowthStep, Support, SupportKind
from monitor.domain.register.record import Authorship, Record, RecordId
from monitor.ui.log.growth_section import growth_legend, list_stages
from tests.charts.scenes import make_reader
from tests.factories import NOW, TODAY
from tests.pages.conftest import plain

READER = make_reader()


def make_step(on: date, stage: GrowthStage | None) -> Record[GrowthStep]:
    step = GrowthStep(on, "Een stap", stage)
    return Record(RecordId(1), PartnershipId(1), step, Authorship("Ada", NOW))


def test_stages_up_to_the_present_one_are_done() -> None:
    path = GrowthPath(
        [make_step(date(2026, 2, 1), GrowthStage.ORGANISED)],
        [make_step(date(2027, 2, 1), GrowthStage.LEGAL_ENTITY)],
    )

    stages = list_stages(path, READER)

    assert [stage.is_done for stage in stages] == [True, True, False, False]
    assert [stage.moment for stage in stages] == [
        "datum niet bekend",
        "1 februari 2026",
        "gepland: 1 februari 2027",
        "",
    ]
    assert [bool(stage.note) for stage in stages] == [False, True, False, False]


def test_without_steps_every_stage_is_still_open() -> None:
    assert not any(stage.is_done for stage in list_stages(GrowthPath(), READER))


def test_the_legend_explains_only_what_is_drawn() -> None:
    support = Support(TODAY, (SupportKind.TIME,), "Een dag")
    own_step = GrowthPath([make_step(TODAY, None)])

    assert plain(growth_legend(Growth(GrowthPath(), [support], TODAY), READER)) == "steun"
    assert plain(growth_legend(Growth(own_step, [], TODAY), READER)) == "eigen stap"
