import numpy as np
import pytest

from monitor.domain.analysis.covariance import (
    answering_covariance,
    party_covariance,
    person_covariance,
    turnover_covariance,
)
from monitor.domain.analysis.variances import ComponentVariances

VARIANCES = ComponentVariances(person=0.2, wobble=0.02, answering=0.1)


def test_a_person_varies_by_the_lasting_and_the_passing_part() -> None:
    covariance = person_covariance(VARIANCES, 6)

    assert np.allclose(np.diagonal(covariance), 0.3)
    assert covariance[0, 5] == pytest.approx(0.2, abs=0.01)


def test_moods_linger_less_and_less() -> None:
    covariance = answering_covariance(VARIANCES, 4)[0]

    assert list(covariance) == sorted(covariance, reverse=True)
    assert covariance[1] > 0


def test_the_same_season_looks_alike() -> None:
    covariance = party_covariance(VARIANCES, 9)[0]

    assert covariance[4] > covariance[3]
    assert covariance[8] > covariance[7]


def test_replaced_people_make_far_rounds_less_alike_and_small_parties_move_more() -> None:
    small, large = turnover_covariance(VARIANCES, np.array([[2] * 5, [10] * 5]))

    assert small[0, 0] == pytest.approx(0.1)
    assert large[0, 0] == pytest.approx(0.02)
    assert small[0, 1] > small[0, 4] > 0


@pytest.mark.parametrize("rounds", [1, 2, 24])
def test_every_covariance_can_be_inverted(rounds: int) -> None:
    for covariance in (person_covariance(VARIANCES, rounds), party_covariance(VARIANCES, rounds)):
        assert np.linalg.eigvalsh(covariance).min() > 0
