"""Growth in words."""

from datetime import date

from monitor.domain.growth import GrowthPath
from monitor.domain.register.log import GrowthStage, GrowthStep, SupportKind
from monitor.i18n.growth_sentences import name_kinds, name_stage, write_now, write_step
from tests.charts.scenes import make_reader

READER = make_reader()


def test_every_stage_has_a_name() -> None:
    assert [name_stage(stage, READER) for stage in GrowthStage] == [
        "verkennen",
        "georganiseerd",
        "rechtspersoon",
        "uitvoerende partner",
    ]


def test_kinds_of_support_are_named_once_and_in_order() -> None:
    kinds = [SupportKind.PEOPLE, SupportKind.TIME, SupportKind.PEOPLE]

    assert name_kinds(kinds, READER) == "tijd en mensen"


def test_a_step_names_the_stage_it_leads_to() -> None:
    step = GrowthStep(date(2026, 1, 1), "Statuten", GrowthStage.LEGAL_ENTITY)

    assert write_step(step, READER) == "Statuten (stap naar: rechtspersoon)"
    assert write_step(GrowthStep(date(2026, 1, 1), "Website"), READER) == "Website"


def test_an_unknown_stage_is_said_to_be_unknown() -> None:
    assert "Nog niet bekend" in write_now(GrowthPath(), READER)
