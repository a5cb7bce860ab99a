import numpy as np
import pytest

from monitor.domain.analysis.change import ChangeDetector, ChangeEvidence
from monitor.domain.analysis.cube import Floats, Panel
from monitor.domain.analysis.findings import Pattern, PatternKind
from monitor.domain.analysis.patterns import list_patterns
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.questionnaire import Dimension
from tests.domain.analysis.panels import World, draw_world

PATTERNS = list_patterns(2)
ROUNDS = 8
STARTED = 6


def quiet_panel(*, is_linked: bool = True) -> Panel:
    return draw_world(World(partnerships=60, rounds=ROUNDS, is_linked=is_linked), seed=3)[0]


def moved(panel: Panel, points: float, *, party: slice, dimensions: slice) -> Panel:
    panel.scores[:, party, STARTED:, :, dimensions] += points
    return panel


def judge(panel: Panel) -> ChangeEvidence:
    return ChangeDetector(panel, DEFAULT_VARIANCES, PATTERNS).judge(ROUNDS - 1)


def strongest(evidence: Floats) -> list[Pattern]:
    return [PATTERNS.patterns[place] for place in evidence.argmax(axis=1)]


@pytest.mark.parametrize("is_linked", [True, False])
@pytest.mark.parametrize(
    ("party", "dimensions", "expected"),
    [
        (slice(None), slice(None), Pattern(PatternKind.DECLINE)),
        (slice(1, 2), slice(None), Pattern(PatternKind.DECLINE, 1)),
        (slice(None), slice(0, 1), Pattern(PatternKind.DECLINE, None, Dimension.TRUST)),
        (slice(0, 1), slice(2, 3), Pattern(PatternKind.DECLINE, 0, Dimension.GROWTH)),
    ],
)
def test_the_evidence_points_at_who_fell_and_on_what(
    party: slice, dimensions: slice, expected: Pattern, *, is_linked: bool
) -> None:
    fallen = moved(quiet_panel(is_linked=is_linked), -1.0, party=party, dimensions=dimensions)

    found = strongest(judge(fallen).fall)

    assert found.count(expected) > 0.8 * len(found)


def test_the_evidence_points_at_when_it_began_give_or_take_a_round() -> None:
    fallen = moved(quiet_panel(), -1.0, party=slice(None), dimensions=slice(None))

    starts = judge(fallen).fall_starts.argmax(axis=1)

    assert np.median(starts) == STARTED
    assert (np.abs(starts - STARTED) <= 1).mean() > 0.95


def test_a_rise_is_the_mirror_image_of_a_fall() -> None:
    panel = quiet_panel()
    mirrored = Panel(6 - panel.scores, panel.invited, panel.rounds, panel.is_linked)

    assert np.allclose(judge(panel).fall, judge(mirrored).rise)


def test_a_rise_is_no_evidence_of_a_fall() -> None:
    risen = moved(quiet_panel(), 1.0, party=slice(None), dimensions=slice(None))

    assert (judge(risen).fall.sum(axis=1) < 1).mean() > 0.9


def test_evidence_without_change_is_small() -> None:
    assert np.median(judge(quiet_panel()).fall.sum(axis=1)) < 2


def test_other_dimensions_do_not_fall_because_one_rises() -> None:
    risen = moved(quiet_panel(), 1.0, party=slice(None), dimensions=slice(0, 1))

    assert (judge(risen).fall.sum(axis=1) < 8).mean() > 0.95


def test_the_fall_of_one_party_is_not_explained_by_the_rise_of_another() -> None:
    fallen = moved(quiet_panel(), -1.0, party=slice(0, 1), dimensions=slice(None))
    crossed = moved(fallen, 1.2, party=slice(1, 2), dimensions=slice(None))

    found = judge(crossed)

    assert strongest(found.fall).count(Pattern(PatternKind.DECLINE, 0)) > 48
    assert strongest(found.rise).count(Pattern(PatternKind.DECLINE, 1)) > 48


def test_even_overwhelming_evidence_tells_which_party() -> None:
    collapsed = moved(quiet_panel(), -2.5, party=slice(1, 2), dimensions=slice(None))

    fall = judge(collapsed).fall

    own = PATTERNS.patterns.index(Pattern(PatternKind.DECLINE, 1))
    assert np.median(fall[:, own] / fall.sum(axis=1)) > 0.9
