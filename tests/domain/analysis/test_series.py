from collections.abc import Callable

import numpy as np
import pytest

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.series import LinkedSeries, Series, UnlinkedSeries
from monitor.domain.analysis.variances import DEFAULT_VARIANCES

OVERALL = DEFAULT_VARIANCES.overall
RNG = np.random.default_rng(7)
COMPONENTS: Floats = np.where(
    RNG.random((3, 6, 4, 1)) < 0.8, RNG.normal(3.5, 0.6, (3, 6, 4, 1)), np.nan
)


def linked(components: Floats) -> Series:
    return LinkedSeries(components, OVERALL)


def unlinked(components: Floats) -> Series:
    return UnlinkedSeries(components, np.zeros(components.shape[:2], dtype=np.int64), OVERALL)


@pytest.mark.parametrize("make", [linked, unlinked])
def test_what_was_known_in_a_round_stays_when_rounds_are_added(
    make: Callable[[Floats], Series],
) -> None:
    whole, short = make(COMPONENTS).until(3), make(COMPONENTS[:, :4]).until(3)

    assert np.allclose(whole.precision, short.precision)
    assert np.allclose(whole.sums, short.sums)
    assert np.allclose(whole.residual, short.residual)
    assert np.allclose(whole.fit, short.fit)


@pytest.mark.parametrize("make", [linked, unlinked])
def test_the_order_of_people_does_not_matter(make: Callable[[Floats], Series]) -> None:
    one, other = make(COMPONENTS).until(5), make(COMPONENTS[:, :, ::-1]).until(5)

    assert np.allclose(one.precision, other.precision)
    assert np.allclose(one.sums, other.sums)


@pytest.mark.parametrize("make", [linked, unlinked])
def test_a_round_without_answers_weighs_nothing(make: Callable[[Floats], Series]) -> None:
    silent = COMPONENTS.copy()
    silent[:, 2] = np.nan

    known = make(silent).until(5)

    assert not known.precision[:, 2].any()
    assert not known.observed[:, 2].any()


def test_people_who_are_the_same_tell_a_move_more_precisely_than_anybody() -> None:
    full = RNG.normal(3.5, 0.6, (1, 2, 3, 1))
    move = np.array([-1.0, 1.0])

    def precision_of_move(series: Series) -> float:
        return float(1 / (move @ np.linalg.inv(series.until(1).precision[0]) @ move))

    invited = np.full((1, 2), 20)
    anybody = UnlinkedSeries(full, invited, OVERALL)
    assert precision_of_move(linked(full)) > precision_of_move(anybody)


def test_the_residual_is_what_was_expected_when_the_model_is_right() -> None:
    rng = np.random.default_rng(11)
    people = rng.normal(0, OVERALL.person**0.5, (400, 1, 5, 1))
    components = people + rng.normal(0, OVERALL.answering**0.5, (400, 4, 5, 1))

    known = unlinked(components).until(3)

    assert known.residual.mean() == pytest.approx(known.freedom.mean(), rel=0.05)
