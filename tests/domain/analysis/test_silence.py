import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.silence import judge_silence


def judge(answered: list[int], invited: int) -> float:
    counts = np.array([[answered]])
    evidence: Floats = judge_silence(counts, np.full_like(counts, invited), len(answered) - 1)
    return float(evidence[0, 0])


def test_a_party_that_falls_silent_gives_evidence() -> None:
    assert judge([7, 8, 7, 7, 2, 1], invited=8) > 40


def test_a_party_that_goes_on_answering_gives_none() -> None:
    assert judge([7, 8, 7, 7, 7, 8], invited=8) < 1


def test_a_party_that_never_answered_much_does_not_fall_silent() -> None:
    assert judge([3, 2, 3, 2, 3, 2], invited=8) < judge([8, 8, 8, 8, 3, 2], invited=8) / 20


@given(st.lists(st.integers(0, 6), min_size=2, max_size=12))
def test_without_the_number_invited_nothing_is_said(answered: list[int]) -> None:
    assert judge(answered, invited=0) == 0


@given(st.lists(st.integers(0, 6), min_size=2, max_size=12), st.integers(0, 3))
def test_fewer_answers_never_weaken_the_evidence(answered: list[int], fewer: int) -> None:
    now = answered[-1]

    less = judge([*answered[:-1], max(0, now - fewer)], invited=6)

    assert less >= judge(answered, invited=6) - 1e-9
