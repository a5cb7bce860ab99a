"""Whom a change names: what most of the evidence points at, as far as that may be told."""

from collections.abc import Sequence

import pytest

from monitor.domain.analysis.findings import Pattern, PatternKind, PatternShare
from monitor.domain.naming import Group, Names, is_nameable
from monitor.domain.partnership import PrivacyMode
from monitor.domain.questionnaire import Dimension
from monitor.domain.scoring import PartyScores
from monitor.domain.tiers import choose_tiers
from tests.builders import INITIATIVE, MUNICIPALITY, THIRD
from tests.domain.measured import make_scores

DECLINE, SPLIT, SILENCE = PatternKind.DECLINE, PatternKind.SPLIT, PatternKind.SILENCE
TRUST, GROWTH = Dimension.TRUST, Dimension.GROWTH


def group_of(*scores: PartyScores, mode: PrivacyMode = PrivacyMode.CONFIDENTIAL) -> Group:
    return Group(scores, {each.party_id: choose_tiers(each, mode, 3) for each in scores})


def fell(party: int | None, dimension: Dimension | None, share: float) -> PatternShare:
    return PatternShare(Pattern(DECLINE, party, dimension), share)


LARGE = group_of(make_scores(), make_scores(INITIATIVE))
SMALL = group_of(make_scores(respondents=3), make_scores(INITIATIVE, respondents=3))


@pytest.mark.parametrize(("share", "named"), [(0.66, None), (0.67, INITIATIVE)])
def test_a_party_is_named_from_two_thirds_of_the_evidence(share: float, named: object) -> None:
    patterns = [fell(1, None, share), fell(None, None, 1 - share)]

    assert LARGE.name(patterns).party == named


def test_shares_of_a_party_and_of_a_dimension_are_added_up_over_the_patterns() -> None:
    patterns = [fell(1, TRUST, 0.5), fell(1, None, 0.2), fell(0, TRUST, 0.2), fell(0, None, 0.1)]

    assert LARGE.name(patterns) == Names(INITIATIVE, TRUST)


def test_only_what_is_left_of_the_evidence_counts() -> None:
    assert LARGE.name([fell(0, GROWTH, 0.02)]) == Names(MUNICIPALITY, GROWTH)


def test_without_evidence_nothing_is_named() -> None:
    assert LARGE.name([]) == Names()


def test_a_coarse_party_is_named_without_its_dimension() -> None:
    assert SMALL.name([fell(1, TRUST, 1.0)]) == Names(INITIATIVE, None)


def test_a_dimension_of_all_parties_is_named_only_if_all_are_detailed() -> None:
    mixed = group_of(make_scores(), make_scores(INITIATIVE, respondents=4))

    assert LARGE.name([fell(None, TRUST, 1.0)]) == Names(None, TRUST)
    assert mixed.name([fell(None, TRUST, 1.0)]) == Names()


def test_the_places_of_patterns_are_those_of_the_scores() -> None:
    three = group_of(make_scores(), make_scores(INITIATIVE), make_scores(THIRD))

    assert three.name([fell(2, None, 1.0)]).party == THIRD


@pytest.mark.parametrize("people", [0, 2])
def test_patterns_of_a_hidden_party_alone_do_not_count(people: int) -> None:
    group = group_of(make_scores(), make_scores(INITIATIVE, respondents=people, invited=6))
    all_together = fell(None, None, 0.3)

    assert list(group.tell([fell(1, TRUST, 0.7), all_together])) == [all_together]


def test_a_party_with_one_hidden_dimension_is_not_told_of() -> None:
    group = group_of(make_scores(), make_scores(INITIATIVE, respondents=6, people=2))

    assert list(group.tell([fell(1, GROWTH, 1.0)])) == []


def kinds_told(group: Group, kind: PatternKind, party: int | None) -> Sequence[PatternKind]:
    told = group.tell([PatternShare(Pattern(kind, party), 1.0)])
    return [each.pattern.kind for each in told]


@pytest.mark.parametrize("kind", [SPLIT, SILENCE])
@pytest.mark.parametrize("party", [1, None])
def test_how_people_behave_is_told_of_large_parties(kind: PatternKind, party: int | None) -> None:
    assert kinds_told(LARGE, kind, party) == [kind]


@pytest.mark.parametrize("kind", [SPLIT, SILENCE])
@pytest.mark.parametrize("party", [1, None])
def test_how_people_behave_is_not_told_of_parties_with_fewer_than_five_invited(
    kind: PatternKind, party: int | None
) -> None:
    told = SMALL.tell([PatternShare(Pattern(kind, party), 1.0)])

    assert list(told) == [PatternShare(Pattern(DECLINE), 1.0)]


def test_silence_of_a_large_party_is_told_from_few_answers_and_discord_is_not() -> None:
    few = group_of(make_scores(), make_scores(INITIATIVE, respondents=4, invited=8))

    assert kinds_told(few, SILENCE, 1) == [SILENCE]
    assert kinds_told(few, SPLIT, 1) == [DECLINE]


def test_in_open_mode_everything_may_be_told_of_one_person() -> None:
    one = group_of(
        make_scores(respondents=1), make_scores(INITIATIVE, respondents=1), mode=PrivacyMode.OPEN
    )

    assert one.has_enough_people
    assert kinds_told(one, SPLIT, 1) == [SPLIT]
    assert one.name([fell(1, TRUST, 1.0)]) == Names(INITIATIVE, TRUST)


@pytest.mark.parametrize(("respondents", "enough"), [(2, False), (3, True)])
def test_five_answers_together_are_enough_to_tell_of_a_change(
    respondents: int, *, enough: bool
) -> None:
    group = group_of(make_scores(respondents=2), make_scores(INITIATIVE, respondents=respondents))

    assert group.has_enough_people is enough


def test_a_party_is_nameable_for_its_behaviour_by_how_many_are_invited() -> None:
    scores = make_scores(respondents=2, invited=5)

    assert is_nameable(scores, choose_tiers(scores, PrivacyMode.CONFIDENTIAL, 3))
