import numpy as np
import pytest

from monitor.domain.analysis.components import CONTRASTS
from monitor.domain.analysis.patterns import list_patterns


@pytest.mark.parametrize("parties", [2, 3, 5])
def test_the_weights_add_up_to_one(parties: int) -> None:
    assert list_patterns(parties).weights.sum() == pytest.approx(1)


def test_two_parties_give_the_patterns_of_the_method() -> None:
    chosen = list_patterns(2)

    weights = dict(zip(map(str, chosen.patterns), chosen.weights * 10, strict=True))
    assert len(weights) == 15
    assert weights["decline: all parties, all dimensions"] == pytest.approx(3)
    assert weights["decline: party 1, all dimensions"] == pytest.approx(1.5)
    assert weights["decline: all parties, trust"] == pytest.approx(0.4)
    assert weights["decline: party 2, equality"] == pytest.approx(0.3)


def test_loadings_are_the_components_of_the_dimensions_that_fall() -> None:
    chosen = list_patterns(2)
    place = [str(each) for each in chosen.patterns].index("decline: party 2, transparency")

    falls = np.array([0, 1, 0, 0])
    assert np.allclose(chosen.loadings[place, 0], 0)
    assert np.allclose(chosen.loadings[place, 1], [0.25, *(CONTRASTS @ falls)])


def test_only_one_pattern_is_of_all_parties_and_dimensions() -> None:
    chosen = list_patterns(3)

    assert [str(chosen.patterns[place]) for place in chosen.of_all_parties] == [
        "decline: all parties, all dimensions"
    ]


def test_patterns_of_the_same_parties_belong_together() -> None:
    chosen = list_patterns(2)

    parties = [{chosen.patterns[place].party for place in each} for each in chosen.by_parties]
    assert parties == [{None}, {0}, {1}]
    assert sum(len(each) for each in chosen.by_parties) == len(chosen.patterns)
