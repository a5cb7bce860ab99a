from collections.abc import Sequence
from datetime import date

import pytest

from monitor.domain.analysis.cube import score_cube
from monitor.domain.analysis.engine import analyse
from monitor.domain.analysis.variances import DEFAULT_VARIANCES
from monitor.domain.partnership import PartyId, PrivacyMode
from monitor.domain.results import EngineVersion
from monitor.domain.round import Quarter
from monitor.services.analyse.cubes import Core, make_batches
from monitor.services.analyse.measuring import Ground, Measured, Measuring
from tests.builders import current_questionnaire
from tests.services.analyse.files import SPRING, SUMMER, form, group, team

MARCH = "2026-03-01"


def measure(rows: Sequence[str], days: Sequence[str], mode: PrivacyMode) -> Sequence[Measured]:
    ground = Ground(current_questionnaire(), DEFAULT_VARIANCES, mode, 3, EngineVersion("1", "x"))
    (batch,) = make_batches(group(rows), range(1), Core.of(ground.questionnaire))
    panel = score_cube(batch.cube)
    findings = analyse(panel, DEFAULT_VARIANCES)
    held = [date.fromisoformat(day) for day in days]
    return list(Measuring(batch, panel, findings, ground).measure(0, held))


def two_rounds(first: str, second: str) -> Sequence[str]:
    return [
        *team("Elm", "a", first, [4, 4, 4]),
        *team("Elm", "b", first, [3, 3]),
        *team("Elm", "a", second, [4, 4, 2, 2]),
        *form(f"Elm,b,{second},b-0", [5, None, *[3] * 10]),
    ]


def test_rounds_are_numbered_and_named_after_their_day() -> None:
    first, second = measure(two_rounds(SPRING, SUMMER), [SPRING, SUMMER], PrivacyMode.OPEN)

    assert (first.round.round.sequence, second.round.round.sequence) == (1, 2)
    assert (first.round.round.quarter, second.round.round.quarter) == (
        Quarter(2026, 1),
        Quarter(2026, 2),
    )
    assert second.round.round.minimum_group == 3
    assert second.round.judged_by == EngineVersion("1", "x")


def test_parties_come_in_the_order_of_their_names_with_their_counts() -> None:
    _, second = measure(two_rounds(SPRING, SUMMER), [SPRING, SUMMER], PrivacyMode.OPEN)

    assert [party.party_id for party in second.round.parties] == [1, 2]
    assert [party.overall for party in second.round.parties] == [3.0, pytest.approx(3.25)]
    assert second.answers == [[12] * 4, [2, 3, 3, 3]]
    assert second.dont_know == [[0] * 4, [1, 0, 0, 0]]
    assert len(second.round.findings.levels) == 2


def test_what_an_audit_needs_is_there_when_something_may_be_hidden() -> None:
    _, hidden = measure(two_rounds(SPRING, SUMMER), [SPRING, SUMMER], PrivacyMode.CONFIDENTIAL)
    _, shown = measure(two_rounds(SPRING, SUMMER), [SPRING, SUMMER], PrivacyMode.OPEN)

    assert [each.sequence for each in hidden.round.turnover[PartyId(1)] or ()] == [1]
    assert hidden.round.parties[0].forms
    assert shown.round.turnover == {}
    assert shown.round.parties[0].forms == ()


def test_a_second_round_in_a_quarter_may_be_a_correction() -> None:
    _, other = measure(two_rounds(SPRING, SUMMER), [SPRING, SUMMER], PrivacyMode.CONFIDENTIAL)
    _, same = measure(two_rounds(MARCH, SPRING), [MARCH, SPRING], PrivacyMode.CONFIDENTIAL)

    assert other.round.corrected == {}
    assert same.round.corrected == {PartyId(1): 2, PartyId(2): 2}
