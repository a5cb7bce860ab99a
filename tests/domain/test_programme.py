"""Figures over partnerships, from which none can be worked out."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.partnership import Phase
from monitor.domain.programme import (
    MINIMUM_PARTNERSHIPS,
    Frequency,
    View,
    count_frequencies,
    list_views,
)

B, S, D = Phase.BEFORE, Phase.SET_UP, Phase.DURING
counts = st.dictionaries(st.sampled_from(Phase), st.integers(0, 20))


def test_below_five_partnerships_there_is_no_view_at_all() -> None:
    assert list_views({B: 2, D: 2}) == []


def test_all_are_a_view_and_so_is_every_phase_of_five() -> None:
    views = list_views({B: 5, S: 6, D: 7})

    assert views == [View(None, 18), View(B, 5), View(S, 6), View(D, 7)]


def test_a_phase_of_fewer_than_five_is_no_view_and_is_not_left_over_alone() -> None:
    assert list_views({B: 9, S: 6, D: 2}) == [View(None, 17), View(B, 9)]


def test_a_phase_that_holds_everybody_is_a_view() -> None:
    assert list_views({D: 6}) == [View(None, 6), View(D, 6)]


@given(counts)
def test_whatever_views_are_taken_from_all_nobody_or_a_group_is_left(
    partnerships: Mapping[Phase, int],
) -> None:
    total = sum(partnerships.values())
    phases = [each for each in list_views(partnerships) if each.phase]

    for size in range(len(phases) + 1):
        for taken in combinations(phases, size):
            left = total - sum(each.partnerships for each in taken)
            assert not phases or left == 0 or left >= MINIMUM_PARTNERSHIPS


def test_frequencies_are_in_tenths_most_frequent_first() -> None:
    weak = {B: {"D1": 1}, D: {"D1": 2, "V1": 12}}

    found = count_frequencies(View(None, 20), weak, ["D1", "V1", "T1"])

    assert found == [Frequency("V1", 6), Frequency("D1", 2), Frequency("T1", 0)]


def test_a_view_of_a_phase_counts_that_phase_only() -> None:
    weak = {B: {"D1": 5}, D: {"D1": 0}}

    assert count_frequencies(View(B, 5), weak, ["D1"]) == [Frequency("D1", 10)]
    assert count_frequencies(View(D, 5), weak, ["D1"]) == [Frequency("D1", 0)]
    assert count_frequencies(View(S, 5), weak, ["D1"]) == [Frequency("D1", 0)]
