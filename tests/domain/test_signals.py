"""Flags and good news of one round: when they are raised, and whom they name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from monitor.domain.analysis.engine import analyse_silence
from monitor.domain.analysis.findings import Pattern, PatternKind, PatternShare, RoundFindings
from monitor.domain.analysis.uncertainty import Level
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, GoodNews, GoodNewsKind, PublishedRound, Severity
from monitor.domain.scoring import PartyScores
from monitor.domain.signals import find_flags, find_good_news, find_silence, judge_change
from monitor.domain.tiers import PartyTiers, choose_tiers
from tests.builders import INITIATIVE, MUNICIPALITY, THIRD
from tests.domain.measured import make_scores
from tests.factories import make_release

SURE = 0.1
STEADY = Level(3.75, SURE)
ALL, FIRST, SECOND = None, 0, 1
Shares = Mapping[tuple[PatternKind, int | None, Dimension | None], float]


def make_findings(
    *levels: Level | Mapping[Dimension, Level | None],
    parties: int = 2,
    evidence: float = 0.0,
    patterns: Shares | None = None,
    rise_evidence: float = 0.0,
) -> RoundFindings:
    """Make findings from a level per party, on trust or on the dimensions that are given."""
    given = [each if isinstance(each, Mapping) else {Dimension.TRUST: each} for each in levels]
    given += [{}] * (max(parties, len(given)) - len(given))
    shares = [PatternShare(Pattern(*what), share) for what, share in (patterns or {}).items()]
    return RoundFindings(
        evidence=evidence,
        patterns=shares,
        rise_evidence=rise_evidence,
        rise_patterns=shares,
        levels=[{each: party.get(each, STEADY) for each in Dimension} for party in given],
    )


def flags_of(
    *scores: PartyScores,
    findings: RoundFindings | None = None,
    mode: PrivacyMode = PrivacyMode.CONFIDENTIAL,
    minimum_group: int = 3,
) -> Sequence[Flag]:
    tiers = {each.party_id: choose_tiers(each, mode, minimum_group) for each in scores}
    return find_flags(scores, tiers, findings or make_findings(parties=len(scores)))


def news_of(
    *scores: PartyScores, findings: RoundFindings, earlier: Sequence[PublishedRound] = ()
) -> Sequence[GoodNews]:
    tiers = {each.party_id: choose_tiers(each, PrivacyMode.CONFIDENTIAL, 3) for each in scores}
    return find_good_news(scores, tiers, findings, earlier)


def kinds_of(flags: Sequence[Flag]) -> list[FlagKind]:
    return [flag.kind for flag in flags]


PAIR = make_scores(), make_scores(INITIATIVE)


def test_a_healthy_partnership_has_no_flags() -> None:
    assert list(flags_of(*PAIR)) == []


# Decline.


def decline(party: int | None, dimension: Dimension | None = None) -> Shares:
    return {(PatternKind.DECLINE, party, dimension): 1.0}


@pytest.mark.parametrize(
    ("evidence", "severities"),
    [(7.3, []), (7.4, [Severity.WATCH]), (19.9, [Severity.WATCH]), (20.0, [Severity.ACT])],
)
def test_a_decline_is_told_from_enough_evidence(
    evidence: float, severities: list[Severity]
) -> None:
    findings = make_findings(evidence=evidence, patterns=decline(SECOND))

    flags = flags_of(*PAIR, findings=findings)

    assert [(flag.kind, flag.severity) for flag in flags] == [
        (FlagKind.DECLINE, severity) for severity in severities
    ]


def test_a_decline_tells_which_chance_it_passed_and_not_the_evidence() -> None:
    told = {
        flags_of(*PAIR, findings=make_findings(evidence=each, patterns=decline(SECOND)))[
            0
        ].probability
        for each in (7.4, 12.0, 20.0, 300.0)
    }

    assert told == {0.27, 0.5}


def test_a_decline_names_the_party_and_the_dimension_of_its_evidence() -> None:
    findings = make_findings(evidence=9.0, patterns=decline(SECOND, Dimension.TRUST))

    (flag,) = flags_of(*PAIR, findings=findings)

    assert (flag.party, flag.dimension) == (INITIATIVE, Dimension.TRUST)


def test_a_decline_of_all_parties_names_none() -> None:
    findings = make_findings(evidence=9.0, patterns=decline(ALL, Dimension.TRUST))

    (flag,) = flags_of(*PAIR, findings=findings)

    assert (flag.party, flag.dimension) == (None, Dimension.TRUST)


def test_a_decline_in_a_party_of_four_names_no_dimension() -> None:
    findings = make_findings(evidence=9.0, patterns=decline(SECOND, Dimension.TRUST))

    (flag,) = flags_of(make_scores(), make_scores(INITIATIVE, respondents=4), findings=findings)

    assert (flag.party, flag.dimension) == (INITIATIVE, None)


def test_in_open_mode_a_decline_names_all_of_a_party_of_two() -> None:
    findings = make_findings(evidence=9.0, patterns=decline(SECOND, Dimension.TRUST))
    two = make_scores(respondents=1), make_scores(INITIATIVE, respondents=2)

    (flag,) = flags_of(*two, findings=findings, mode=PrivacyMode.OPEN)

    assert (flag.party, flag.dimension) == (INITIATIVE, Dimension.TRUST)


@pytest.mark.parametrize(("people", "count"), [((2, 2), 0), ((1, 3), 0), ((2, 3), 1)])
def test_below_five_answers_together_no_change_is_told(people: tuple[int, int], count: int) -> None:
    findings = make_findings(evidence=50.0, patterns=decline(ALL))
    few = [
        make_scores(party_id, respondents=each)
        for party_id, each in zip((MUNICIPALITY, INITIATIVE), people, strict=True)
    ]

    assert kinds_of(flags_of(*few, findings=findings)).count(FlagKind.DECLINE) == count


def test_evidence_about_a_hidden_party_alone_is_not_told() -> None:
    findings = make_findings(evidence=50.0, patterns=decline(SECOND))
    hidden = make_scores(INITIATIVE, respondents=2)

    assert list(flags_of(make_scores(), hidden, findings=findings)) == []
    assert judge_change([make_scores(), hidden], tiers_of(make_scores(), hidden), findings) is None


def test_evidence_about_all_parties_is_told_without_names_when_one_is_hidden() -> None:
    findings = make_findings(evidence=50.0, patterns=decline(ALL, Dimension.TRUST))

    (flag,) = flags_of(make_scores(), make_scores(INITIATIVE, respondents=2), findings=findings)

    assert (flag.kind, flag.party, flag.dimension) == (FlagKind.DECLINE, None, None)


# Split and silence, from the evidence.


def test_a_split_names_its_party_and_no_dimension() -> None:
    findings = make_findings(evidence=9.0, patterns={(PatternKind.SPLIT, SECOND, None): 1.0})

    (flag,) = flags_of(*PAIR, findings=findings)

    assert (flag.kind, flag.party, flag.dimension) == (FlagKind.SPLIT, INITIATIVE, None)


@pytest.mark.parametrize(
    ("kind", "respondents", "invited"),
    [(PatternKind.SPLIT, 4, 6), (PatternKind.SPLIT, 3, 4), (PatternKind.SILENCE, 3, 4)],
)
def test_how_a_few_people_behaved_is_told_only_as_something_that_got_worse(
    kind: PatternKind, respondents: int, invited: int
) -> None:
    findings = make_findings(evidence=9.0, patterns={(kind, SECOND, None): 1.0})
    small = make_scores(INITIATIVE, respondents=respondents, invited=invited)

    (flag,) = flags_of(make_scores(), small, findings=findings)

    assert flag == Flag(FlagKind.DECLINE, Severity.WATCH, probability=0.27)


def test_silence_that_the_evidence_shows_is_told_before_it_is_a_low_response() -> None:
    findings = make_findings(evidence=25.0, patterns={(PatternKind.SILENCE, SECOND, None): 1.0})
    quieter = make_scores(INITIATIVE, respondents=6, invited=8)

    (flag,) = flags_of(make_scores(), quieter, findings=findings)

    assert (flag.kind, flag.party, flag.severity) == (FlagKind.SILENCE, INITIATIVE, Severity.ACT)


def test_silence_is_told_once() -> None:
    findings = make_findings(evidence=8.0, patterns={(PatternKind.SILENCE, SECOND, None): 1.0})
    quiet = make_scores(INITIATIVE, respondents=5, invited=10)

    assert list(flags_of(make_scores(), quiet, findings=findings)) == [
        Flag(FlagKind.SILENCE, Severity.WATCH, INITIATIVE)
    ]


def test_what_leads_has_all_evidence_and_another_kind_needs_enough_of_its_own() -> None:
    mixed: Shares = {
        (PatternKind.DECLINE, SECOND, None): 0.6,
        (PatternKind.SPLIT, SECOND, None): 0.4,
    }

    few = flags_of(*PAIR, findings=make_findings(evidence=10.0, patterns=mixed))
    many = flags_of(*PAIR, findings=make_findings(evidence=40.0, patterns=mixed))

    assert [(flag.kind, flag.severity) for flag in few] == [(FlagKind.DECLINE, Severity.WATCH)]
    assert [(flag.kind, flag.severity) for flag in many] == [
        (FlagKind.DECLINE, Severity.ACT),
        (FlagKind.SPLIT, Severity.WATCH),
    ]


# The colour of a round.


@pytest.mark.parametrize(
    ("evidence", "severity"), [(1.0, None), (8.0, Severity.WATCH), (21.0, Severity.ACT)]
)
def test_the_colour_of_a_round_is_that_of_its_change(
    evidence: float, severity: Severity | None
) -> None:
    findings = make_findings(evidence=evidence, patterns=decline(SECOND))

    assert judge_change(PAIR, tiers_of(*PAIR), findings) is severity


# Low.


@pytest.mark.parametrize(
    ("chance", "severities"),
    [(0.79, []), (0.81, [Severity.WATCH]), (0.89, [Severity.WATCH]), (0.91, [Severity.ACT])],
)
def test_a_low_level_is_flagged_more_strongly_the_surer_it_is(
    chance: float, severities: list[Severity]
) -> None:
    flags = flags_of(make_scores(), findings=make_findings(low_with(chance), parties=1))

    assert [(flag.kind, flag.severity, flag.party, flag.dimension) for flag in flags] == [
        (FlagKind.LOW, severity, MUNICIPALITY, Dimension.TRUST) for severity in severities
    ]


def test_each_low_dimension_of_a_detailed_party_is_named() -> None:
    low = dict.fromkeys(Dimension, Level(2.0, SURE))

    flags = flags_of(make_scores(), findings=make_findings(low, parties=1))

    assert [flag.dimension for flag in flags] == list(Dimension)


def test_a_coarse_party_has_one_low_flag_without_a_dimension_the_strongest() -> None:
    levels = {Dimension.TRUST: low_with(0.85), Dimension.GROWTH: low_with(0.95)}
    coarse = make_scores(respondents=4)

    flags = flags_of(coarse, findings=make_findings(levels, parties=1))

    assert [(flag.party, flag.dimension, flag.severity) for flag in flags] == [
        (MUNICIPALITY, None, Severity.ACT)
    ]


def test_a_dimension_that_few_of_a_detailed_party_scored_is_not_named() -> None:
    scores = make_scores(respondents=6, people=3)

    flags = flags_of(scores, findings=make_findings(Level(2.0, SURE), parties=1))

    assert [(flag.party, flag.dimension) for flag in flags] == [(MUNICIPALITY, None)]


@pytest.mark.parametrize("scores", [make_scores(respondents=2), make_scores(people=2)])
def test_what_is_hidden_has_no_low_flag(scores: PartyScores) -> None:
    flags = flags_of(scores, findings=make_findings(Level(1.0, SURE), parties=1))

    assert FlagKind.LOW not in kinds_of(flags)


def test_a_level_that_is_not_known_is_not_low() -> None:
    unknown = make_findings({Dimension.TRUST: None}, parties=1)

    assert list(flags_of(make_scores(), findings=unknown)) == []


# Gap.


def test_two_parties_far_apart_have_a_gap_that_names_the_dimension_and_no_party() -> None:
    flags = flags_of(*PAIR, findings=make_findings(Level(4.8, SURE), Level(3.2, SURE)))

    assert [(flag.kind, flag.party, flag.dimension) for flag in flags] == [
        (FlagKind.GAP, None, Dimension.TRUST)
    ]


@pytest.mark.parametrize(
    ("difference", "severities"),
    [(0.55, []), (0.64, [Severity.WATCH]), (0.70, [Severity.ACT])],
)
def test_a_gap_is_flagged_from_a_clear_distance(
    difference: float, severities: list[Severity]
) -> None:
    for one, other in ((3.5, 3.5 + difference), (3.5 + difference, 3.5)):
        flags = flags_of(*PAIR, findings=make_findings(Level(one, SURE), Level(other, SURE)))

        assert [flag.severity for flag in flags] == severities


def test_a_gap_with_a_coarse_party_names_no_dimension() -> None:
    findings = make_findings(Level(4.9, SURE), Level(3.2, SURE))

    flags = flags_of(make_scores(), make_scores(INITIATIVE, respondents=4), findings=findings)

    assert [(flag.kind, flag.dimension) for flag in flags] == [(FlagKind.GAP, None)]


def test_a_hidden_party_makes_no_gap() -> None:
    findings = make_findings(Level(5.0, SURE), Level(3.2, SURE))

    flags = flags_of(make_scores(), make_scores(INITIATIVE, respondents=2), findings=findings)

    assert FlagKind.GAP not in kinds_of(flags)


def test_a_dimension_that_one_party_did_not_score_makes_no_gap() -> None:
    findings = make_findings(Level(5.0, SURE), {Dimension.TRUST: None})

    assert list(flags_of(make_scores(), make_scores(INITIATIVE), findings=findings)) == []


def test_of_three_parties_any_two_may_make_the_gap() -> None:
    findings = make_findings(Level(4.0, SURE), Level(4.9, SURE), Level(3.4, SURE))

    flags = flags_of(*PAIR, make_scores(THIRD), findings=findings)

    assert [(flag.kind, flag.party, flag.dimension) for flag in flags] == [
        (FlagKind.GAP, None, Dimension.TRUST)
    ]


def test_one_hidden_party_of_three_leaves_no_gap() -> None:
    findings = make_findings(Level(4.9, SURE), Level(3.1, SURE), parties=3)

    flags = flags_of(*PAIR, make_scores(THIRD, respondents=2, invited=6), findings=findings)

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


# Don't know.


@pytest.mark.parametrize(
    ("share", "people", "dimensions"),
    [
        (0.30, 8, []),
        (0.45, 8, [Dimension.TRUST]),
        (0.35, 20, [Dimension.TRUST]),
        (0.60, 6, [None]),
        (0.80, 4, []),
    ],
)
def test_dont_know_is_flagged_when_surely_above_a_fifth_and_named_where_it_may_be_shown(
    share: float, people: int, dimensions: list[Dimension | None]
) -> None:
    flags = flags_of(make_scores(respondents=people, unknown=share))

    assert [(flag.kind, flag.severity, flag.dimension) for flag in flags] == [
        (FlagKind.DONT_KNOW, Severity.WATCH, each) for each in dimensions
    ]


def test_dont_know_of_a_few_who_scored_is_told_of_the_party_only() -> None:
    (flag,) = flags_of(make_scores(respondents=9, people=5, unknown=0.5))

    assert (flag.party, flag.dimension) == (MUNICIPALITY, None)


def test_in_open_mode_dont_know_names_its_dimension_for_any_number() -> None:
    (flag,) = flags_of(make_scores(respondents=3, unknown=1.0), mode=PrivacyMode.OPEN)

    assert (flag.party, flag.dimension) == (MUNICIPALITY, Dimension.TRUST)


def test_a_dimension_that_nobody_answered_has_no_share() -> None:
    assert list(flags_of(make_scores(unknown=None))) == []


# All together.


def test_strong_flags_come_first_and_then_change_before_state() -> None:
    findings = make_findings(low_with(0.85), evidence=9.0, patterns=decline(FIRST, Dimension.TRUST))

    flags = flags_of(
        make_scores(), make_scores(INITIATIVE, respondents=0, invited=8), findings=findings
    )

    assert [(flag.kind, flag.severity) for flag in flags] == [
        (FlagKind.SILENCE, Severity.ACT),
        (FlagKind.DECLINE, Severity.WATCH),
        (FlagKind.LOW, Severity.WATCH),
    ]


def test_flags_of_a_state_tell_the_probability_they_passed_and_no_more() -> None:
    told = {
        flags_of(make_scores(), findings=make_findings(low_with(each), parties=1))[0].probability
        for each in (0.81, 0.89, 0.91, 0.9999)
    }

    assert told == {0.8, 0.9}


# Good news.


def test_a_rise_is_the_mirror_of_a_decline() -> None:
    findings = make_findings(rise_evidence=9.0, patterns=decline(SECOND, Dimension.TRUST))

    assert list(news_of(*PAIR, findings=findings)) == [
        GoodNews(GoodNewsKind.RISE, INITIATIVE, Dimension.TRUST, 0.27)
    ]


def test_a_rise_follows_the_same_rules_of_naming() -> None:
    findings = make_findings(rise_evidence=25.0, patterns=decline(SECOND, Dimension.TRUST))
    coarse, hidden = (make_scores(INITIATIVE, respondents=each) for each in (4, 2))

    assert list(news_of(make_scores(), coarse, findings=findings)) == [
        GoodNews(GoodNewsKind.RISE, INITIATIVE, None, 0.5)
    ]
    assert list(news_of(make_scores(), hidden, findings=findings)) == []


def test_who_falls_gets_no_compliment_for_what_seems_to_rise_beside_it() -> None:
    fell: Shares = {(PatternKind.DECLINE, SECOND, Dimension.GROWTH): 1.0}
    rose = make_findings(evidence=30.0, rise_evidence=30.0, patterns=fell)
    other = replace(rose, rise_patterns=[PatternShare(Pattern(PatternKind.DECLINE, FIRST), 1.0)])

    assert list(news_of(*PAIR, findings=rose)) == []
    assert [news.party for news in news_of(*PAIR, findings=other)] == [MUNICIPALITY]


def test_the_surest_dimension_on_which_all_are_content_is_told() -> None:
    one = {Dimension.TRUST: Level(4.2, SURE), Dimension.GROWTH: Level(4.6, SURE)}
    other = {Dimension.TRUST: Level(4.9, SURE), Dimension.GROWTH: Level(4.5, SURE)}

    news = news_of(*PAIR, findings=make_findings(one, other))

    assert list(news) == [GoodNews(GoodNewsKind.HIGH, None, Dimension.GROWTH, 0.9)]


def test_one_content_party_is_no_news() -> None:
    findings = make_findings(Level(4.9, SURE), Level(3.9, SURE))

    assert list(news_of(*PAIR, findings=findings)) == []


def test_the_same_strong_point_is_told_once_a_year() -> None:
    findings = make_findings(Level(4.5, SURE), Level(4.5, SURE))
    told = make_release(good_news=news_of(*PAIR, findings=findings))
    quiet = make_release()

    assert list(news_of(*PAIR, findings=findings, earlier=[told, quiet, quiet])) == []
    assert len(news_of(*PAIR, findings=findings, earlier=[told, quiet, quiet, quiet])) == 1


GAP = Flag(FlagKind.GAP, Severity.ACT, None, Dimension.TRUST, 0.9)


def test_agreement_is_news_only_after_a_gap_and_only_once() -> None:
    alike = make_findings(Level(3.7, SURE), Level(3.8, SURE))
    apart = make_release(flags=[GAP])
    agreement = GoodNews(GoodNewsKind.AGREEMENT, None, Dimension.TRUST, 0.9)
    again = make_release(good_news=[agreement])

    assert list(news_of(*PAIR, findings=alike)) == []
    assert list(news_of(*PAIR, findings=alike, earlier=[apart])) == [agreement]
    assert list(news_of(*PAIR, findings=alike, earlier=[apart, again])) == []
    assert list(news_of(*PAIR, findings=alike, earlier=[again, apart])) == [agreement]


def test_parties_that_may_still_differ_do_not_agree() -> None:
    unsure = make_findings(Level(3.7, 0.4), Level(3.7, 0.4))

    assert list(news_of(*PAIR, findings=unsure, earlier=[make_release(flags=[GAP])])) == []


def tiers_of(*scores: PartyScores) -> Mapping[PartyId, PartyTiers]:
    return {each.party_id: choose_tiers(each, PrivacyMode.CONFIDENTIAL, 3) for each in scores}


def low_with(chance: float) -> Level:
    """Make a level that is low with this chance."""
    return Level(3.0 - SURE * NormalDist().inv_cdf(chance), SURE)


def test_of_a_light_round_only_silence_is_told() -> None:
    silent = make_scores(respondents=2, invited=8, unknown=0.9)
    other = make_scores(INITIATIVE, respondents=8, unknown=0.9)
    tiers = {
        each.party_id: choose_tiers(each, PrivacyMode.CONFIDENTIAL, 3) for each in (silent, other)
    }
    findings = analyse_silence(np.array([[8, 8, 2], [8, 8, 8]]), np.full((2, 3), 8))

    flags = find_silence([silent, other], tiers, findings)

    assert {(each.kind, each.party) for each in flags} == {(FlagKind.SILENCE, MUNICIPALITY)}
    assert FlagKind.DONT_KNOW in {
        each.kind for each in find_flags([silent, other], tiers, findings)
    }
