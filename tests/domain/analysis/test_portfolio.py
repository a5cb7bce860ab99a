import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.portfolio import find_false_shares, select

evidences = st.lists(st.floats(0, 1000), min_size=1, max_size=30)


def test_with_inverse_p_values_the_shares_are_those_of_benjamini_and_hochberg() -> None:
    p_values = np.array([0.01, 0.02, 0.03, 0.04, 0.05, 0.2, 0.5, 0.001])

    shares = find_false_shares(1 / p_values)

    expected = [0.04, 0.05333333, 0.06, 0.064, 0.06666667, 0.22857143, 0.5, 0.008]
    assert shares == pytest.approx(expected, abs=5e-9)


def test_the_k_largest_are_chosen_when_the_smallest_of_them_is_large_enough() -> None:
    # By hand: e = 20, 10, 1, .5; at a share of .2 the first needs 4/(1*.2) = 20, two need 10.
    evidence = 4.2 * np.array([1.0, 20.0, 0.5, 10.0])

    assert select(evidence, false_share=0.2).tolist() == [False, True, False, True]
    assert not select(evidence, false_share=0.19).any()


def test_partnerships_without_evidence_yet_do_not_count() -> None:
    evidence = 4.2 * np.array([np.nan, 20.0, np.nan])

    assert select(evidence, false_share=0.05).tolist() == [False, True, False]


def test_no_evidence_at_all_is_never_chosen() -> None:
    assert find_false_shares(np.array([0.0, 0.0])).tolist() == [1.0, 1.0]


@given(evidences, st.floats(0.01, 0.5))
def test_more_evidence_is_chosen_before_less(evidence: list[float], share: float) -> None:
    values = np.array(evidence)

    chosen = select(values, false_share=share)

    if chosen.any() and not chosen.all():
        assert values[chosen].min() >= values[~chosen].max()


@given(evidences, st.floats(0.01, 0.5), st.integers(0, 1000))
def test_the_order_of_partnerships_does_not_matter(
    evidence: list[float], share: float, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(len(evidence))
    values = np.array(evidence)

    assert (
        select(values[order], false_share=share) == select(values, false_share=share)[order]
    ).all()
