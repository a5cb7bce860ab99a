from dataclasses import replace

import plotly.graph_objects as go
import pytest

from monitor.charts.style import DARK, LIGHT, Look
from monitor.domain.partnership import Language
from monitor.i18n.reader import Reader
from monitor.ui import cached
from tests.charts.scenes import make_reader
from tests.factories import make_release


class Pencil:
    """Counts how often it draws."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, *_inputs: object) -> go.Figure:
        self.drawn += 1
        return go.Figure()


@pytest.fixture
def pencil() -> Pencil:
    return Pencil()


def test_the_same_content_is_drawn_once(pencil: Pencil) -> None:
    first = cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))
    second = cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))

    assert first is second
    assert pencil.drawn == 1


@pytest.mark.parametrize(
    "other",
    [
        ([make_release(overall=3.5)], make_reader(), Look(LIGHT)),
        ([make_release()], make_reader(Language.ENGLISH), Look(LIGHT)),
        ([make_release()], make_reader(), Look(DARK)),
        ([make_release()], make_reader(), replace(Look(LIGHT), is_narrow=True)),
    ],
)
def test_other_content_another_reader_or_another_look_is_drawn_anew(
    pencil: Pencil, other: tuple[list[object], Reader, Look]
) -> None:
    cached.draw_once(pencil.draw, [make_release()], make_reader(), Look(LIGHT))
    cached.draw_once(pencil.draw, *other)

    assert pencil.drawn == 2


def test_two_ways_of_drawing_the_same_do_not_meet(pencil: Pencil) -> None:
    other = Pencil()

    cached.draw_once(pencil.draw, 1)
    cached.draw_once(other.draw, 1)

    assert (pencil.drawn, other.drawn) == (1, 1)
