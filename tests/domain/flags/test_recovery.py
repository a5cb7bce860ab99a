"""Whether a release shows that a worry is over: only from numbers on the good side of the bar."""

import pytest

from monitor.domain.flags.recovery import Ending, judge_ending, level_of
from monitor.domain.flags.worry import Basis, WorryKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedRound, PublishedScore, Tier
from tests.domain.flags.worries import INITIATIVE, make_worry
from tests.factories import make_gap, make_published_party, make_release, make_score


def round_of(
    mean: float | None = 3.4,
    *,
    tier: Tier = Tier.DETAIL,
    respondents: int | None = 6,
    unknown: float | None = None,
    gap: float = 0.4,
) -> PublishedRound:
    """Make a round in which the initiative's numbers are these."""
    scores = {each: make_score(dimension=each, mean=mean) for each in Dimension}
    if unknown is not None:
        scores[Dimension.TRUST] = PublishedScore(Dimension.TRUST, 3.4, dont_know_share=unknown)
    initiative = make_published_party(
        party_id=2,
        tier=tier,
        has_enough=mean is not None,
        scores=scores,
        respondents=respondents,
        invited=None if respondents is None else 8,
        overall=mean,
        dont_know_share=unknown,
    )
    gaps = {each: make_gap(dimension=each, difference=gap) for each in Dimension}
    return make_release(parties=(make_published_party(), initiative), gaps=gaps)


@pytest.mark.parametrize(
    ("mean", "ending"),
    [(3.0, Ending.BETTER), (2.9, Ending.UNKNOWN), (None, Ending.UNKNOWN)],
)
def test_a_low_score_is_over_from_three_on(mean: float | None, ending: Ending) -> None:
    assert judge_ending(make_worry(), round_of(mean)) is ending
    assert judge_ending(make_worry(dimension=None), round_of(mean)) is ending


@pytest.mark.parametrize(("gap", "ending"), [(0.5, Ending.BETTER), (0.6, Ending.UNKNOWN)])
@pytest.mark.parametrize("dimension", [None, Dimension.TRUST])
def test_a_gap_is_over_within_half_a_point(
    gap: float, ending: Ending, dimension: Dimension | None
) -> None:
    worry = make_worry(kind=WorryKind.GAP, party=None, dimension=dimension)

    assert judge_ending(worry, round_of(gap=gap)) is ending


def test_a_gap_with_a_hidden_party_is_not_known_to_be_over() -> None:
    worry = make_worry(kind=WorryKind.GAP, party=None)

    assert judge_ending(worry, round_of(None)) is Ending.UNKNOWN


@pytest.mark.parametrize(
    ("respondents", "ending"),
    [(5, Ending.BETTER), (4, Ending.UNKNOWN), (None, Ending.UNKNOWN)],
)
def test_silence_is_over_when_most_answer_and_that_may_be_told(
    respondents: int | None, ending: Ending
) -> None:
    worry = make_worry(kind=WorryKind.SILENCE, dimension=None)

    assert judge_ending(worry, round_of(respondents=respondents)) is ending


@pytest.mark.parametrize(
    ("tier", "ending"), [(Tier.DETAIL, Ending.BETTER), (Tier.COARSE, Ending.UNKNOWN)]
)
def test_discord_is_told_of_larger_groups_only(tier: Tier, ending: Ending) -> None:
    worry = make_worry(kind=WorryKind.SPLIT, dimension=None)

    assert judge_ending(worry, round_of(tier=tier)) is ending


@pytest.mark.parametrize(
    ("unknown", "ending"), [(0.2, Ending.BETTER), (0.25, Ending.UNKNOWN), (None, Ending.BETTER)]
)
@pytest.mark.parametrize("dimension", [None, Dimension.TRUST])
def test_not_knowing_is_over_below_a_fifth(
    unknown: float | None, ending: Ending, dimension: Dimension | None
) -> None:
    worry = make_worry(kind=WorryKind.DONT_KNOW, dimension=dimension)

    assert judge_ending(worry, round_of(unknown=unknown)) is ending


@pytest.mark.parametrize(
    ("lowest", "ending"),
    [(3.1, Ending.BETTER), (3.2, Ending.OVER), (None, Ending.OVER)],
)
def test_a_decline_is_over_without_its_flag_and_better_when_it_rose(
    lowest: float | None, ending: Ending
) -> None:
    worry = make_worry(kind=WorryKind.DECLINE, basis=Basis(mean=lowest))

    assert judge_ending(worry, round_of(3.4)) is ending


def test_a_party_that_is_no_longer_there_tells_nothing() -> None:
    assert judge_ending(make_worry(party=9), round_of()) is Ending.UNKNOWN


def test_the_level_of_what_a_flag_names_is_what_is_published_of_it() -> None:
    release = round_of(3.2)

    assert level_of(release, INITIATIVE, Dimension.TRUST) == 3.2
    assert level_of(release, INITIATIVE, None) == 3.2
    assert level_of(release, None, Dimension.TRUST) == release.joint[Dimension.TRUST]
    assert level_of(release, None, None) == release.overall
    assert level_of(make_release(parties=()), INITIATIVE, None) is None
