import numpy as np
import pytest

from monitor.domain.analysis.cube import Floats, Panel
from monitor.domain.analysis.split import SplitDetector
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from tests.domain.analysis.panels import World, draw_world

LAST = 7
# Far more than a split needs to be told beside other evidence.
STRONG = 20


def panel_of(people: int, *, is_linked: bool) -> Panel:
    return draw_world(
        World(partnerships=60, rounds=LAST + 1, people=people, is_linked=is_linked), seed=5
    )[0]


def split(panel: Panel, since: int) -> Panel:
    half = panel.scores.shape[3] // 2
    panel.scores[:, 1, since:, :half] -= 1.2
    panel.scores[:, 1, since:, half:] += 1.2
    return panel


def judge(panel: Panel) -> Floats:
    return SplitDetector(panel, DEFAULT_VARIANCES).judge(LAST)


@pytest.mark.parametrize(("people", "is_linked"), [(6, True), (12, False)])
def test_the_party_that_splits_is_the_one_with_the_evidence(
    people: int, *, is_linked: bool
) -> None:
    evidence = judge(split(panel_of(people, is_linked=is_linked), LAST - 2))

    assert np.median(evidence[:, 1]) > STRONG
    assert np.median(evidence[:, 0]) < 3


def test_one_round_tells_far_less_than_two() -> None:
    once, twice = (
        np.median(judge(split(panel_of(6, is_linked=True), since))[:, 1])
        for since in (LAST, LAST - 1)
    )

    assert once < STRONG / 2 < STRONG < twice


def test_two_people_cannot_be_told_to_split() -> None:
    assert not judge(split(panel_of(2, is_linked=True), LAST - 2)).any()


def test_moving_together_is_no_split() -> None:
    panel = draw_world(World(partnerships=60, rounds=LAST + 1, response=1.0), seed=5)[0]
    fallen = Panel(panel.scores.copy(), panel.invited, panel.rounds, is_linked=True)
    fallen.scores[:, :, LAST - 1 :] -= 1.0

    assert np.allclose(judge(fallen), judge(panel))
