"""Flags of one round: when they are raised, whom they name, and how often they are wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from monitor.domain.analysis.findings import RoundFindings
from monitor.domain.analysis.uncertainty import Level, estimate_level
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity
from monitor.domain.scoring import DimensionScore, PartyScores
from monitor.domain.signals import find_flags
from monitor.domain.tiers import choose_tiers
from tests.builders import INITIATIVE, MUNICIPALITY, THIRD


def make_scores(
    party_id: PartyId = MUNICIPALITY,
    *,
    trust: float | None = 3.75,
    others: float | None = 3.75,
    respondents: int = 5,
    invited: int | None = None,
    people: int | None = None,
) -> PartyScores:
    """Make the scores of a party of which everyone answered, unless told otherwise."""
    means = {**dict.fromkeys(Dimension, others), Dimension.TRUST: trust}
    scored = respondents if people is None else people
    return PartyScores(
        party_id=party_id,
        invited=respondents if invited is None else invited,
        respondents=respondents,
        dimensions={
            dimension: DimensionScore(mean, scored if mean else 0, 0.0)
            for dimension, mean in means.items()
        },
        overall=None,
        mark=None,
        mark_answers=0,
        dont_know_share=0.0,
        questions={},
    )


def flags_of(
    *scores: PartyScores,
    mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
) -> Sequence[Flag]:
    tiers = {each.party_id: choose_tiers(each, mode, minimum_group) for each in scores}
    return find_flags(scores, tiers, make_findings(*scores))


def make_findings(*scores: PartyScores) -> RoundFindings:
    """Find the levels of one round without history, and no change."""
    levels = [{each: level_of(party, each) for each in Dimension} for party in scores]
    return RoundFindings(0.0, [], 0.0, [], levels)


def level_of(party: PartyScores, dimension: Dimension) -> Level | None:
    score = party.dimensions[dimension]
    if score.mean is None:
        return None
    return estimate_level(score.mean, respondents=score.people, invited=party.invited)


def kinds_of(flags: Sequence[Flag]) -> list[FlagKind]:
    return [flag.kind for flag in flags]


def test_a_healthy_partnership_has_no_flags() -> None:
    assert list(flags_of(make_scores(), make_scores(INITIATIVE))) == []


# Low.


@pytest.mark.parametrize(
    ("mean", "severity"),
    [(1.0, Severity.ACT), (2.4, Severity.ACT), (2.6, Severity.WATCH)],
)
def test_a_low_level_is_flagged_more_strongly_the_surer_it_is(
    mean: float, severity: Severity
) -> None:
    flags = flags_of(make_scores(trust=mean))

    assert [(flag.kind, flag.severity) for flag in flags] == [(FlagKind.LOW, severity)]
    assert flags[0].party == MUNICIPALITY
    assert flags[0].dimension is Dimension.TRUST


@pytest.mark.parametrize("mean", [2.7, 3.0, 5.0])
def test_a_mean_that_may_well_lie_above_three_is_no_flag(mean: float) -> None:
    assert list(flags_of(make_scores(trust=mean))) == []


def test_the_same_mean_of_more_people_is_surer() -> None:
    few = flags_of(make_scores(trust=2.7, respondents=5))
    many = flags_of(make_scores(trust=2.7, respondents=12))

    assert list(few) == []
    assert kinds_of(many) == [FlagKind.LOW]


def test_the_same_mean_with_people_who_did_not_answer_is_less_sure() -> None:
    assert kinds_of(flags_of(make_scores(trust=2.6, invited=5))) == [FlagKind.LOW]
    assert list(flags_of(make_scores(trust=2.6, invited=8))) == []


def test_each_low_dimension_of_a_detailed_party_is_named() -> None:
    flags = flags_of(make_scores(trust=1.5, others=1.5))

    assert [flag.dimension for flag in flags] == list(Dimension)


def test_a_coarse_party_has_one_low_flag_without_a_dimension() -> None:
    flags = flags_of(make_scores(trust=1.5, others=2.4, respondents=4))

    assert [(flag.party, flag.dimension) for flag in flags] == [(MUNICIPALITY, None)]
    assert flags[0].severity is Severity.ACT


def test_a_dimension_that_few_of_a_detailed_party_scored_is_not_named() -> None:
    flags = flags_of(make_scores(trust=1.5, respondents=6, people=3))

    assert [(flag.party, flag.dimension) for flag in flags] == [(MUNICIPALITY, None)]


def test_a_hidden_party_has_no_low_flag() -> None:
    assert FlagKind.LOW not in kinds_of(flags_of(make_scores(trust=1.0, respondents=2)))


def test_a_dimension_that_too_few_scored_has_no_low_flag() -> None:
    assert list(flags_of(make_scores(trust=1.0, respondents=6, people=2))) == []


# Gap.


def test_two_parties_far_apart_have_a_gap_that_names_the_dimension_and_no_party() -> None:
    flags = flags_of(make_scores(trust=4.8), make_scores(INITIATIVE, trust=3.2))

    assert [(flag.kind, flag.party, flag.dimension) for flag in flags] == [
        (FlagKind.GAP, None, Dimension.TRUST)
    ]


@pytest.mark.parametrize(
    ("mean", "severities"),
    [(3.9, []), (4.4, []), (4.5, [Severity.WATCH]), (4.7, [Severity.ACT])],
)
def test_a_gap_is_flagged_from_a_clear_distance(mean: float, severities: list[Severity]) -> None:
    flags = flags_of(make_scores(trust=mean), make_scores(INITIATIVE, trust=3.5))

    assert [flag.severity for flag in flags] == severities


def test_a_gap_is_the_same_from_either_side() -> None:
    one = flags_of(make_scores(trust=4.8), make_scores(INITIATIVE, trust=3.2))
    other = flags_of(make_scores(trust=3.2), make_scores(INITIATIVE, trust=4.8))

    assert list(one) == list(other)


def test_a_gap_with_a_coarse_party_names_no_dimension() -> None:
    coarse = make_scores(INITIATIVE, trust=3.1, respondents=4)

    flags = flags_of(make_scores(trust=4.9), coarse)

    assert [(flag.kind, flag.dimension) for flag in flags] == [(FlagKind.GAP, None)]


def test_a_hidden_party_makes_no_gap() -> None:
    hidden = make_scores(INITIATIVE, trust=1.0, respondents=2)

    assert FlagKind.GAP not in kinds_of(flags_of(make_scores(trust=5.0), hidden))


def test_a_dimension_that_one_party_did_not_score_makes_no_gap() -> None:
    silent = make_scores(INITIATIVE, trust=None)

    assert list(flags_of(make_scores(trust=5.0), silent)) == []


def test_of_three_parties_any_two_may_make_the_gap() -> None:
    flags = flags_of(
        make_scores(trust=4.0), make_scores(INITIATIVE, trust=4.9), make_scores(THIRD, trust=3.2)
    )

    assert [(flag.kind, flag.party, flag.dimension) for flag in flags] == [
        (FlagKind.GAP, None, Dimension.TRUST)
    ]


def test_one_hidden_party_of_three_leaves_no_gap() -> None:
    flags = flags_of(
        make_scores(trust=4.9),
        make_scores(INITIATIVE, trust=3.1),
        make_scores(THIRD, respondents=2, invited=6),
    )

    assert kinds_of(flags) == [FlagKind.SILENCE]


# Silence.


@pytest.mark.parametrize(
    ("respondents", "invited", "severities"),
    [
        (6, 10, []),
        (5, 9, [Severity.WATCH]),
        (3, 5, []),
        (3, 6, [Severity.WATCH]),
        (2, 5, [Severity.ACT]),
        (0, 5, [Severity.ACT]),
        (0, 0, []),
    ],
)
def test_silence_is_a_response_below_sixty_percent_or_below_the_minimum(
    respondents: int, invited: int, severities: list[Severity]
) -> None:
    flags = flags_of(make_scores(respondents=respondents, invited=invited))

    assert [flag.severity for flag in flags] == severities
    assert {flag.kind for flag in flags} <= {FlagKind.SILENCE}


def test_silence_is_a_count_without_probability() -> None:
    assert flags_of(make_scores(respondents=0, invited=5))[0].probability is None


@pytest.mark.parametrize(("invited", "named"), [(2, []), (4, []), (5, [MUNICIPALITY])])
def test_a_silent_party_is_flagged_from_five_invited(invited: int, named: list[PartyId]) -> None:
    flags = flags_of(make_scores(respondents=1, invited=invited))

    assert [flag.party for flag in flags] == named


def test_in_open_mode_a_small_silent_party_is_named() -> None:
    flags = flags_of(make_scores(respondents=1, invited=3), mode=PrivacyMode.OPEN)

    assert [flag.party for flag in flags] == [MUNICIPALITY]


def test_a_stricter_minimum_makes_a_party_silent_sooner() -> None:
    assert kinds_of(flags_of(make_scores(respondents=5, invited=6), minimum_group=6)) == [
        FlagKind.SILENCE
    ]


# All together.


def test_strong_flags_come_first() -> None:
    flags = flags_of(
        make_scores(trust=2.6, others=3.6), make_scores(INITIATIVE, respondents=0, invited=8)
    )

    assert [(flag.kind, flag.severity) for flag in flags] == [
        (FlagKind.SILENCE, Severity.ACT),
        (FlagKind.LOW, Severity.WATCH),
    ]


def test_flags_tell_the_probability_they_passed_and_no_more() -> None:
    told = {flags_of(make_scores(trust=mean))[0].probability for mean in (1.0, 1.7, 2.3, 2.6)}

    assert told == {0.8, 0.9}


# How often flags are wrong: invented parties whose true level is known.


def draw_answer(level: float, random: Random) -> int:
    return min(5, max(1, round(random.gauss(level, 0.7))))


def draw_party(
    party_id: PartyId, levels: Mapping[Dimension, float], people: int, random: Random
) -> PartyScores:
    """Draw a round of a party whose true levels are these, of whom everyone answered.

    People differ from one another, but their mean is the party's level: that is what a level of a
    finite group means. Spreads as in section 2 of the method.
    """
    moods = centred([random.gauss(0, 0.5) for _ in range(people)])
    party_mood = random.gauss(0, 0.14)
    scores = {}
    for dimension, level in levels.items():
        leanings = centred([random.gauss(0, 0.25) for _ in range(people)])
        wobble = party_mood + random.gauss(0, 0.08)
        means = [
            fmean(draw_answer(level + mood + leaning + wobble + day, random) for _ in range(3))
            for mood, leaning, day in zip(moods, leanings, draw_days(people, random), strict=True)
        ]
        scores[dimension] = DimensionScore(fmean(means), people, 0.0)
    return replace(make_scores(party_id, respondents=people), dimensions=scores)


def draw_days(people: int, random: Random) -> list[float]:
    return [random.gauss(0, 0.25) for _ in range(people)]


def centred(values: Sequence[float]) -> list[float]:
    middle = fmean(values)
    return [value - middle for value in values]


def draw_levels(lowest: float, random: Random) -> dict[Dimension, float]:
    """Draw levels around 3.75, none below the lowest."""
    return {each: max(lowest, random.gauss(3.75, 0.4)) for each in Dimension}


@pytest.mark.parametrize("people", [3, 5, 8])
def test_fewer_than_one_in_a_hundred_healthy_parties_is_called_low(people: int) -> None:
    random = Random(people)  # noqa: S311 - Not a secret.

    flagged = sum(
        bool(flags_of(draw_party(MUNICIPALITY, draw_levels(3.25, random), people, random)))
        for _ in range(2000)
    )

    assert flagged < 20


@pytest.mark.parametrize("people", [3, 5, 8])
def test_fewer_than_three_in_a_hundred_dimensions_of_equal_parties_are_called_a_gap(
    people: int,
) -> None:
    random = Random(people)  # noqa: S311 - Not a secret.

    flagged = sum(draw_equal_pair(people, random) for _ in range(2000))

    assert flagged < 0.03 * 2000 * len(Dimension)


def draw_equal_pair(people: int, random: Random) -> int:
    """Count the dimensions on which two parties with the same true levels have a gap."""
    levels = draw_levels(3.25, random)
    one = draw_party(MUNICIPALITY, levels, people, random)
    other = draw_party(INITIATIVE, levels, people, random)
    # In open mode each dimension has a flag of its own, also for small parties.
    return kinds_of(flags_of(one, other, mode=PrivacyMode.OPEN)).count(FlagKind.GAP)
