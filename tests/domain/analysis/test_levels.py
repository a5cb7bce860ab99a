import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from monitor.domain.analysis.cube import Floats, Integers, Panel
from monitor.domain.analysis.levels import count_members, estimate_levels
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from tests.domain.analysis.panels import World, draw_world, make_panel

seeds = st.integers(0, 10_000)


def estimate(panel: Panel, since: int | Integers = 0) -> tuple[Floats, Floats]:
    places = np.broadcast_to(np.asarray(since, dtype=np.int64), panel.invited.shape)
    return estimate_levels(panel, places, DEFAULT_VARIANCES)


def alike(values: list[list[float]]) -> Panel:
    """One partnership of two parties whose people score the same on every dimension.

    ``values``: rounds of people.
    """
    scores = np.repeat(np.asarray(values)[None, None, :, :, None], 2, axis=1)
    return make_panel(np.repeat(scores, 4, axis=4), invited=len(values[0]))


def shares_within(world: World) -> list[float]:
    """Return of each round how many of the true means lie in their 90% intervals."""
    panel, truth = draw_world(world, seed=20_26)
    means, sds = estimate(panel)
    is_scored = np.isfinite(means)
    is_within = np.abs(truth - means) <= 1.645 * sds
    return [
        float(is_within[:, :, round_][is_scored[:, :, round_]].mean())
        for round_ in range(world.rounds)
    ]


def test_one_round_is_weighed_with_what_was_known_beforehand() -> None:
    # By hand: one person has nobody to differ from, so error .22 + .024 / 2 against .3844.
    means, sds = estimate(alike([[2.0]]))

    precision = 1 / 0.3844 + 1 / 0.232
    mean = (3.75 / 0.3844 + 2.0 / 0.232) / precision
    assert means[0, 0, 0] == pytest.approx(np.full(4, mean))
    assert sds[0, 0, 0] == pytest.approx(np.full(4, precision**-0.5))


def test_two_rounds_are_weighed_as_a_local_level_model_says() -> None:
    # By hand: prior variance .3844, error .22 + .024 / 2, movement 1.5 * .024 between the rounds.
    means, sds = estimate(alike([[2.0], [3.0]]))

    first = 0.3844 * 0.232 / (0.3844 + 0.232)
    before = first + 0.036
    gain = before / (before + 0.232)
    start = 3.75 + 0.3844 / (0.3844 + 0.232) * (2.0 - 3.75)
    assert means[0, 0, 1] == pytest.approx(np.full(4, start + gain * (3.0 - start)))
    assert sds[0, 0, 1] == pytest.approx(np.full(4, math.sqrt(before * (1 - gain))))


def test_people_who_all_see_the_dimensions_alike_make_noise_look_small() -> None:
    # By hand: no spread at all over 2 * 3 degrees of freedom of a party, prior of 10.
    _, sds = estimate(alike([[3.0, 3.0, 3.0]]))

    noise = 10 / (10 + 6) * 0.22 / 3 + 0.012
    assert sds[0, 0, 0] == pytest.approx(np.full(4, (1 / 0.3844 + 1 / noise) ** -0.5))


def test_no_answer_of_one_party_enters_the_level_of_another() -> None:
    # The other may be hidden.
    panel = alike([[3.0, 4.0, 3.0], [3.0, 4.0, 2.0]])
    scores = panel.scores.copy()
    scores[:, 1, :, 0, 0] = 1.0

    means, sds = estimate(panel)
    changed_means, changed_sds = estimate(replace(panel, scores=scores))

    assert_array_equal(means[:, 0], changed_means[:, 0])
    assert_array_equal(sds[:, 0], changed_sds[:, 0])


def test_before_a_change_nothing_is_looked_at() -> None:
    history = [[2.0], [2.0], [4.0], [4.2]]
    since = np.zeros((1, 2, 4), dtype=np.int64)
    since[:, 0, 2:] = 2

    means, _ = estimate(alike(history), since)

    after, _ = estimate(alike(history[2:]))
    assert means[:, 0, 2:] == pytest.approx(after[:, 0])
    assert (means[:, 1, 2:] < means[:, 0, 2:]).all()


def test_a_dimension_that_nobody_scored_has_no_level_in_that_round() -> None:
    panel, _ = draw_world(World(partnerships=2), seed=1)
    panel.scores[0, 0, 1, :, 2] = np.nan

    means, sds = estimate(panel)

    assert np.isnan(means[0, 0, 1, 2])
    assert np.isnan(sds[0, 0, 1, 2])
    assert np.isfinite(means[0, 0, 2, 2])


def test_a_missed_round_makes_less_sure_but_is_no_news() -> None:
    panel = alike([[3.0], [3.0], [3.0]])
    panel.scores[:, 0, 1] = np.nan

    means, sds = estimate(panel)

    assert means[0, 0, 2] == pytest.approx(means[0, 1, 1], abs=0.05)
    assert (sds[0, 0, 2] > sds[0, 1, 2]).all()


