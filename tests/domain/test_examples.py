"""The made-up measurements of the explanation show what they are to show."""

import pytest

from monitor.domain.examples import follow_dip, follow_fall, measure_steady_party
from monitor.domain.results import Severity


@pytest.mark.parametrize("people", [2, 3, 5, 8, 12])
def test_nine_of_ten_measurements_of_a_steady_party_lie_within_the_band(people: int) -> None:
    party = measure_steady_party(people)
    low, high = party.band

    assert sum(low <= score <= high for score in party.scores) == 9
    assert party.people == people


def test_a_larger_party_wobbles_less() -> None:
    widths = [high - low for low, high in (measure_steady_party(n).band for n in (2, 5, 12))]

    assert widths == sorted(widths, reverse=True)


def test_one_low_round_raises_no_signal() -> None:
    assert set(follow_dip().severities) == {None}


def test_staying_low_raises_a_weak_and_then_a_strong_signal() -> None:
    severities = follow_fall().severities

    assert list(severities[-3:]) == [None, Severity.WATCH, Severity.ACT]
    assert set(severities[:-2]) == {None}


def test_both_examples_are_the_same_up_to_the_low_round() -> None:
    dip, fall = follow_dip(), follow_fall()

    assert list(dip.scores[:6]) == list(fall.scores[:6])
    assert list(dip.evidence[:6]) == list(fall.evidence[:6])
