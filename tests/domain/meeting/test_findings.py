"""What stands out on the screens of a meeting."""

from dataclasses import replace

import pytest

from monitor.domain.meeting.deck import JointMove, MirrorSlide, MovedSlide
from monitor.domain.meeting.findings import (
    are_all_positive,
    find_clear_change,
    find_differences,
    find_nearest,
    find_real_moves,
    find_strongest,
    find_surprise,
    find_widest,
    list_hidden,
)
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.mirror import MirrorRow
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedScore
from monitor.domain.story import Change
from tests.charts.scenes import make_side
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY
from tests.factories import QUARTER, make_gap

TRUST, TRANSPARENCY, GROWTH, EQUALITY = Dimension
STEP = default_step(StepKind.MOVED)


def differ(*differences: float | None) -> dict[Dimension, float]:
    gaps = {
        dimension: make_gap(dimension=dimension, difference=difference)
        for dimension, difference in zip(Dimension, differences, strict=True)
    }
    return dict(find_differences(gaps))


def change(party_id: int, before: float, after: float, width: float = 0.1) -> Change:
    def score(mean: float) -> PublishedScore:
        return PublishedScore(TRUST, mean, mean - width, mean + width)

    return Change(PartyId(party_id), TRUST, score(before), score(after))


def test_only_differences_that_are_shown_are_found() -> None:
    assert differ(0.2, None, 1.5, None) == {TRUST: 0.2, GROWTH: 1.5}
    assert find_differences(None) == {}


def test_the_smallest_and_the_largest_difference_are_found() -> None:
    differences = differ(0.2, 0.6, 1.5, 1.1)

    assert find_nearest(differences) == [TRUST]
    assert find_widest(differences) == [GROWTH]


def test_differences_that_are_alike_are_told_together() -> None:
    differences = differ(0.2, 1.5, 1.5, 0.2)

    assert find_nearest(differences) == [TRUST, EQUALITY]
    assert find_widest(differences) == [TRANSPARENCY, GROWTH]


def test_a_small_difference_is_no_difference() -> None:
    assert find_widest(differ(0.1, 0.2, 0.4, 0.3)) == []


def test_without_differences_there_is_nothing_near_or_wide() -> None:
    assert find_nearest({}) == []
    assert find_widest({}) == []


def test_the_strongest_dimensions_are_those_with_the_highest_shown_mean() -> None:
    means = {TRUST: 3.7, TRANSPARENCY: None, GROWTH: 3.7, EQUALITY: 3.0}

    assert find_strongest(means) == [TRUST, GROWTH]
    assert find_strongest(dict.fromkeys(Dimension)) == []


def test_all_are_positive_only_if_each_is_shown_to_be() -> None:
    high = make_side(1, (4.0, 4.0, 4.0, 4.0))
    low = make_side(2, (3.5, 3.4, 4.0, 4.0))

    assert are_all_positive([high, low], TRUST)
    assert not are_all_positive([high, low], TRANSPARENCY)
    assert not are_all_positive([high, make_side(2, None)], TRUST)


def test_a_party_without_any_number_is_hidden() -> None:
    assert list_hidden([make_side(1, (4, 4, 4, 4)), make_side(2, None)]) == [INITIATIVE]


def test_only_moves_that_are_no_chance_are_told() -> None:
    moves = [
        JointMove(TRUST, 3.0, 3.6, may_be_chance=False, is_fine=True),
        JointMove(TRANSPARENCY, 3.0, 3.6, may_be_chance=True, is_fine=True),
        JointMove(GROWTH, 3.6, 3.0, may_be_chance=False, is_fine=True),
        JointMove(EQUALITY, 3.6, 3.6, may_be_chance=False, is_fine=True),
    ]

    assert find_real_moves(moves, up=True) == [TRUST]
    assert find_real_moves(moves, up=False) == [GROWTH]


def test_the_largest_clear_change_of_a_party_is_told() -> None:
    slide = MovedSlide(
        STEP,
        is_closed=False,
        before=QUARTER.shift(-1),
        changes=(change(1, 3.0, 3.5), change(2, 3.9, 3.0), change(1, 4.5, 2.0, width=2.0)),
    )

    found = find_clear_change(slide)

    assert found is not None
    assert (found.party, found.points) == (INITIATIVE, -0.9)


def test_a_change_that_may_be_chance_or_is_small_is_not_clear() -> None:
    slide = MovedSlide(STEP, is_closed=False, before=QUARTER.shift(-1))

    unclear = replace(slide, changes=(change(1, 3.0, 3.4, width=0.4), change(2, 3.0, 3.2, 0.01)))

    assert find_clear_change(unclear) is None


@pytest.mark.parametrize(("real", "is_told"), [(4.2, True), (3.3, False), (None, False)])
def test_a_surprise_is_an_answer_that_was_not_expected(
    real: float | None, *, is_told: bool
) -> None:
    row = MirrorRow(TRUST, 3.5, 3.0, real, is_fine=True)
    slide = MirrorSlide(default_step(StepKind.MIRROR), is_closed=False, rows={MUNICIPALITY: (row,)})

    assert find_surprise(slide) == ((MUNICIPALITY, row) if is_told else None)