@pytest.mark.parametrize("is_linked", [True, False])
@pytest.mark.parametrize(
    "world",
    [
        pytest.param({}, id="as assumed"),
        pytest.param({"noise_sd": 0.5}, id="less noisy"),
        pytest.param({"noise_sd": 0.9}, id="noisier"),
        pytest.param({"people": 2}, id="two people"),
        pytest.param({"people": 12}, id="twelve people"),
        pytest.param({"persistence": 0.6, "wobble_sd": 0.18}, id="moods linger"),
    ],
)
def test_nine_in_ten_intervals_hold_the_mean_of_the_people_of_that_round(
    world: dict[str, float], *, is_linked: bool
) -> None:
    shares = shares_within(World(**world, partnerships=500, rounds=8, is_linked=is_linked))  # type: ignore[arg-type]

    assert 0.86 <= sum(shares) / len(shares) <= 0.95
    # One round is on the safe side; no number of rounds makes overconfident.
    assert min(shares) > 0.85


@given(seeds)
def test_later_rounds_change_no_earlier_level(seed: int) -> None:
    panel, _ = draw_world(World(partnerships=2, rounds=5), seed)
    earlier = make_panel(panel.scores[:, :, :3], invited=5)

    means, sds = estimate(panel)
    earlier_means, earlier_sds = estimate(earlier)

    np.testing.assert_allclose(means[:, :, :3], earlier_means)
    np.testing.assert_allclose(sds[:, :, :3], earlier_sds)


@given(seeds, st.permutations(range(5)), st.permutations(range(4)))
def test_the_order_of_people_and_dimensions_does_not_matter(
    seed: int, people: list[int], dimensions: list[int]
) -> None:
    panel, _ = draw_world(World(partnerships=2), seed)
    mixed = make_panel(panel.scores[:, :, :, people][..., dimensions], invited=5)

    means, sds = estimate(panel)
    mixed_means, mixed_sds = estimate(mixed)

    np.testing.assert_allclose(mixed_means, means[..., dimensions])
    np.testing.assert_allclose(mixed_sds, sds[..., dimensions])


@given(seeds)
def test_parties_that_change_places_keep_their_levels(seed: int) -> None:
    panel, _ = draw_world(World(partnerships=2), seed)
    swapped = make_panel(panel.scores[:, ::-1], invited=5)

    means, sds = estimate(panel)
    swapped_means, swapped_sds = estimate(swapped)

    np.testing.assert_allclose(swapped_means[:, ::-1], means)
    np.testing.assert_allclose(swapped_sds[:, ::-1], sds)


@given(seeds, st.floats(-1, 1))
def test_a_constant_added_to_one_party_moves_only_its_own_levels(seed: int, shift: float) -> None:
    panel, _ = draw_world(World(partnerships=2), seed)
    scores = panel.scores.copy()
    scores[:, 0] += shift

    means, sds = estimate(panel)
    moved_means, moved_sds = estimate(make_panel(scores, invited=5))

    np.testing.assert_allclose(moved_sds, sds)
    np.testing.assert_allclose(moved_means[:, 1], means[:, 1])
    weight = 1 - sds[:, 0] ** 2 / 0.62**2
    is_first = np.s_[:, 0]
    np.testing.assert_allclose(
        moved_means[is_first][:, 0], (means[is_first] + weight * shift)[:, 0]
    )


@given(seeds)
def test_a_partnership_is_judged_by_its_own_answers_only(seed: int) -> None:
    panel, _ = draw_world(World(partnerships=3), seed)

    means, sds = estimate(panel)
    alone_means, alone_sds = estimate(make_panel(panel.scores[1:2], invited=5))

    np.testing.assert_allclose(alone_means, means[1:2])
    np.testing.assert_allclose(alone_sds, sds[1:2])


def test_whoever_was_seen_so_far_counts_where_the_invited_are_not_known() -> None:
    # Three seats: two people in the first round, another one in the second.
    seats = np.array([[3.0, 3.0, np.nan], [np.nan, np.nan, 3.0], [3.0, 3.0, 3.0]])
    scores = np.repeat(np.repeat(seats[None, None, :, :, None], 2, axis=1), 4, axis=4)

    linked = count_members(make_panel(scores))
    unlinked = count_members(make_panel(scores, is_linked=False))

    assert linked[0, 0].tolist() == [2, 3, 3]
    assert unlinked[0, 0].tolist() == [2, 2, 3]


def test_more_answers_than_invitations_mean_that_as_many_were_invited() -> None:
    panel, _ = draw_world(World(partnerships=1, people=4, response=1.0), seed=3)

    assert (count_members(make_panel(panel.scores, invited=3)) == 4).all()
    assert (count_members(make_panel(panel.scores, invited=9)) == 9).all()
