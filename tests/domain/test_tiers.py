import pytest

from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Tier
from monitor.domain.scoring import PartyScores, score_party
from monitor.domain.tiers import (
    PartyTiers,
    choose_tier,
    choose_tiers,
    smallest_group,
    stricter,
)
from tests.builders import (
    MUNICIPALITY,
    current_questionnaire,
    make_answers,
    make_closed_round,
    make_responses,
)


def score(forms: list[dict[str, int | None]]) -> PartyScores:
    return score_party(
        MUNICIPALITY,
        make_responses(MUNICIPALITY, forms),
        invited=len(forms),
        asked=current_questionnaire(),
    )


@pytest.mark.parametrize(
    ("people", "tier"),
    [
        (0, Tier.HIDDEN),
        (2, Tier.HIDDEN),
        (3, Tier.COARSE),
        (4, Tier.COARSE),
        (5, Tier.DETAIL),
        (8, Tier.DETAIL),
    ],
)
def test_confidential_numbers_are_hidden_below_three_and_coarse_below_five(
    people: int, tier: Tier
) -> None:
    assert choose_tier(people, PrivacyMode.CONFIDENTIAL, minimum_group=3) is tier


@pytest.mark.parametrize(
    ("minimum_group", "people", "tier"),
    [
        (4, 3, Tier.HIDDEN),
        (4, 4, Tier.COARSE),
        (6, 5, Tier.HIDDEN),
        (6, 6, Tier.DETAIL),
    ],
)
def test_parties_may_agree_on_a_stricter_minimum(
    minimum_group: int, people: int, tier: Tier
) -> None:
    assert choose_tier(people, PrivacyMode.CONFIDENTIAL, minimum_group) is tier


@pytest.mark.parametrize("minimum_group", [-1, 0, 1, 2])
def test_no_agreement_makes_the_minimum_laxer_than_three(minimum_group: int) -> None:
    assert smallest_group(minimum_group) == 3
    assert choose_tier(2, PrivacyMode.CONFIDENTIAL, minimum_group) is Tier.HIDDEN


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_one_answer_is_shown_where_the_parties_agreed_to_show_everything(
    mode: PrivacyMode,
) -> None:
    assert choose_tier(1, mode, minimum_group=5) is Tier.OPEN
    assert choose_tier(0, mode, minimum_group=5) is Tier.HIDDEN


def test_a_dimension_has_the_tier_of_those_who_scored_it() -> None:
    without_trust = make_answers(4, TRU1=None, TRU2=None)
    forms = [make_answers(4), make_answers(4), make_answers(4), without_trust, without_trust]

    tiers = choose_tiers(score(forms), PrivacyMode.CONFIDENTIAL, minimum_group=3)

    assert tiers.party is Tier.DETAIL
    assert tiers.dimensions[Dimension.TRUST] is Tier.COARSE
    assert tiers.dimensions[Dimension.GROWTH] is Tier.DETAIL


def test_the_mark_has_the_tier_of_those_who_gave_one() -> None:
    forms = [make_answers(4, X4=7), make_answers(4, X4=None), *[make_answers(4)] * 3]

    tiers = choose_tiers(score(forms), PrivacyMode.CONFIDENTIAL, minimum_group=3)

    assert tiers.mark is Tier.HIDDEN


@pytest.mark.parametrize("strictest", [Tier.HIDDEN, Tier.COARSE, Tier.DETAIL])
def test_the_overall_mean_has_the_strictest_tier_of_its_dimensions(strictest: Tier) -> None:
    dimensions = {**dict.fromkeys(Dimension, Tier.DETAIL), Dimension.GROWTH: strictest}

    assert PartyTiers(Tier.DETAIL, dimensions, Tier.DETAIL).overall is strictest


def test_the_stricter_of_two_tiers_shows_less() -> None:
    assert stricter(Tier.DETAIL, Tier.COARSE) is Tier.COARSE
    assert stricter(Tier.HIDDEN, Tier.DETAIL, Tier.OPEN) is Tier.HIDDEN


def test_a_cap_never_shows_more() -> None:
    dimensions = {**dict.fromkeys(Dimension, Tier.DETAIL), Dimension.TRUST: Tier.HIDDEN}
    tiers = PartyTiers(Tier.DETAIL, dimensions, Tier.COARSE, is_few=True)

    capped = tiers.cap(Tier.COARSE)

    assert capped.party is Tier.COARSE
    assert capped.dimensions[Dimension.TRUST] is Tier.HIDDEN
    assert capped.dimensions[Dimension.GROWTH] is Tier.COARSE
    assert capped.mark is Tier.COARSE
    assert capped.is_few


def test_numbers_of_eight_people_keep_their_decimal_beside_a_round_that_differs_by_one() -> None:
    silent = make_answers(4, TRU1=None, TRU2=None)
    scores = score([silent, *[make_answers(4)] * 7])

    tiers = choose_tiers(scores, PrivacyMode.CONFIDENTIAL, 3).cap_small(scores)

    assert tiers.party is Tier.DETAIL
    assert tiers.dimensions[Dimension.TRUST] is Tier.COARSE
    assert tiers.dimensions[Dimension.GROWTH] is Tier.DETAIL


def score_light(people: int) -> PartyScores:
    return score_party(
        MUNICIPALITY,
        make_responses(MUNICIPALITY, [make_answers(4)] * people),
        invited=people,
        asked=make_closed_round({}, is_light=True).asked,
    )


@pytest.mark.parametrize(
    ("people", "dimension", "overall"),
    [
        (2, Tier.HIDDEN, Tier.HIDDEN),
        (3, Tier.HIDDEN, Tier.COARSE),
        (7, Tier.HIDDEN, Tier.COARSE),
        (8, Tier.DETAIL, Tier.DETAIL),
    ],
)
def test_of_a_light_round_dimensions_are_shown_as_questions_are_and_their_mean_in_halves(
    people: int, dimension: Tier, overall: Tier
) -> None:
    tiers = choose_tiers(score_light(people), PrivacyMode.CONFIDENTIAL, 3, is_light=True)

    assert set(tiers.dimensions.values()) == {dimension}
    assert tiers.overall is overall


def test_a_stricter_agreement_holds_for_a_light_round_too() -> None:
    tiers = choose_tiers(score_light(8), PrivacyMode.CONFIDENTIAL, 9, is_light=True)

    assert tiers.party is tiers.overall is Tier.HIDDEN


@pytest.mark.parametrize("mode", [PrivacyMode.OPEN, PrivacyMode.JOINT])
def test_a_light_round_hides_nothing_where_all_agreed_to_show_everything(mode: PrivacyMode) -> None:
    tiers = choose_tiers(score_light(1), mode, 3, is_light=True)

    assert set(tiers.dimensions.values()) == {Tier.OPEN}
    assert tiers.overall is Tier.OPEN


def test_a_cap_holds_for_the_mean_of_a_light_round() -> None:
    tiers = choose_tiers(score_light(5), PrivacyMode.CONFIDENTIAL, 3, is_light=True)

    assert tiers.cap(Tier.HIDDEN).overall is Tier.HIDDEN
    assert tiers.cap_small(score_light(5)).overall is Tier.COARSE
