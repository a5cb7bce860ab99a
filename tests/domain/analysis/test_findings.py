import numpy as np
import pytest

from monitor.domain.analysis.findings import (
    Findings,
    Pattern,
    PatternKind,
    judge_evidence,
)
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Severity

ALL = Pattern(PatternKind.DECLINE)
TRUST = Pattern(PatternKind.DECLINE, 1, Dimension.TRUST)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [(7.3, None), (7.4, Severity.WATCH), (19.9, Severity.WATCH), (20.0, Severity.ACT)],
)
def test_evidence_has_one_threshold_for_every_size(
    evidence: float, expected: Severity | None
) -> None:
    assert judge_evidence(evidence) is expected


def test_a_round_tells_its_patterns_strongest_first_and_no_empty_ones() -> None:
    levels = np.full((1, 2, 1, 4), 3.5)
    levels[0, 1, 0, 0] = np.nan
    findings = Findings(
        patterns=[ALL, TRUST, Pattern(PatternKind.SILENCE, 0)],
        evidence=np.array([[9.0]]),
        shares=np.array([[[0.3, 0.7, 0.0]]]),
        rise_patterns=[ALL, TRUST],
        rise_evidence=np.array([[0.1]]),
        rise_shares=np.array([[[1.0, 0.0]]]),
        level_means=levels,
        level_sds=levels * 0 + 0.2,
    )

    found = findings.at(0, 0)

    assert [each.pattern for each in found.patterns] == [TRUST, ALL]
    assert found.severity is Severity.WATCH
    assert found.levels[1][Dimension.TRUST] is None
    assert found.levels[0][Dimension.TRUST] is not None


def test_patterns_have_names_that_a_researcher_can_read() -> None:
    assert str(TRUST) == "decline: party 2, trust"
    assert str(Pattern(PatternKind.SPLIT, 0)) == "split: party 1"
