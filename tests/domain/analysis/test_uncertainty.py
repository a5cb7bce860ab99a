import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.analysis.uncertainty import Level, estimate_level, sampling_variance

means = st.floats(1, 5)
sizes = st.integers(1, 40)


def width(mean: float, *, respondents: int, invited: int) -> float:
    low, high = estimate_level(mean, respondents=respondents, invited=invited).interval()
    return high - low


def test_a_full_response_leaves_only_the_noise_of_answering_and_the_mood() -> None:
    assert sampling_variance(respondents=5, invited=5) == pytest.approx(0.22 / 5 + 0.024)


def test_who_did_not_answer_adds_the_spread_between_people() -> None:
    variance = sampling_variance(respondents=2, invited=4)

    assert variance == pytest.approx(0.5 * 0.26 / 2 + 0.22 / 2 + 0.024)


def test_more_answers_than_invitations_count_as_a_full_response() -> None:
    assert sampling_variance(respondents=4, invited=3) == sampling_variance(
        respondents=4, invited=4
    )


def test_a_level_lies_between_the_mean_and_what_was_known_beforehand() -> None:
    # By hand: v = .22/3 + .024, P = 1/.62² + 1/v.
    variance = 0.22 / 3 + 0.024
    precision = 1 / 0.62**2 + 1 / variance

    level = estimate_level(2.0, respondents=3, invited=3)

    assert level.mean == pytest.approx((3.75 / 0.62**2 + 2.0 / variance) / precision)
    assert level.sd == pytest.approx(1 / math.sqrt(precision))


@pytest.mark.parametrize(
    ("invited", "simulated", "of_full_response", "of_one_missing"),
    [(2, 1.20, 1.04, 1.43), (3, 1.06, 0.92, 1.15)],
)
def test_the_width_agrees_with_the_simulation_of_the_method(
    invited: int, simulated: float, of_full_response: float, of_one_missing: float
) -> None:
    # The method gives the mean width over rounds with 82% response. The formula gives a width for
    # each number of answers; their mean over the chances of each must come out near it. A mean of
    # 3 keeps both ends within the scale. The simulation's chances depend on satisfaction and
    # include rounds without answers, so a twentieth of a point is left free.
    full = width(3, respondents=invited, invited=invited)
    missing = width(3, respondents=invited - 1, invited=invited)

    chances = [math.comb(invited, k) * 0.82**k * 0.18 ** (invited - k) for k in range(invited + 1)]
    widths = [width(3, respondents=k, invited=invited) for k in range(1, invited + 1)]
    expected = sum(c * w for c, w in zip(chances[1:], widths, strict=True)) / sum(chances[1:])
    assert full == pytest.approx(of_full_response, abs=0.01)
    assert missing == pytest.approx(of_one_missing, abs=0.01)
    assert expected == pytest.approx(simulated, abs=0.05)


@given(means, sizes, st.integers(0, 20))
def test_the_interval_lies_within_the_scale_and_in_order(
    mean: float, respondents: int, silent: int
) -> None:
    level = estimate_level(mean, respondents=respondents, invited=respondents + silent)

    low, high = level.interval()

    assert 1 <= low <= level.mean <= high <= 5


@given(means, sizes, st.integers(1, 20))
def test_a_full_response_is_surer_than_one_with_silence(
    mean: float, respondents: int, silent: int
) -> None:
    full = estimate_level(mean, respondents=respondents, invited=respondents)
    partial = estimate_level(mean, respondents=respondents, invited=respondents + silent)

    assert full.sd < partial.sd


@given(means, sizes, st.integers(0, 20))
def test_one_more_answer_among_as_many_invited_makes_surer(
    mean: float, respondents: int, silent: int
) -> None:
    invited = respondents + 1 + silent

    fewer = estimate_level(mean, respondents=respondents, invited=invited)
    more = estimate_level(mean, respondents=respondents + 1, invited=invited)

    assert more.sd < fewer.sd


@given(means, means, sizes)
def test_a_higher_mean_gives_a_higher_level(one: float, other: float, people: int) -> None:
    levels = [estimate_level(mean, respondents=people, invited=people) for mean in (one, other)]

    assert (levels[0].mean < levels[1].mean) == (one < other) or one == pytest.approx(other)


@given(means, sizes)
def test_the_chance_of_a_low_level_falls_as_the_mean_rises(mean: float, people: int) -> None:
    lower = estimate_level(mean, respondents=people, invited=people)
    higher = estimate_level(mean + 0.1, respondents=people, invited=people)

    assert higher.probability_below(3) <= lower.probability_below(3)


def test_half_of_the_chance_lies_below_the_level_itself() -> None:
    assert Level(3.2, 0.3).probability_below(3.2) == pytest.approx(0.5)


def test_the_interval_holds_ninety_percent_of_the_chance() -> None:
    level = Level(3.2, 0.3)

    low, high = level.interval()

    assert level.probability_below(high) - level.probability_below(low) == pytest.approx(0.9)


def test_the_chance_of_lying_apart_counts_both_directions() -> None:
    # By hand: sd √(.3² + .4²) = .5, so both limits lie one sd away.
    apart = Level(3.0, 0.3).probability_apart(Level(3.0, 0.4), 0.5)

    assert apart == pytest.approx(2 * (1 - 0.8413447), abs=1e-6)


@given(means, means, sizes, sizes)
def test_lying_apart_is_the_same_from_either_side(
    one: float, other: float, people: int, others: int
) -> None:
    first = estimate_level(one, respondents=people, invited=people)
    second = estimate_level(other, respondents=others, invited=others)

    apart = first.probability_apart(second, 0.5)

    assert 0 <= apart <= 1
    assert apart == pytest.approx(second.probability_apart(first, 0.5))


def test_one_answer_is_three_times_as_noisy_as_the_mean_of_three() -> None:
    single = sampling_variance(respondents=5, invited=5, is_single=True)

    assert single == pytest.approx(3 * 0.22 / 5 + 0.024)
    assert (
        estimate_level(3, respondents=5, invited=5, is_single=True).sd
        > estimate_level(3, respondents=5, invited=5).sd
    )
