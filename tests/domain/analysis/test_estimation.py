from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.analysis.cube import Panel
from monitor.domain.analysis.estimates import ComponentEstimates, VarianceEstimates
from monitor.domain.analysis.estimation import estimate_variances
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from tests.domain.analysis.panels import World, draw_world, make_panel

LONG = World(partnerships=40, rounds=8, people=6)


def estimate(*panels: Panel) -> VarianceEstimates:
    estimates = estimate_variances(panels, DEFAULT_VARIANCES)
    assert estimates is not None
    return estimates


def values_of(estimates: VarianceEstimates) -> list[float]:
    variances = estimates.name("own")
    return [*astuple(variances.overall), *astuple(variances.contrast)]


def numbers_of(component: ComponentEstimates) -> list[float]:
    return [
        number
        for each in (component.person, component.wobble, component.answering)
        for number in (each.value, each.low, each.high)
    ]


@pytest.mark.parametrize("is_linked", [True, False])
def test_answers_as_the_defaults_assume_give_about_the_defaults(*, is_linked: bool) -> None:
    panel, _ = draw_world(replace(LONG, partnerships=200, is_linked=is_linked), seed=1)

    found = estimate(panel).name("own")

    assert found.overall.person == pytest.approx(0.22, abs=0.03)
    assert found.overall.answering == pytest.approx(0.094, abs=0.015)
    assert found.overall.wobble == pytest.approx(0.016, abs=0.004)
    assert found.contrast.person == pytest.approx(0.053, abs=0.01)
    assert found.contrast.answering == pytest.approx(0.174, abs=0.02)
    assert found.contrast.wobble == pytest.approx(0.0064, abs=0.002)


def test_less_noisy_answers_are_seen_as_such_when_linked() -> None:
    panel, _ = draw_world(replace(LONG, noise_sd=0.4), seed=2)

    answering = estimate(panel).contrast.answering

    # By hand: (.4² + 1/12) / 3 of noise and rounding over three questions.
    assert answering.value == pytest.approx(0.081, abs=0.01)
    assert answering.high < answering.default


def test_stronger_moods_are_seen_as_such_unlinked_too() -> None:
    panel, _ = draw_world(replace(LONG, wobble_sd=0.3, is_linked=False), seed=3)

    wobble = estimate(panel).overall.wobble

    assert wobble.value == pytest.approx(0.08, abs=0.025)
    assert wobble.low > wobble.default


def test_a_few_partnerships_that_really_change_hardly_count_as_moods() -> None:
    panel, _ = draw_world(LONG, seed=4)
    scores = panel.scores.copy()
    scores[:4, :, 4:] -= 0.8

    calm = estimate(panel).overall.wobble
    changed = estimate(make_panel(scores, invited=6)).overall.wobble

    # All of it would add .1 * .8² * 16/26 / 2 = .02.
    assert 0 < changed.value - calm.value < 0.01


def test_unlinked_answers_keep_the_proportion_of_people_to_answering() -> None:
    panel, _ = draw_world(replace(LONG, noise_sd=1.0, is_linked=False), seed=5)

    found = estimate(panel)

    assert not found.is_linked
    assert found.overall.person.own is None
    assert found.overall.answering.own is None
    assert found.overall.wobble.own is not None
    person, answering = found.contrast.person, found.contrast.answering
    assert person.value / answering.value == pytest.approx(0.053 / 0.174)
    assert answering.value > 0.2


def test_more_partnerships_are_surer_and_stay_less_near_the_default() -> None:
    few, _ = draw_world(replace(LONG, partnerships=10, noise_sd=0.4), seed=7)
    many, _ = draw_world(replace(LONG, partnerships=100, noise_sd=0.4), seed=7)

    unsure, sure = estimate(few).contrast.answering, estimate(many).contrast.answering

    assert sure.high - sure.low < unsure.high - unsure.low
    assert sure.own is not None
    assert unsure.own is not None
    assert abs(sure.value - sure.own) < abs(unsure.value - unsure.own)


def test_the_intervals_hold_what_many_more_partnerships_say() -> None:
    many, _ = draw_world(replace(LONG, partnerships=400), seed=8)
    expected = np.array(values_of(estimate(many)))
    held = []
    for seed in range(100, 130):
        few, _ = draw_world(replace(LONG, partnerships=15, rounds=6), seed)
        found = estimate(few)
        numbers = [*numbers_of(found.overall), *numbers_of(found.contrast)]
        held.append((numbers[1::3] <= expected) & (expected <= numbers[2::3]))

    assert np.mean(held) > 0.85


@pytest.mark.parametrize(("partnerships", "rounds"), [(9, 8), (12, 5)])
def test_below_ten_partnerships_of_six_rounds_nothing_is_estimated(
    partnerships: int, rounds: int
) -> None:
    panel, _ = draw_world(replace(LONG, partnerships=partnerships, rounds=rounds), seed=9)

    assert estimate_variances([panel], DEFAULT_VARIANCES) is None


def test_partnerships_with_fewer_rounds_are_left_out() -> None:
    panel, _ = draw_world(replace(LONG, partnerships=12), seed=9)
    panel.rounds[:2] = 5
    noise, _ = draw_world(replace(LONG, partnerships=12, noise_sd=3), seed=10)
    panel.scores[:2] = noise.scores[:2]

    found = estimate(panel)

    assert found.partnerships == 10
    assert found.rounds == 80
    assert found == estimate(make_panel(panel.scores[2:], invited=6))


def test_partnerships_of_one_person_a_party_tell_nothing() -> None:
    panel, _ = draw_world(replace(LONG, people=1), seed=9)

    assert estimate_variances([panel], DEFAULT_VARIANCES) is None


def test_people_who_always_answer_the_same_leave_variances_above_zero() -> None:
    scores = np.full((12, 2, 6, 3, 4), 4.0)

    found = estimate(make_panel(scores, invited=3))

    assert all(value > 0 for value in values_of(found))


def test_linked_and_unlinked_partnerships_are_pooled() -> None:
    linked, _ = draw_world(replace(LONG, partnerships=12), seed=11)
    unlinked, _ = draw_world(replace(LONG, partnerships=12, is_linked=False), seed=12)

    found = estimate(linked, unlinked)

    assert found.partnerships == 24
    assert found.is_linked


@settings(max_examples=20)
@given(
    seed=st.integers(0, 100),
    people=st.permutations(range(6)),
    dimensions=st.permutations(range(4)),
    is_linked=st.booleans(),
)
def test_the_order_of_people_dimensions_and_parties_does_not_matter(
    seed: int, people: list[int], dimensions: list[int], *, is_linked: bool
) -> None:
    panel, _ = draw_world(replace(LONG, partnerships=12, is_linked=is_linked), seed)
    mixed = panel.scores[:, ::-1, :, people][..., dimensions]

    found = estimate(panel)
    other = estimate(make_panel(mixed, invited=6, is_linked=is_linked))

    assert numbers_of(other.overall) == pytest.approx(numbers_of(found.overall), abs=1e-6)
    assert numbers_of(other.contrast) == pytest.approx(numbers_of(found.contrast), abs=1e-6)


@settings(max_examples=20)
@given(st.integers(0, 100), st.floats(-1, 1))
def test_a_constant_added_to_one_party_changes_nothing(seed: int, shift: float) -> None:
    panel, _ = draw_world(replace(LONG, partnerships=12), seed)
    scores = panel.scores.copy()
    scores[:, 0] += shift

    found, shifted = estimate(panel), estimate(make_panel(scores, invited=6))

    assert values_of(shifted) == pytest.approx(values_of(found), abs=1e-6)
