import pytest

from monitor.domain.measurement import MeasuredRound
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Flag, FlagKind, Severity
from monitor.domain.scoring import score_party
from monitor.services.analyse.certainty import find_patterns, find_probability
from tests.builders import current_questionnaire
from tests.factories import make_round
from tests.services.analyse.stubs import ALL_FELL, FIRST_SPLIT, SECOND_LOST_TRUST, make_findings

SHARES = [(SECOND_LOST_TRUST, 0.5), (ALL_FELL, 0.3), (FIRST_SPLIT, 0.2)]


def measured() -> MeasuredRound:
    asked = current_questionnaire()
    return MeasuredRound(
        round=make_round(),
        asked=asked,
        parties=[score_party(PartyId(number), [], invited=0, asked=asked) for number in (1, 2)],
        findings=make_findings(30.0, SHARES),
    )


def flag(
    kind: FlagKind,
    party: int | None = None,
    dimension: Dimension | None = None,
    probability: float | None = 0.5,
) -> Flag:
    return Flag(kind, Severity.ACT, PartyId(party) if party else None, dimension, probability)


def test_what_leads_stands_for_all_of_the_evidence() -> None:
    assert find_probability(flag(FlagKind.DECLINE), measured()) == pytest.approx(30 / 50)


def test_another_change_has_its_own_share_of_it() -> None:
    assert find_probability(flag(FlagKind.SPLIT), measured()) == pytest.approx(6 / 26)


def test_a_low_level_is_as_likely_as_it_lies_below_three() -> None:
    found = find_probability(flag(FlagKind.LOW, 2, Dimension.TRUST), measured())

    assert found == pytest.approx(0.99379, abs=1e-5)


def test_a_gap_is_as_likely_as_the_levels_lie_half_a_point_apart() -> None:
    found = find_probability(flag(FlagKind.GAP, None, Dimension.TRUST), measured())

    assert found == pytest.approx(0.99980, abs=1e-5)


def test_what_is_counted_has_no_chance() -> None:
    assert find_probability(flag(FlagKind.SILENCE, 1, None, None), measured()) is None


def test_dont_know_has_the_chance_that_it_passed() -> None:
    assert find_probability(flag(FlagKind.DONT_KNOW, 1, None, 0.8), measured()) == 0.8


def test_a_change_rests_on_its_own_patterns_strongest_first() -> None:
    found = find_patterns(flag(FlagKind.DECLINE), measured().findings)

    assert [(each.pattern, each.share) for each in found] == SHARES[:2]


@pytest.mark.parametrize("kind", [FlagKind.LOW, FlagKind.GAP, FlagKind.DONT_KNOW])
def test_a_state_rests_on_no_pattern(kind: FlagKind) -> None:
    assert find_patterns(flag(kind), measured().findings) == []
