"""The picture of all together: a large number for each dimension."""

from monitor.domain.meeting.deck import JointSlide
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.questionnaire import Dimension
from monitor.ui.meeting.screen.joint_slide import render_joint
from tests.charts.scenes import make_reader
from tests.pages.conftest import plain


def make_slide(*means: float | None, fine: frozenset[Dimension]) -> JointSlide:
    by_dimension = dict(zip(Dimension, means, strict=True))
    return JointSlide(default_step(StepKind.JOINT), by_dimension, None, fine)


def test_every_dimension_has_its_number_and_rounded_ones_are_marked() -> None:
    slide = make_slide(3.7, 3.2, None, 3.5, fine=frozenset(Dimension) - {Dimension.EQUALITY})

    shown = render_joint(slide, make_reader())

    assert plain(shown) == (
        "Vertrouwen 3,7 1 5 Transparantie 3,2 1 5 "
        "Ruimte om te groeien geen cijfer te zien Gelijkwaardigheid ≈ 3,5 1 5"
    )
    assert "width:67.5%" in shown


def test_where_nothing_may_be_shown_there_are_no_numbers() -> None:
    assert render_joint(make_slide(None, None, None, None, fine=frozenset()), make_reader()) == ""
