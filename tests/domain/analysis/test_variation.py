import numpy as np
import pytest

from monitor.domain.analysis.cube import Floats
from monitor.domain.analysis.variation import measure_contrasts, measure_overall
from tests.domain.analysis.panels import World, draw_world, make_panel


def overall_scores(values: list[list[float]]) -> Floats:
    """One partnership; of its first party rounds of people alike on all dimensions."""
    scores = np.full((1, 2, len(values), len(values[0]), 4), np.nan)
    scores[0, 0] = np.asarray(values)[:, :, None]
    return scores


def test_spread_is_that_of_people_around_their_mean_in_one_round() -> None:
    # By hand: (1 + 1) + (.25 + .25), each with one degree of freedom.
    measured = measure_overall([make_panel(overall_scores([[2, 4], [3, 4]]))])

    assert measured.spread == pytest.approx([2.5])
    assert measured.spread_freedom.tolist() == [2]


def test_of_linked_people_the_steps_around_the_step_of_their_party_count() -> None:
    # By hand: steps 1 and 0 around .5, halved because a step holds the noise of two answers.
    measured = measure_overall([make_panel(overall_scores([[2, 4], [3, 4]]))])

    assert measured.restless == pytest.approx([0.25])
    assert measured.restless_freedom.tolist() == [1]
    assert measured.moves.squares == pytest.approx([0.25])
    assert measured.moves.answering == pytest.approx([1.0])
    assert measured.moves.person.tolist() == [0]


def test_of_unlinked_people_only_the_means_can_be_compared() -> None:
    panel = make_panel(overall_scores([[2, 4], [3, np.nan]]), invited=4, is_linked=False)

    measured = measure_overall([panel])

    # By hand: the mean stays 3; 1/2 + 1 of answering, (1 - 2/4)/2 + (1 - 1/4)/1 of people.
    assert measured.restless_freedom.tolist() == [0]
    assert measured.moves.squares.tolist() == [0]
    assert measured.moves.answering == pytest.approx([1.5])
    assert measured.moves.person == pytest.approx([1.0])


def test_contrasts_have_three_degrees_of_freedom_a_person() -> None:
    scores = overall_scores([[2, 4], [3, 4]])
    scores[0, 0, 0, 0, 3] += 2

    measured = measure_contrasts([make_panel(scores)])

    # By hand: the profile (-.5, -.5, -.5, 1.5) of one of two people, around half of it.
    assert measured.spread == pytest.approx([1.5])
    assert measured.spread_freedom.tolist() == [6]


def test_whoever_skipped_a_dimension_is_left_out_of_that_round() -> None:
    scores = overall_scores([[2, 4, 1], [3, 4, 1]])
    scores[0, 0, 0, 2, 1] = np.nan

    measured = measure_overall([make_panel(scores)])

    assert measured.spread_freedom.tolist() == [3]
    assert measured.restless_freedom.tolist() == [1]


def test_rounds_more_than_a_year_apart_are_not_compared() -> None:
    six = measure_overall([make_panel(overall_scores([[3, 3]] * 6))])

    # By hand: 5 + 4 + 3 + 2 pairs of rounds, at most four apart.
    assert len(six.moves.squares) == 14


def test_one_round_has_no_moves() -> None:
    assert len(measure_overall([make_panel(overall_scores([[2, 4]]))]).moves.squares) == 0


def test_partnerships_of_several_panels_are_numbered_on() -> None:
    linked, _ = draw_world(World(partnerships=2), seed=1)
    unlinked, _ = draw_world(World(partnerships=3, is_linked=False), seed=2)

    measured = measure_overall([linked, unlinked])

    assert set(measured.moves.partnership) == set(range(5))
    assert (measured.restless_freedom > 0).tolist() == [True, True, False, False, False]


def test_the_chosen_partnerships_keep_their_own_moves() -> None:
    panel, _ = draw_world(World(partnerships=4), seed=1)
    chosen = np.array([False, True, False, True])

    kept = measure_overall([panel]).of(chosen)

    alone = measure_overall([make_panel(panel.scores[chosen], invited=5)])
    np.testing.assert_allclose(kept.spread, alone.spread)
    np.testing.assert_allclose(kept.moves.squares, alone.moves.squares)
