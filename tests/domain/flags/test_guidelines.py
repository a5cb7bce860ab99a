"""Every worry rests on a guideline of seed 001."""

import re

import pytest

from monitor.domain.flags.guidelines import guideline_of
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import Language, Phase
from monitor.domain.questionnaire import Dimension
from monitor.i18n.catalogue import translator


@pytest.mark.parametrize("kind", WorryKind)
@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("dimension", [None, *Dimension])
def test_every_worry_rests_on_a_guideline_that_has_words(
    kind: WorryKind, phase: Phase, dimension: Dimension | None
) -> None:
    code = guideline_of(kind, dimension, phase)

    assert re.fullmatch("V[1-5]|T[1-5]|D[1-4]|TIP[1-5]", code)
    assert all(translator(language).has(f"guideline.{code}") for language in Language)


def test_the_same_worry_rests_on_the_guideline_of_its_phase() -> None:
    codes = [guideline_of(WorryKind.LOW, Dimension.EQUALITY, phase) for phase in Phase]

    assert codes == ["V1", "T4", "TIP5"]


def test_a_worry_without_a_dimension_is_about_the_relation() -> None:
    assert guideline_of(WorryKind.SILENCE, None, Phase.DURING) == "D1"
