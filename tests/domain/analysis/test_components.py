import numpy as np

from monitor.domain.analysis.components import BETWEEN, CONTRASTS, OVERALL, compute_components
from monitor.domain.analysis.cube import Floats
from tests.domain.analysis.panels import make_panel

NOT_SCORED = float("nan")


def components_of(*people: list[float]) -> Floats:
    components: Floats = compute_components(make_panel(np.array([[[people]]])))[0, 0, 0]
    return components


def test_the_contrasts_are_orthonormal_and_ignore_the_mean() -> None:
    assert np.allclose(CONTRASTS @ CONTRASTS.T, np.eye(3))
    assert np.allclose(CONTRASTS.sum(axis=1), 0)


def test_the_overall_component_is_the_mean_of_the_dimensions() -> None:
    assert components_of([1.0, 2.0, 3.0, 4.0])[0, OVERALL].tolist() == [2.5]


def test_components_keep_distances_between_people() -> None:
    one, other = [1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 2.0, 5.0]

    first, second = components_of(one, other)

    # The overall component is a mean, not a unit vector: two of it make one.
    moved = np.concatenate([2 * (first - second)[OVERALL], (first - second)[BETWEEN]])
    assert np.isclose((moved**2).sum(), ((np.array(one) - other) ** 2).sum())


def test_a_missing_dimension_is_filled_in_from_the_party_and_the_person() -> None:
    # The party's mean on the last dimension is 4; this person scores a point lower elsewhere.
    others = [3.0, 3.0, 3.0, 4.0]
    person = [1.0, 1.0, 1.0, NOT_SCORED]

    filled = components_of(others, person)[1, OVERALL]

    assert np.allclose(filled, (1 + 1 + 1 + (4 - 1)) / 4)


def test_one_dimension_is_too_few_for_components() -> None:
    lonely = [3.0, NOT_SCORED, NOT_SCORED, NOT_SCORED]

    assert np.isnan(components_of([3.0] * 4, lonely)[1]).all()
