"""Rounding, and what it tells: every sum that could have been shown so, and no other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.results import Tier
from monitor.domain.rounding import AGREEMENT, MARK, possible_sums, round_end, show_mean


@pytest.mark.parametrize(
    ("mean", "tier", "shown"),
    [
        (3.25, Tier.COARSE, 3.0),
        (3.75, Tier.COARSE, 4.0),
        (3.26, Tier.COARSE, 3.5),
        (3.3333, Tier.DETAIL, 3.3),
        (1.0, Tier.DETAIL, 1.5),
        (4.96, Tier.COARSE, 4.5),
        (4.96, Tier.OPEN, 5.0),
        (3.3, Tier.HIDDEN, None),
        (None, Tier.DETAIL, None),
    ],
)
def test_a_mean_is_shown_as_exactly_as_its_tier_allows(
    mean: float | None, tier: Tier, shown: float | None
) -> None:
    assert show_mean(mean, tier) == shown


def test_the_ends_of_a_mark_are_its_own() -> None:
    assert show_mean(9.9, Tier.DETAIL, MARK) == 9.5


def test_the_same_mean_rounds_alike_however_it_was_summed() -> None:
    one_way, another = (0.1 + 0.2 + 3.45), (3.45 + 0.2 + 0.1)

    assert one_way != another
    assert show_mean(one_way, Tier.COARSE) == show_mean(another, Tier.COARSE)


@pytest.mark.parametrize(
    ("value", "tier", "outward", "end"),
    [
        (3.21, Tier.COARSE, math.floor, 3.0),
        (3.21, Tier.DETAIL, math.ceil, 3.3),
        (3.3, Tier.DETAIL, math.ceil, 3.3),
    ],
)
def test_the_end_of_an_interval_is_rounded_outwards(
    value: float, tier: Tier, outward: object, end: float
) -> None:
    assert callable(outward)
    assert round_end(value, tier, outward) == end


@given(st.integers(1, 90), st.data(), st.sampled_from([Tier.COARSE, Tier.DETAIL]))
def test_the_possible_sums_are_those_that_are_shown_alike(
    divisor: int, data: st.DataObject, tier: Tier
) -> None:
    total = data.draw(st.integers(divisor, 5 * divisor))
    shown = show_mean(total / divisor, tier)
    assert shown is not None

    low, high = possible_sums(shown, tier, divisor)

    assert [*range(low, high + 1)] == [
        each
        for each in range(AGREEMENT.lowest * divisor, AGREEMENT.highest * divisor + 1)
        if show_mean(each / divisor, tier) == shown
    ]


def test_a_mean_that_no_sum_has_leaves_no_sum() -> None:
    low, high = possible_sums(3.1, Tier.DETAIL, 2)

    assert low > high
